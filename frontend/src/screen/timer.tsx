/** The time that is left, large. */

import { useEffect, useMemo, useReducer } from "preact/hooks";
import { words } from "./words";

export function Timer({ timer }: { timer: { ends: number; now: number } }) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  // By this browser's own clock, from the moment at which the server said how long it is.
  const ends = useMemo(() => performance.now() + timer.ends - timer.now, [timer.ends, timer.now]);
  useEffect(() => {
    const each = setInterval(() => tick(null), 250);
    return () => clearInterval(each);
  }, []);
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  return (
    <p class="timer" role="timer">
      {left > 0 ? words.left(left) : words.timeUp}
    </p>
  );
}
