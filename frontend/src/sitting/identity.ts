/** Who sits: one line of the record, and the name of the file that it goes into. */

import { isObject, latest, newLine, type Line } from "../record";
import type { Payload } from "../types";

export const SITTER = "sitter";
export const IDENTITY = "identity";
export const REVISION = "r1";
export const MOST_CHARACTERS = 120;

const MOST_IN_NAME = 40;

/** Control characters, what turns the direction of writing, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Return a name as it is kept: one line, nothing unseen, at most 120 characters. */
export const tidy = (text: string): string =>
  Array.from(text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim()).slice(0, MOST_CHARACTERS).join("").trim();

/** Return who sits, as the last line about it says; null if nobody has said. */
export function sitterOf(lines: Iterable<Line>): string | null {
  const line = latest(lines).get(SITTER);
  const id = line?.kind === IDENTITY && isObject(line.answer) ? line.answer["id"] : null;
  return typeof id === "string" && tidy(id) ? tidy(id) : null;
}

export function sitterLine(assessment: string, id: string, last?: string): Line {
  const payload = { exercise: { slug: assessment }, rev: REVISION } as Payload;
  return newLine(payload, { id: SITTER, kind: IDENTITY }, { id: tidy(id) }, last);
}

/** Letters and digits of any script, and hyphens: safe in a file's name everywhere. */
export const safe = (id: string): string =>
  Array.from(
    id
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-"),
  )
    .slice(0, MOST_IN_NAME)
    .join("")
    .replace(/^-+|-+$/g, "");

export const recordName = (assessment: string, id: string): string =>
  `answers-${assessment}-${safe(id) || "trainee"}.jsonl`;
