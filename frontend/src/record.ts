/** The answer record: lines, and the last one for each item. Pure; no storage here. */

import type { Payload } from "./types";

export interface Line {
  v: 1;
  id: string;
  exercise: string;
  item: string;
  kind: string;
  rev: string;
  at: string;
  answer: Record<string, unknown> | null;
}

const FORMS: Record<"id" | "exercise" | "item" | "kind" | "rev" | "at", RegExp> = {
  id: /^[0-9a-zA-Z-]{8,64}$/,
  exercise: /^[a-z0-9][a-z0-9-]{0,59}$/,
  item: /^[a-z0-9][a-z0-9-]{0,59}$/,
  kind: /^[a-z0-9][a-z0-9-]{0,59}$/,
  rev: /^[a-z0-9][a-z0-9-]{0,59}$/,
  at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/,
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Return plain data as a line, or null if it is not a whole, well-formed one. */
export function asLine(data: unknown): Line | null {
  if (!isObject(data) || data["v"] !== 1) return null;
  for (const [name, form] of Object.entries(FORMS)) {
    const value = data[name];
    if (typeof value !== "string" || !form.test(value)) return null;
  }
  const answer = data["answer"];
  if (answer !== null && !isObject(answer)) return null;
  return data as unknown as Line;
}

/** Parse stored text as a line; a damaged one is null. */
export function parseLine(text: string | null): Line | null {
  if (text === null) return null;
  try {
    return asLine(JSON.parse(text));
  } catch {
    return null;
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** 32 hexadecimal digits. `crypto.randomUUID` is missing on plain http, `getRandomValues` is not. */
export const token = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));

export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Now; a millisecond after `last` where the clock stands still or went back. */
export function stamp(last: string | undefined, now: number = Date.now()): string {
  const floor = last === undefined ? NaN : Date.parse(last);
  return new Date(Number.isNaN(floor) ? now : Math.max(now, floor + 1)).toISOString();
}

export function newLine(
  payload: Payload,
  item: { id: string; kind: string },
  answer: Line["answer"],
  last?: string,
): Line {
  return {
    v: 1,
    id: uuid(),
    exercise: payload.exercise.slug,
    item: item.id,
    kind: item.kind,
    rev: payload.rev,
    at: stamp(last),
    answer,
  };
}

/** Each line once, oldest first; for stores that keep no order of their own. */
export function inOrder(lines: Iterable<Line>): Line[] {
  const once = new Map<string, Line>();
  for (const line of lines) if (!once.has(line.id)) once.set(line.id, line);
  const time = (line: Line): number => Date.parse(line.at) || 0;
  return [...once.values()].sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
}

/** The last line for each item that was not taken back. */
export function latest(lines: Iterable<Line>): Map<string, Line> {
  const last = new Map<string, Line>();
  for (const line of lines) last.set(line.item, line);
  for (const [item, line] of last) if (line.answer === null) last.delete(item);
  return last;
}

export const asText = (lines: Iterable<Line>): string =>
  Array.from(lines, (line) => JSON.stringify(line) + "\n").join("");
