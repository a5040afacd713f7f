/** A question that is revealed: beside what was asked and why the key says what it says, what the room gave. */

import { Charts } from "../tally/charts";
import { judgeIn } from "../tally/words";
import type { Told } from "./types";
import { words } from "./words";

const SENTENCES = 3;

export function Reveal({ title, prompt, told }: { title: string; prompt: string; told: Told }) {
  const { judge, parts, rationale } = told;
  const keyed = rationale !== "" || parts.some(({ bars }) => bars.some(({ key }) => key));
  return (
    <div class={`reveal ${parts.length ? "" : "alone"}`}>
      <div class="reading">
        <p class="kicker">{title}</p>
        <h1 class="asked-before">{prompt}</h1>
        {told.words.slice(0, SENTENCES).map((sentence) => (
          <p key={sentence} class="in-words">
            {sentence}
          </p>
        ))}
        {rationale && (
          <div class="why">
            <h2>{words.why(judgeIn(judge))}</h2>
            <p>{rationale}</p>
          </div>
        )}
        {keyed && judge !== "panel" && <p class="hint">{words.noPanel}</p>}
      </div>
      {parts.length > 0 && (
        <div class="counted">
          <Charts {...told} />
          {told.more > 0 && <p class="hint">{words.more(told.more)}</p>}
        </div>
      )}
    </div>
  );
}
