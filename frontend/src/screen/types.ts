/** What the server sends to a projector: the room as phones see it, how to come in, and what a step came to. */

import { asRoom, type RoomState } from "../room/state";
import { isObject } from "../record";
import type { Spread } from "../tally/types";

export interface Told extends Spread {
  people: number;
  words: string[];
  more: number;
  rationale: string;
}

/** A line of a transcript, with the name of who says it. */
export interface Spoken {
  id: string;
  name: string;
  says: string;
}

export interface Join {
  at: string;
  url: string;
  qr: { size: number; path: string };
}

export interface Counts {
  people: number;
  connected: number;
  answered: number;
}

export interface Wall {
  state: RoomState;
  code: string;
  join: Join;
  /** Whether nobody new comes in. */
  shut: boolean;
  told: Told | null;
  /** The last lines of the transcript that is shown. */
  said: Spoken[];
  exerciseTitle: string;
}

/** Return what a projector shows; null for what is no room. */
export function asWall(data: unknown): Wall | null {
  const state = asRoom(data);
  if (state === null || !isObject(data) || !isObject(data["join"])) return null;
  const here = isObject(data["here"]) ? data["here"] : {};
  return {
    state,
    code: String(data["code"] ?? ""),
    join: data["join"] as unknown as Join,
    shut: data["shut"] === true,
    told: isObject(data["told"]) ? (data["told"] as unknown as Told) : null,
    said: Array.isArray(data["said"]) ? (data["said"] as Spoken[]) : [],
    exerciseTitle: String(here["exercise_title"] ?? ""),
  };
}

export const asCounts = (data: unknown): Counts | null =>
  isObject(data) && typeof data["people"] === "number" ? (data as unknown as Counts) : null;
