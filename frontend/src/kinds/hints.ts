/** Hints on free wording: each shows the words that triggered it. */

import type { Hint } from "../types";

export interface Triggered {
  says: string;
  found: string;
}

/** A pattern that this browser cannot read is passed over: the wording goes to a person anyway. */
export function triggered(hints: readonly Hint[], text: string): Triggered[] {
  return hints.flatMap(({ pattern, says }) => {
    try {
      const found = new RegExp(pattern, "iu").exec(text)?.[0] ?? "";
      return found.trim() ? [{ says, found: found.trim() }] : [];
    } catch {
      return legacy(pattern, says, text);
    }
  });
}

/** Without the `u` flag, more of Python's escapes are allowed. */
function legacy(pattern: string, says: string, text: string): Triggered[] {
  try {
    const found = new RegExp(pattern, "i").exec(text)?.[0]?.trim();
    return found ? [{ says, found }] : [];
  } catch {
    return [];
  }
}
