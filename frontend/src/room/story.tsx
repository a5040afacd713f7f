/** The conversation, line by line, as far as the trainer has read it out. */

import { useEffect, useRef } from "preact/hooks";
import { Case, hasCase } from "../player/case";
import { useSetting } from "../player/setting";
import { Disclosure } from "../ui/disclosure";
import { LineBody, roleOf } from "../ui/line";
import { Heading, Paragraphs } from "../ui/text";
import { say } from "../strings";
import type { RoomState } from "./state";
import { words } from "./words";

/** How far from the foot of the page somebody still reads along, in pixels. */
const READING = 320;

/** Keep the newest line in sight of who reads along, and say it aloud. */
function useNewest(count: number): (element: HTMLLIElement | null) => void {
  const { announce, lines, people } = useSetting();
  const newest = useRef<HTMLLIElement | null>(null);
  const before = useRef(count);
  useEffect(() => {
    const more = count > before.current;
    before.current = count;
    const line = [...lines.values()][count - 1];
    if (!more || line === undefined) return;
    const who = line.who === undefined ? say.seen : (people.get(line.who)?.name ?? line.who);
    announce(`${who}: ${line.says}`);
    const page = document.documentElement;
    const along = page.scrollHeight - window.scrollY - window.innerHeight < READING + (newest.current?.offsetHeight ?? 0);
    if (along) newest.current?.scrollIntoView({ block: "center" });
  }, [count]);
  return (element) => {
    if (element) newest.current = element;
  };
}

/** The situation and the people; the conversation itself stands below. */
function Before() {
  const { exercise, people } = useSetting();
  if (!exercise.case?.trim() && people.size === 0) return null;
  return (
    <div class="case">
      {exercise.case?.trim() && (
        <>
          <Heading below={2} class="small">
            {say.situation}
          </Heading>
          <Paragraphs text={exercise.case} class="story" />
        </>
      )}
      {people.size > 0 && (
        <dl class="people">
          {[...people.values()].map((person) => (
            <div key={person.id} class={person.role}>
              <dt>{person.name}</dt>
              {person.note && <dd>{person.note}</dd>}
            </div>
          ))}
        </dl>
      )}
      <p class="hint">{exercise.invented}</p>
    </div>
  );
}

export function Story({ state, number }: { state: RoomState; number: number }) {
  const { exercise, lines, people } = useSetting();
  const here = number === state.step && state.here?.kind === "transcript" ? state.here : null;
  const shown = here === null ? lines.size : Math.min(here.shown, lines.size);
  const newest = useNewest(shown);
  const all = here === null || here.shown >= here.of;
  return (
    <div class="story-step" data-testid="story">
      <div class="story-top">
        <p class="kicker">{words.story}</p>
        <h2 class="arrive title" tabIndex={-1}>
          {exercise.title}
        </h2>
      </div>
      <Before />
      <ol class="plain told-lines" aria-label={say.transcript}>
        {[...lines.values()].slice(0, shown).map((line, index) => (
          <li
            key={line.id}
            class={`line ${roleOf(people, line.who)} ${here !== null && index === shown - 1 ? "newest" : ""}`}
            ref={index === shown - 1 ? newest : null}
          >
            <LineBody line={line} />
          </li>
        ))}
      </ol>
      {here !== null && (
        <p class="how-far">
          <b data-testid="how-far">{words.line(here.shown, here.of)}</b> <span>{all ? words.heardAll : words.listening}</span>
        </p>
      )}
    </div>
  );
}

/** Above a question, out of the way: what it is about. */
export function About({ beside }: { beside: boolean }) {
  const { exercise } = useSetting();
  if (!hasCase(exercise)) return null;
  if (beside) return <Case beside />;
  return (
    <Disclosure summary={words.case} class="about-case" testId="about">
      <Case beside={false} />
    </Disclosure>
  );
}
