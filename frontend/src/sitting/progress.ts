/** How far the trainee is: each question, each section, and about how long the rest takes. */

import { draftOf } from "../hosts/drafts";
import { kindOf } from "../kinds";
import { latest, type Line } from "../record";
import type { ItemBase, Payload } from "../types";

/** `begun`: something is chosen and not saved. `changed`: an answer is saved, and a later change is not. */
export type ItemState = "done" | "changed" | "begun" | "blank";

export interface Question {
  item: ItemBase;
  /** From 1, within its section. */
  number: number;
  state: ItemState;
}

export function stateOf(payload: Payload, item: ItemBase, lines: Iterable<Line>): ItemState {
  const kind = kindOf(item.kind);
  if (kind === null) return "blank";
  try {
    const line = latest(lines).get(item.id);
    const answer = line ? kind.read(item, line.answer) : null;
    if (kind.live) return answer === null ? "blank" : kind.missing(item, answer) === null ? "done" : "begun";
    const drafted = kind.read(item, draftOf(payload.exercise.slug, item.id, payload.rev)) !== null;
    if (answer === null) return drafted ? "begun" : "blank";
    return drafted ? "changed" : "done";
  } catch {
    return "blank";
  }
}

export const questionsOf = (payload: Payload, lines: readonly Line[]): Question[] =>
  payload.exercise.items.map((item, index) => ({ item, number: index + 1, state: stateOf(payload, item, lines) }));

export const isDone = ({ state }: Question): boolean => state === "done" || state === "changed";

export const doneIn = (questions: readonly Question[]): number => questions.filter(isDone).length;

/** The minutes of the sections, each by the share of its questions that has no answer. */
export function minutesLeft(sections: readonly { minutes: number; questions: readonly Question[] }[]): number {
  const left = sections.map(({ minutes, questions }) => minutes * (1 - doneIn(questions) / questions.length));
  return Math.ceil(left.reduce((sum, part) => sum + part, 0));
}
