/** Whether the newest answers are in a file that the trainee took away. */

import { get, put, drop } from "../hosts/store";
import type { Line } from "../record";

export type Given = "never" | "changed" | "newest";

const key = (slug: string): string => `mp:given:${slug}`;

/** What the browser would not keep lasts as long as the page. */
const held = new Map<string, string>();

const mark = (lines: readonly Line[]): string => `${lines.length}:${lines[lines.length - 1]?.id ?? ""}`;

export function givenOf(slug: string, lines: readonly Line[]): Given {
  const last = held.get(slug) ?? get(key(slug));
  return last === null ? "never" : last === mark(lines) ? "newest" : "changed";
}

export function noteGiven(slug: string, lines: readonly Line[]): void {
  held.set(slug, mark(lines));
  put(key(slug), mark(lines));
}

export function forgetGiven(slug: string): void {
  held.delete(slug);
  drop(key(slug));
}
