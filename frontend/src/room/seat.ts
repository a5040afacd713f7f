/** Whose phone this is in a room: kept before anybody is asked to let it in, so that it stays one person. */

import { drop, get, keys, put } from "../hosts/store";
import { isObject, token } from "../record";

export interface Seat {
  code: string;
  token: string;
  title: string;
  table: number | null;
  name: string | null;
  /** When it was last used, by this phone's clock. */
  at: number;
  /** Whether the room has let it in. */
  inside: boolean;
}

const PREFIX = "mp:seat:";
const DAY = 24 * 3_600_000;
const LONGEST = 90 * DAY;
/** For how long the door offers the way back. */
const BACK = 2 * DAY;

function asSeat(data: unknown): Seat | null {
  if (!isObject(data)) return null;
  const { code, token: secret, title, table, name, at, inside } = data;
  if (typeof code !== "string" || typeof secret !== "string" || !/^[0-9a-f]{32}$/.test(secret)) return null;
  return {
    code,
    token: secret,
    title: typeof title === "string" ? title : "",
    table: typeof table === "number" ? table : null,
    name: typeof name === "string" ? name : null,
    at: typeof at === "number" ? at : 0,
    inside: inside === true,
  };
}

function parsed(text: string | null): Seat | null {
  try {
    return asSeat(JSON.parse(text ?? "null"));
  } catch {
    return null;
  }
}

/** What the tab itself remembers over a reload, where the storage is blocked. */
function inTab(): Seat | null {
  try {
    return asSeat((history.state as { seat?: unknown } | null)?.seat);
  } catch {
    return null;
  }
}

export function seatOf(code: string): Seat | null {
  const kept = parsed(get(PREFIX + code)) ?? inTab();
  return kept?.code === code ? kept : null;
}

/** Return the seat for a room, a new one where there is none: with the token of `lost`, so that what it has waits on. */
export function takeSeat(code: string, lost: Seat | null = null): Seat {
  const known = seatOf(code);
  if (known) return known;
  const seat: Seat = { code, token: lost?.token ?? token(), title: "", table: null, name: null, at: Date.now(), inside: false };
  keepSeat(seat);
  return seat;
}

export function keepSeat(seat: Seat): void {
  put(PREFIX + seat.code, JSON.stringify(seat));
}

/** Make the address the room's own, so that a reload comes back to it; the tab then remembers the seat too. */
export function settle(seat: Seat): void {
  try {
    history.replaceState({ seat }, "", `/join/${seat.code}${location.hash}`);
  } catch {
    // Only a reload misses it.
  }
}

export function leaveSeat(seat: Seat): void {
  drop(PREFIX + seat.code);
}

const all = (): Seat[] => keys(PREFIX).flatMap((key) => parsed(get(key)) ?? []);

/** The room that this phone was in last, if that was lately, and it is not `lost`. */
export function lastSeat(lost: Seat | undefined, now = Date.now()): Seat | null {
  const lately = all().filter(({ inside, at, code }) => inside && code !== lost?.code && Math.abs(now - at) < BACK);
  return lately.sort((a, b) => b.at - a.at)[0] ?? null;
}

/** Forget seats of long ago, and with them what never arrived: their rooms are purged by now. */
export function tidy(now = Date.now()): void {
  for (const seat of all()) {
    if (Math.abs(now - seat.at) < LONGEST) continue;
    for (const key of keys(`mp:room:${shelfOf(seat)}:`)) drop(key);
    leaveSeat(seat);
  }
}

/** Under which name this seat's answers wait. */
export const shelfOf = ({ token: secret }: Seat): string => secret.slice(0, 12);
