/** What is sat, how long it takes, and who sits. */

import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../strings";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { NameForm } from "./name-form";
import { words } from "./words";

export function Masthead() {
  const { paper } = useSheet();
  const questions = paper.sections.reduce((sum, { exercise }) => sum + exercise.items.length, 0);
  return (
    <header class="top cover">
      <p class="kicker">
        <b class="mark">{words.mark}</b>
        <span>
          <Icon name="clock" /> {say.minutes(paper.minutes)}
        </span>
        <span>{words.sections(paper.sections.length)}</span>
        <span>{say.questions(questions)}</span>
      </p>
      <h1 class="title" tabIndex={-1} data-testid="title">
        {paper.title}
      </h1>
      {paper.intro && <p class="lead">{paper.intro}</p>}
      {paper.provisional !== null && <p class="facts">{words.passMark(paper.provisional)}</p>}
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
  useEffect(() => {
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
