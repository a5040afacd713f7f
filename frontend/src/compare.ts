/** Reading and comparing answers: small pure parts that the kinds share. */

import { isObject } from "./record";

/** How two judgements stand to one another. */
export type Closeness = "same" | "near" | "apart";

export const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];

/** The entries of `value` that are allowed, once each, in the order of `allowed`. */
export const among = (value: unknown, allowed: readonly string[]): string[] => {
  const given = new Set(strings(value));
  return allowed.filter((entry) => given.has(entry));
};

/** The things that stand in an allowed place. */
export function placed(
  value: unknown,
  things: readonly string[],
  places: readonly string[],
): Record<string, string> {
  const given = isObject(value) ? value : {};
  const kept = things.flatMap((thing) => {
    const place = given[thing];
    return typeof place === "string" && places.includes(place) ? [[thing, place] as const] : [];
  });
  return Object.fromEntries(kept);
}

export const ids = (options: readonly { id: string }[]): string[] => options.map((option) => option.id);

export const textOf = (options: readonly { id: string; text: string }[], id: string | undefined): string =>
  options.find((option) => option.id === id)?.text ?? "";

export const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;

export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;
