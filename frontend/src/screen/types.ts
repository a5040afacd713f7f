/** What the server sends to a projector: the room as phones see it, how to come in, and what a step came to. */

import { asRoom, type RoomState } from "../room/state";
import { isObject } from "../record";

export interface Bar {
  id: string;
  label: string;
  count: number;
  key: boolean;
}

export interface Part {
  id: string;
  label: string;
  about: string;
  ordered: boolean;
  people: number;
  bars: Bar[];
}

export interface Told {
  people: number;
  judge: string;
  layout: string;
  words: string[];
  parts: Part[];
  more: number;
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
  told: Told | null;
  /** Names of those who speak in the lines shown, by their ids. */
  names: Map<string, string>;
  exerciseTitle: string;
}

/** Return what a projector shows; null for what is no room. */
export function asWall(data: unknown): Wall | null {
  const state = asRoom(data);
  if (state === null || !isObject(data) || !isObject(data["join"])) return null;
  const here = isObject(data["here"]) ? data["here"] : {};
  const people = Array.isArray(here["people"]) ? here["people"] : [];
  return {
    state,
    code: String(data["code"] ?? ""),
    join: data["join"] as unknown as Join,
    told: isObject(data["told"]) ? (data["told"] as unknown as Told) : null,
    names: new Map(people.filter(isObject).map((one) => [String(one["id"]), String(one["name"])])),
    exerciseTitle: String(here["exercise_title"] ?? ""),
  };
}

export const asCounts = (data: unknown): Counts | null =>
  isObject(data) && typeof data["people"] === "number" ? (data as unknown as Counts) : null;
