/** Nobody scrolls a wall: what is on it is made smaller until all of it is there. */

import { useLayoutEffect } from "preact/hooks";

const LEAST = 0.5;
const STEP = 0.04;
/** A window narrower than this is somebody's own screen, and may scroll. */
const WALL = 1_000;

function fit(): void {
  const root = document.documentElement;
  let scale = 1;
  root.style.setProperty("--fit", "1");
  while (innerWidth >= WALL && scale - STEP >= LEAST && root.scrollHeight > innerHeight) {
    scale -= STEP;
    root.style.setProperty("--fit", scale.toFixed(2));
  }
}

/** Fit the page again whenever one of these changes, and whenever the window does. */
export function useFit(changes: unknown[]): void {
  useLayoutEffect(fit, changes);
  useLayoutEffect(() => {
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, []);
}
