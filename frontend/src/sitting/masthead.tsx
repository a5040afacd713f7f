/** What is sat, how long it takes, and who sits. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { say } from "../strings";
import { Disclosure } from "../ui/disclosure";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { NameForm } from "./name-form";
import { words } from "./words";

/** On the way in it says everything; over the contents it makes room for them. */
export function Masthead({ brief }: { brief: boolean }) {
  const { paper } = useSheet();
  const questions = paper.sections.reduce((sum, { exercise }) => sum + exercise.items.length, 0);
  const about = (
    <div>
      {paper.intro && <p class="lead">{paper.intro}</p>}
      {paper.provisional !== null && <p class="facts">{words.passMark(paper.provisional)}</p>}
    </div>
  );
  return (
    <header class={`top cover ${brief ? "brief" : "whole"}`}>
      <p class="kicker">
        <b class="mark">{words.mark}</b>
        <span>
          <Icon name="clock" /> {say.minutes(paper.minutes)}
        </span>
        <span>{words.sections(paper.sections.length)}</span>
        <span>{say.questions(questions)}</span>
      </p>
      <h1 class="title" data-testid="title">
        {paper.title}
      </h1>
      {brief ? <Disclosure summary={words.about}>{about}</Disclosure> : about}
    </header>
  );
}

/** Who sits, and a way to put it right. */
export function Sitter() {
  const { id, announce, rename } = useSheet();
  const [open, set] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (first.current) first.current = false;
    else if (open) form.current?.querySelector("input")?.focus();
    else button.current?.focus();
  }, [open]);
  return (
    <div class="sitter">
      <p>
        {words.sitter} <b data-testid="sitter">{id}</b>
        <button
          type="button"
          class="link"
          ref={button}
          aria-expanded={open}
          aria-label={words.changeName}
          onClick={() => set(!open)}
          data-testid="rename"
        >
          {words.change}
        </button>
      </p>
      {open && (
        <div ref={form}>
          <NameForm
            known={id}
            button={words.changeName}
            announce={announce}
            onName={(name) => {
              if (name !== id) rename(name);
              set(false);
            }}
          />
        </div>
      )}
    </div>
  );
}
