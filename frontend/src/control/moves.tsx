/** What can be done with a step. Each button keeps its place, so that focus and a resting hand stay where they are. */

import type { Following } from "./follow";
import type { Now, PlanStep, RoomData } from "./types";
import { words } from "./words";

interface MovesProps {
  room: Following;
  data: RoomData;
  now: Now;
  at: number;
  step: PlanStep;
  here: boolean;
}

interface ButtonProps {
  room: Following;
  name: string;
  label: string;
  strong?: boolean;
  disabled?: boolean;
  step?: number;
  testId?: string;
}

const Button = ({ room, name, label, strong = false, disabled = false, step, testId }: ButtonProps) => (
  <button
    type="button"
    class={`button ${strong ? "" : "quiet"}`}
    disabled={disabled}
    data-testid={testId ?? `move-${name}`}
    onClick={() => void room.move(name, step === undefined ? {} : { step })}
  >
    {label}
  </button>
);

export function Moves({ room, data, now, at, step, here }: MovesProps) {
  const { state } = now;
  const ended = state.phase === "ended";
  const phase = state.phases[at] ?? "";
  const last = data.plan.length - 1;
  const asks = step.kind === "item";
  const label = words.step(at + 1, data.plan.length);
  if (!here) {
    return (
      <div class="moves bar" role="group" aria-label={label}>
        <Button room={room} name="goto" step={at} label={words.goTo(at + 1)} strong disabled={ended} />
      </div>
    );
  }
  return (
    <>
      <div class="moves bar" role="group" aria-label={label}>
        <Button room={room} name="goto" step={at - 1} label={words.previous} testId="previous" disabled={ended || at === 0} />
        {asks && (
          <>
            {phase === "open" ? (
              <Button room={room} name="lock" step={at} label={words.lock} disabled={ended} />
            ) : (
              <Button room={room} name="open" step={at} label={phase ? words.reopenStep : words.openStep} disabled={ended} />
            )}
            {phase === "revealed" ? (
              <Button room={room} name="hide" step={at} label={words.hide} disabled={ended} />
            ) : (
              <Button room={room} name="reveal" step={at} label={words.reveal} strong disabled={ended} />
            )}
          </>
        )}
        <Button
          room={room}
          name="goto"
          step={at + 1}
          label={words.next}
          testId="next"
          strong={!asks || phase === "revealed"}
          disabled={ended || at === last}
        />
      </div>
      {state.pace === "self" && <All room={room} ended={ended} />}
    </>
  );
}

/** Where people pace themselves, every step at once. */
const All = ({ room, ended }: { room: Following; ended: boolean }) => (
  <div class="moves" role="group" aria-label={words.allSteps}>
    <Button room={room} name="open_all" label={words.openAll} disabled={ended} />
    <Button room={room} name="lock_all" label={words.lockAll} disabled={ended} />
    <Button room={room} name="reveal_all" label={words.revealAll} disabled={ended} />
  </div>
);
