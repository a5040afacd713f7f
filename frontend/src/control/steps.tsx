/** The plan: where the room is, what is open, and how many have answered. */

import type { Now, RoomData } from "./types";
import { words } from "./words";

interface StepsProps {
  data: RoomData;
  now: Now;
  at: number | null;
  onLook(number: number): void;
}

export const Steps = ({ data, now, at, onLook }: StepsProps) => (
  <nav aria-label={words.inIt}>
    <ol class="plain plan">
      {data.plan.map((step, number) => {
        const phase = now.state.phases[number] ?? "";
        const asks = step.kind === "item";
        return (
          <li key={number} class={`plan-step ${number === at ? "at" : ""} ${number === now.state.step ? "here" : ""}`}>
            <button type="button" aria-current={number === at ? "step" : undefined} onClick={() => onLook(number)}>
              <span class="plan-number">{number + 1}</span>
              <span class="plan-what">
                {step.prompt ?? step.title}
              </span>
              <span class="plan-state">
                {number === now.state.step && <b>{words.now}</b>}
                <span>{words.phases[phase]}</span>
                {asks && <span>{now.answered[number] ?? 0}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  </nav>
);
