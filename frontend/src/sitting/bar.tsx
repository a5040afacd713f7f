/** Stays in sight above a section: where one is, the way to the contents, and to the case and back. */

import { useState } from "preact/hooks";
import { hasCase } from "../player/case";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { doneIn } from "./progress";
import { CONTENTS, type View } from "./view";
import { words } from "./words";

/** On a phone the case lies far above a question that asks about it. */
function ToCase() {
  const [from, setFrom] = useState<number | null>(null);
  const move = (event: MouseEvent): void => {
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot | Document;
    setFrom(from === null ? window.scrollY : null);
    if (from !== null) window.scrollTo({ top: from });
    else root.querySelector(".unit:not([hidden]) .case")?.scrollIntoView({ block: "start" });
  };
  return (
    <button type="button" class="link to-case" onClick={move} data-testid="to-case">
      {from === null ? words.toCase : words.fromCase}
    </button>
  );
}

export function Bar({ view }: { view: View }) {
  const { paper, questions, go } = useSheet();
  const all = questions.flat();
  const done = doneIn(all);
  const section = view.is === "section" ? paper.sections[view.index] : undefined;
  const where = view.is === "section" ? words.sectionOf(view.index + 1, paper.sections.length) : words.handIn;
  return (
    <nav class="bar" aria-label={words.nav}>
      <h1 class="vh">{paper.title}</h1>
      <button type="button" class="link" onClick={() => go(CONTENTS)} data-testid="to-contents">
        <Icon name="back" /> {words.toContents}
      </button>
      <span class="where">{where}</span>
      {section && hasCase(section.exercise) && <ToCase />}
      <span class="sum" data-testid="bar-progress">
        {words.ofAll(done, all.length)}
        <span> {words.areAnswered}</span>
      </span>
      <progress value={done} max={all.length} aria-hidden="true" />
    </nav>
  );
}
