/** A goal sheet as data: reading, moving cards, what is still open. Pure. */

import { ids } from "../compare";
import { isObject } from "../record";
import { say, STEPS } from "../strings";
import type { GoalItem, StepName } from "../types";

export const STEP_NAMES: readonly StepName[] = ["goal", "owner", "baseline", "weight", "review"];

/** From the best level down, as a ladder is read. */
export const LEVEL_NAMES = ["2", "1", "0", "-1", "-2"];

const MOST_CHARACTERS = 4_000;

export interface GoalAnswer extends Partial<Record<StepName, string>> {
  levels?: Record<string, string>;
  wording?: string;
}

export function read(item: GoalItem, raw: unknown): GoalAnswer {
  const given = isObject(raw) ? raw : {};
  const answer: GoalAnswer = {};
  for (const step of STEP_NAMES) {
    const card = given[step];
    if (typeof card === "string" && ids(item[step].options).includes(card)) answer[step] = card;
  }
  const placed = isObject(given["levels"]) ? given["levels"] : {};
  const levels: Record<string, string> = {};
  const free = new Set(ids(item.levels.options));
  for (const level of LEVEL_NAMES) {
    const card = placed[level];
    if (typeof card === "string" && free.delete(card)) levels[level] = card;
  }
  if (Object.keys(levels).length > 0) answer.levels = levels;
  const wording = given["wording"];
  if (item.wording && typeof wording === "string" && wording) answer.wording = wording.slice(0, MOST_CHARACTERS);
  return answer;
}

/** The level on which a card lies. */
export const levelOf = (answer: GoalAnswer, card: string): string | undefined =>
  LEVEL_NAMES.find((level) => answer.levels?.[level] === card);

/** Put a card on a level, and take it from where it lay; no card empties the level. */
export function put(answer: GoalAnswer, level: string, card: string): GoalAnswer {
  const levels = { ...answer.levels };
  const from = levelOf(answer, card);
  if (from !== undefined) delete levels[from];
  if (card) levels[level] = card;
  else delete levels[level];
  return { ...answer, levels };
}

export function missing(answer: GoalAnswer): string | null {
  const steps: string[] = STEP_NAMES.filter((step) => answer[step] === undefined).map((step) => STEPS[step].toLowerCase());
  const levels = LEVEL_NAMES.filter((level) => answer.levels?.[level] === undefined);
  const open = levels.length > 0 ? [...steps, say.stillLevels(levels)] : steps;
  return open.length > 0 ? say.stillInGoal(open) : null;
}

/** The card that the key calls best for a step. */
export function bestOf(item: GoalItem, step: StepName): string | undefined {
  const credit = item.key?.credit[step] ?? {};
  return ids(item[step].options).find((card) => credit[card] === 1);
}

/** The card that the key puts on a level. */
export const cardAt = (item: GoalItem, level: string): string | undefined =>
  Object.entries(item.key?.levels ?? {}).find(([, at]) => String(at) === level)?.[0];
