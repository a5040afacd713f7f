/** The time that the trainer has set: said calmly, and heard now and then. */

import { useEffect, useReducer, useRef } from "preact/hooks";
import { Icon } from "../ui/icons";
import { words } from "./words";

/** At how many seconds left it is said aloud. */
const SAID = [600, 300, 120, 60, 30, 10];

/** Whole seconds that are left. */
export const secondsLeft = (ends: number, now: number): number => Math.max(0, Math.ceil((ends - now) / 1000));

/** What is to be said once the time has gone from `before` to `now` seconds; null for nothing. */
export function toSay(before: number, now: number): string | null {
  if (now === 0) return before > 0 ? words.timeUpHeard : null;
  const passed = SAID.filter((each) => each < before && each >= now);
  return passed.length > 0 ? words.leftHeard(passed[passed.length - 1]!) : null;
}

/** Digits that change every second are motion too. */
const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

interface TimerProps {
  ends: number;
  announce(text: string): void;
}

export function Timer({ ends, announce }: TimerProps) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const left = secondsLeft(ends, performance.now());
  const before = useRef<number | null>(null);
  useEffect(() => {
    // A timer that was just set, or found on coming back, says how long it is.
    const said = before.current === null ? left > 0 && words.leftHeard(left) : toSay(before.current, left);
    before.current = left;
    if (said) announce(said);
  }, [left]);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => tick(null), ((ends - performance.now()) % 1000) + 20);
    return () => clearTimeout(timer);
  });
  const shown = calm() ? words.leftAbout(left) : words.left(left);
  return (
    <p class="timer" role="timer" aria-live="off" aria-label={words.timer} data-testid="timer">
      <Icon name="clock" />
      <span>{left === 0 ? words.timeUp : shown}</span>
    </p>
  );
}
