/** An assessment as a trainee is given it: sections without keys. */

import { asPayload } from "../player/payload";
import { isObject } from "../record";
import type { Payload } from "../types";

export interface Paper {
  slug: string;
  title: string;
  intro: string;
  minutes: number;
  /** Whether no panel has set the pass mark; null where the definition does not say. */
  provisional: boolean | null;
  sections: Payload[];
}

/** Return plain data as an assessment, or null if it is not a whole one. */
export function asPaper(data: unknown): Paper | null {
  if (!isObject(data) || !Array.isArray(data["sections"])) return null;
  const { slug, title, intro, minutes, provisional } = data;
  const sections = data["sections"].flatMap((section) => asPayload(section) ?? []);
  if (typeof slug !== "string" || typeof title !== "string" || typeof minutes !== "number") return null;
  if (sections.length === 0 || sections.length !== data["sections"].length) return null;
  return {
    slug,
    title,
    intro: typeof intro === "string" ? intro : "",
    minutes,
    provisional: typeof provisional === "boolean" ? provisional : null,
    // Whatever the definition says, an assessment compares no answer with a key.
    sections: sections.map((section) => ({ ...section, mode: "graded" })),
  };
}
