/** Hints on free wording: each shows the words that triggered it. */

import type { Hint } from "../types";

export interface Triggered {
  says: string;
  found: string;
}

/** Python's inline flags, which JavaScript does not know; case is ignored anyway. */
const INLINE_FLAGS = /^\(\?[aimsux]+\)/;

/** A pattern that this browser cannot read is passed over: the wording goes to a person anyway. */
export function triggered(hints: readonly Hint[], text: string): Triggered[] {
  return hints.flatMap(({ pattern, says }) => {
    try {
      const found = new RegExp(pattern.replace(INLINE_FLAGS, ""), "i").exec(text)?.[0].trim();
      return found ? [{ says, found }] : [];
    } catch {
      return [];
    }
  });
}
