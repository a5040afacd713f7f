/** A line of the transcript, wherever it is shown: its number, who speaks, what is said or seen. */

import { useSetting, type NumberedLine } from "../player/setting";
import { say } from "../strings";
import { Heard } from "./text";

export const roleOf = (people: ReadonlyMap<string, { role: string }>, who: string | undefined): string =>
  who === undefined ? "seen" : (people.get(who)?.role ?? "other");

export function Speaker({ who }: { who: string | undefined }) {
  const { people } = useSetting();
  return <span class="who">{who === undefined ? say.seen : (people.get(who)?.name ?? who)}</span>;
}

export function LineBody({ line }: { line: NumberedLine }) {
  return (
    <>
      <span class="number">
        <Heard>{say.line(line.number)}: </Heard>
        <span aria-hidden="true">{line.number}</span>
      </span>
      <span class="speech">
        <Speaker who={line.who} /> <span class="says">{line.says}</span>
      </span>
    </>
  );
}

/** Lines that a judgement rests on; an id that does not exist is passed over. */
export function Quotes({ ids, label }: { ids: readonly string[]; label?: string }) {
  const { lines, people } = useSetting();
  const found = ids.flatMap((id) => lines.get(id) ?? []);
  if (found.length === 0) return null;
  return (
    <div class="quotes">
      {label !== undefined && <p class="label">{label}</p>}
      <ul class="plain">
        {found.map((line) => (
          <li key={line.id} class={`line ${roleOf(people, line.who)}`}>
            <LineBody line={line} />
          </li>
        ))}
      </ul>
    </div>
  );
}
