/** The screen follows the trainer, but never from under the hands of somebody who is writing. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { keyOf, samePlace, type Screen } from "./place";

/** Whether somebody is in the middle of a text. */
function writing(root: HTMLElement | null): boolean {
  const field = document.activeElement;
  if (!root?.contains(field)) return false;
  const isText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text");
  return isText && field.value.trim() !== "";
}

interface Following {
  screen: Screen;
  /** Whether another screen waits until the person is ready for it. */
  held: boolean;
  release(): void;
}

export function useFollowing(target: Screen, root: RefObject<HTMLElement | null>): Following {
  const shown = useRef(target);
  const held = useRef(false);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  if (keyOf(shown.current) === keyOf(target)) held.current = false;
  else if (held.current || writing(root.current)) held.current = true;
  else shown.current = target;

  const release = (): void => {
    held.current = false;
    shown.current = target;
    redraw(null);
  };
  const screen = shown.current;
  useEffect(() => {
    if (!held.current || !samePlace(screen, target)) return;
    // The question was closed while they wrote: once they are done, it is shown closed.
    const done = (): void => {
      setTimeout(() => {
        if (held.current && !writing(root.current)) release();
      });
    };
    const watched = root.current;
    watched?.addEventListener("focusout", done);
    return () => watched?.removeEventListener("focusout", done);
  });
  return { screen, held: held.current, release };
}

/** After the screen has changed, bring its heading into view and the focus to it, unless the focus is elsewhere. */
export function useArrival(screen: Screen, root: RefObject<HTMLElement | null>): void {
  const before = useRef(screen);
  const inside = root.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    const from = before.current;
    before.current = screen;
    if (keyOf(from) === keyOf(screen)) return;
    const active = document.activeElement;
    const nowhere = active === null || active === document.body || !active.isConnected;
    const moved = !samePlace(from, screen);
    const revealed = screen.is === "step" && screen.phase === "revealed";
    const heading = root.current?.querySelector<HTMLElement>(moved || !revealed ? ".arrive" : ".arrive-reveal, .arrive");
    // What had the focus is gone, or nothing had it: a screen reader goes on at the heading.
    if (moved ? inside || nowhere : inside && nowhere) heading?.focus({ preventScroll: true });
    if (moved) window.scrollTo(0, 0);
    else if (revealed && (nowhere || inside)) heading?.scrollIntoView({ block: "start" });
  });
}
