/** Reading a downloaded record, so that it can be gone on with on another device. */

import { kindOf } from "../kinds";
import { parseLine, type Line } from "../record";
import type { ItemBase } from "../types";
import { IDENTITY, SITTER, sitterOf } from "./identity";
import type { Paper } from "./paper";

export const MOST_BYTES = 20_000_000;
const MOST_LINE = 100_000;

export interface Found {
  /** Whole lines of this assessment. */
  lines: Line[];
  /** Who the record says sat; null if it does not say. */
  id: string | null;
  /** Fragments, and answers that are none. */
  damaged: number;
  /** Lines of something else. */
  foreign: number;
}

/** Return the line with the fields of a line, and no other. */
const exact = ({ v, id, exercise, item, kind, rev, at, answer }: Line): Line => ({
  v,
  id,
  exercise,
  item,
  kind,
  rev,
  at,
  answer,
});

function readable(item: ItemBase, line: Line): boolean {
  if (line.answer === null) return true;
  try {
    return kindOf(item.kind)?.read(item, line.answer) != null;
  } catch {
    return false;
  }
}

export function readRecord(text: string, paper: Paper): Found {
  const found: Found = { lines: [], id: null, damaged: 0, foreign: 0 };
  const who: Line[] = [];
  for (const raw of text.replace(/^\ufeff/, "").split("\n")) {
    if (!raw.trim()) continue;
    const line = raw.length > MOST_LINE ? null : parseLine(raw);
    if (line === null) {
      found.damaged++;
      continue;
    }
    if (line.exercise === paper.slug && line.item === SITTER && line.kind === IDENTITY) {
      if (sitterOf([line]) !== null) who.push(exact(line));
      else found.damaged++;
      continue;
    }
    const section = paper.sections.find(({ exercise }) => exercise.slug === line.exercise);
    const item = section?.exercise.items.find(({ id, kind }) => id === line.item && kind === line.kind);
    if (item === undefined) found.foreign++;
    else if (readable(item, line)) found.lines.push(exact(line));
    else found.damaged++;
  }
  found.id = sitterOf(who);
  found.lines.push(...who);
  return found;
}
