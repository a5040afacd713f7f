/** What the screen shows: where the trainer is, or a step that somebody went to by themselves. */

import { useEffect, useState } from "preact/hooks";
import type { RoomState, StepPhase } from "./state";

export type Screen =
  | { is: "lobby" }
  | { is: "steps" }
  | { is: "ended" }
  | { is: "step"; number: number; phase: StepPhase };

/** null: with the trainer, or where people pace themselves at the list of steps. */
export type Own = number | null;

export const keyOf = (screen: Screen): string =>
  screen.is === "step" ? `step ${screen.number} ${screen.phase}` : screen.is;

/** Whether two screens are the same step, or the same page, in whatever phase. */
export const samePlace = (one: Screen, other: Screen): boolean =>
  one.is === other.is && (one.is !== "step" || other.is !== "step" || one.number === other.number);

/** Return what belongs on the screen. Pure. */
export function screenOf(state: RoomState, own: Own): Screen {
  const step = own === null ? null : state.plan[own];
  if (own !== null && step) return { is: "step", number: own, phase: step.phase };
  if (state.phase === "ended") return { is: "ended" };
  if (state.step === null) return { is: "lobby" };
  if (state.pace === "self") return { is: "steps" };
  return { is: "step", number: state.step, phase: state.plan[state.step]?.phase ?? "locked" };
}

export function ownOf(hash: string): Own {
  const found = /^#step-(\d{1,3})$/.exec(hash);
  return found ? Number(found[1]) - 1 : null;
}

const hashOf = (own: Own): string => (own === null ? "" : `#step-${own + 1}`);

/** The step that somebody went to, kept in the address so that "back" goes back and a reload stays. */
export function useOwn(): [Own, (own: Own) => void] {
  const [own, set] = useState<Own>(() => ownOf(location.hash));
  useEffect(() => {
    const moved = (): void => set(ownOf(location.hash));
    for (const event of ["hashchange", "popstate"]) window.addEventListener(event, moved);
    return () => {
      for (const event of ["hashchange", "popstate"]) window.removeEventListener(event, moved);
    };
  }, []);
  const go = (next: Own): void => {
    if (next === own) return;
    try {
      history.pushState(history.state, "", location.pathname + hashOf(next));
    } catch {
      // A browser that allows no more of these still turns.
    }
    set(next);
  };
  return [own, go];
}
