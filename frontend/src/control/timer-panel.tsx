/** A timer for the room. */

import { useEffect, useReducer } from "preact/hooks";
import type { Following } from "./follow";
import type { Now } from "./types";
import { words } from "./words";

const MINUTES = [1, 2, 5, 10];

interface TimerProps {
  room: Following;
  now: Now;
  /** How many minutes the plan gives the step that the room is at. */
  planned: number | null;
}

export function TimerPanel({ room, now, planned }: TimerProps) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const { timer, phase } = now.state;
  useEffect(() => {
    if (timer === null) return;
    const each = setInterval(() => tick(null), 500);
    return () => clearInterval(each);
  }, [timer]);
  const left = timer === null ? 0 : Math.max(0, Math.ceil((timer - Date.now() - room.ahead) / 1000));
  return (
    <section class="panel" aria-labelledby="timer">
      <h2 id="timer">{words.timer}</h2>
      {timer !== null && (
        <p class="left-over" role="timer" data-testid="left">
          {left > 0 ? words.left(left) : words.timeUp}
        </p>
      )}
      <div class="moves">
        {planned !== null && (
          <button
            type="button"
            class="button quiet small-button"
            disabled={phase === "ended"}
            onClick={() => void room.move("timer", { value: 60 * planned })}
          >
            {words.timerPlanned(planned)}
          </button>
        )}
        {MINUTES.filter((minutes) => minutes !== planned).map((minutes) => (
          <button
            key={minutes}
            type="button"
            class="button quiet small-button"
            disabled={phase === "ended"}
            onClick={() => void room.move("timer", { value: 60 * minutes })}
          >
            {words.timerSet(minutes)}
          </button>
        ))}
        {timer !== null && (
          <button type="button" class="button quiet small-button" onClick={() => void room.move("timer", { value: null })}>
            {words.timerOff}
          </button>
        )}
      </div>
    </section>
  );
}
