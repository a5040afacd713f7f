/** What of an exercise a step puts on the screen. Pure. */

import type { Payload } from "../types";
import { lacks, withoutKey, type Known } from "./book";
import type { RoomState, StepPhase } from "./state";

/** Return the exercise with the step's item alone, its key only where that is shown; null while it is not here. */
export function payloadOf(
  state: RoomState,
  known: Known | undefined,
  number: number,
  phase: StepPhase,
): Payload | null {
  const step = state.plan[number];
  if (!step || known === undefined || lacks(known, state, number)) return null;
  const { exercise, rev } = known.payload;
  if (step.kind !== "item") return { mode: "room", rev, exercise: { ...exercise, items: [] } };
  const here = number === state.step && state.here?.kind === "item" ? state.here.item : undefined;
  const item = here ?? exercise.items.find(({ id }) => id === step.item);
  if (item === undefined) return null;
  const shown = phase === "revealed" ? item : withoutKey(item);
  return { mode: "room", rev, exercise: { ...exercise, items: [shown] } };
}
