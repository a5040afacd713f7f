/** The situation, the people, and what was said. */

import { say } from "../strings";
import type { Exercise } from "../types";
import { Disclosure } from "../ui/disclosure";
import { LineBody, roleOf } from "../ui/line";
import { Heading, Paragraphs } from "../ui/text";
import { useSetting } from "./setting";

function People() {
  const { people } = useSetting();
  if (people.size === 0) return null;
  return (
    <>
      <Heading below={1} class="small">
        {say.people}
      </Heading>
      <dl class="people">
        {[...people.values()].map((person) => (
          <div key={person.id} class={person.role}>
            <dt>{person.name}</dt>
            {person.note && <dd>{person.note}</dd>}
          </div>
        ))}
      </dl>
    </>
  );
}

function Transcript() {
  const { lines, people } = useSetting();
  if (lines.size === 0) return null;
  return (
    <Disclosure summary={say.transcript} open class="transcript" testId="transcript">
      <ol class="plain">
        {[...lines.values()].map((line) => (
          <li key={line.id} class={`line ${roleOf(people, line.who)}`}>
            <LineBody line={line} />
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

/** Beside the questions where there is room; it then scrolls by itself, by keyboard too. */
export function Case({ beside }: { beside: boolean }) {
  const { exercise } = useSetting();
  const scrolls = beside ? { role: "region", tabIndex: 0, "aria-label": say.caseRegion } as const : {};
  return (
    <div class="case" {...scrolls}>
      {exercise.case?.trim() && (
        <>
          <Heading below={1} class="small">
            {say.situation}
          </Heading>
          <Paragraphs text={exercise.case} class="story" />
        </>
      )}
      <People />
      <Transcript />
    </div>
  );
}

export const hasCase = ({ case: text, people, transcript }: Exercise): boolean =>
  Boolean(text?.trim() || people?.length || transcript?.length);
