/** What the server says of the room, read with care. Pure. */

import { strings } from "../compare";
import { isObject } from "../record";
import type { ItemBase, Utterance } from "../types";

export type StepPhase = "open" | "locked" | "revealed";
export type Phase = StepPhase | "lobby" | "ended";
export type StepKind = "item" | "transcript" | "pause";

/** A step that the room has reached. */
export interface Step {
  kind: StepKind;
  exercise: string | null;
  item: string | null;
  /** What the screen says in a pause. */
  title: string;
  phase: StepPhase;
}

export type Here =
  | { kind: "item"; exercise: string; rev: string; item: ItemBase }
  | { kind: "transcript"; exercise: string; rev: string; shown: number; of: number; lines: Utterance[] }
  | { kind: "pause"; title: string };

/** How many people answered an item, and for each of its parts how many chose what. */
export interface Spread {
  people: number;
  parts: Record<string, Record<string, number>>;
  /** What it comes to, in sentences, where the server says it. */
  words: string[];
}

export interface RoomState {
  seq: number;
  phase: Phase;
  pace: "trainer" | "self";
  step: number | null;
  title: string;
  tables: number;
  names: boolean;
  home: boolean;
  timer: { ends: number; now: number } | null;
  /** Milliseconds until the next poll. */
  again: number;
  plan: (Step | null)[];
  here: Here | null;
  spread: Spread | null;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const named = (value: unknown): string | null => (typeof value === "string" ? value : null);
const number = (value: unknown, otherwise = 0): number =>
  typeof value === "number" && Number.isFinite(value) ? value : otherwise;

const one = <T extends string>(value: unknown, of: readonly T[], otherwise: T): T =>
  of.includes(value as T) ? (value as T) : otherwise;

const STEP_PHASES = ["open", "locked", "revealed"] as const;
const PHASES = [...STEP_PHASES, "lobby", "ended"] as const;
const KINDS = ["item", "transcript", "pause"] as const;

function asStep(data: unknown): Step | null {
  if (!isObject(data)) return null;
  return {
    kind: one(data["kind"], KINDS, "pause"),
    exercise: named(data["exercise"]),
    item: named(data["item"]),
    title: text(data["title"]),
    phase: one(data["phase"], STEP_PHASES, "locked"),
  };
}

/** Return a plan as far as it was reached. */
export const asSteps = (data: unknown): (Step | null)[] => (Array.isArray(data) ? data : []).map(asStep);

const asItem = (data: unknown): ItemBase | null =>
  isObject(data) && typeof data["id"] === "string" && typeof data["kind"] === "string"
    ? (data as unknown as ItemBase)
    : null;

export const asLines = (data: unknown): Utterance[] =>
  (Array.isArray(data) ? data : []).filter(
    (line): line is Utterance => isObject(line) && typeof line["id"] === "string" && typeof line["says"] === "string",
  );

function asHere(data: unknown): Here | null {
  if (!isObject(data)) return null;
  const exercise = text(data["exercise"]);
  const rev = text(data["rev"]);
  if (data["kind"] === "item") {
    const item = asItem(data["item"]);
    return item && { kind: "item", exercise, rev, item };
  }
  if (data["kind"] === "transcript") {
    const lines = asLines(data["lines"]);
    return { kind: "transcript", exercise, rev, shown: number(data["shown"]), of: number(data["of"]), lines };
  }
  return { kind: "pause", title: text(data["title"]) };
}

export function asSpread(data: unknown): Spread | null {
  if (!isObject(data) || !isObject(data["parts"])) return null;
  const parts: Spread["parts"] = {};
  for (const [part, values] of Object.entries(data["parts"])) {
    if (!isObject(values)) continue;
    parts[part] = {};
    for (const [value, count] of Object.entries(values)) parts[part][value] = Math.max(0, number(count));
  }
  return { people: Math.max(0, number(data["people"])), parts, words: strings(data["words"]) };
}

function asTimer(data: unknown): RoomState["timer"] {
  if (!isObject(data)) return null;
  const ends = number(data["ends"], NaN);
  const now = number(data["now"], NaN);
  return Number.isNaN(ends - now) ? null : { ends, now };
}

/** Return the state of a room; null for what is none. */
export function asRoom(data: unknown): RoomState | null {
  if (!isObject(data) || typeof data["seq"] !== "number" || !Array.isArray(data["plan"])) return null;
  const plan = asSteps(data["plan"]);
  const step = number(data["step"], -1);
  return {
    seq: data["seq"],
    phase: one(data["phase"], PHASES, "lobby"),
    pace: one(data["pace"], ["trainer", "self"] as const, "trainer"),
    step: step >= 0 && step < plan.length ? step : null,
    title: text(data["title"]),
    tables: number(data["tables"]),
    names: data["names"] === true,
    home: data["home"] === true,
    timer: asTimer(data["timer"]),
    again: number(data["again"], 4_000),
    plan,
    here: asHere(data["here"]),
    spread: asSpread(data["spread"]),
  };
}
