/** Coming in: one request, sent again until it is answered, and always one person. */

import { isObject } from "../record";
import { door } from "./code";
import { Net, noAnswer, Trouble, type Asked } from "../sending/net";
import { keepSeat, leaveSeat, settle, takeSeat, type Seat } from "./seat";
import { asRoom, type RoomState } from "./state";

export interface Wish {
  code: string;
  pass: string;
  table?: number;
  name?: string;
}

export interface Entered {
  seat: Seat;
  state: RoomState;
  /** Whether this phone was let in for the first time. */
  fresh: boolean;
}

/** The number of tables stands in the sentence too, where the server does not give it by itself. */
const tablesIn = (say: string): number => Number(/\b1 to (\d{1,3})\b/.exec(say)?.[1] ?? 0);

/** What the door wants to know first; null where the trouble is another. */
export function askedBy(trouble: Trouble): Asked | null {
  if (trouble.why !== "door_table" && trouble.why !== "door_name") return null;
  return trouble.ask ?? { title: "", tables: tablesIn(trouble.say), names: false };
}

/** Whether it is worth trying again without a word from whoever waits. */
export const again = (trouble: Trouble): boolean => trouble.passes && trouble.why !== "door_guesses";

/**
 * Ask to be let in.
 *
 * @param lost The seat in a room that knows this phone no more, where answers wait on it: whoever was sent away and
 * comes back by another code still has them.
 */
export async function enter(net: Net, wish: Wish, lost: Seat | null = null): Promise<Entered> {
  const seat = takeSeat(wish.code, lost);
  const asked = {
    code: door(wish),
    token: seat.token,
    ...(wish.table === undefined ? {} : { table: wish.table }),
    ...(wish.name === undefined ? {} : { name: wish.name }),
  };
  let data;
  try {
    data = await net.post("/room/api/join", "", asked);
  } catch (error) {
    if (!(error instanceof Trouble) || error.why !== "door_token" || seat.token !== lost?.token) throw error;
    // It was another room after all, and the one that is lost knows the phone again.
    leaveSeat(seat);
    return enter(net, wish);
  }
  const state = asRoom(data["state"]);
  if (state === null) throw noAnswer();
  const you = isObject(data["you"]) ? data["you"] : {};
  const entered: Seat = {
    ...seat,
    title: state.title,
    table: typeof you["table"] === "number" ? you["table"] : null,
    name: typeof you["name"] === "string" ? you["name"] : null,
    at: Date.now(),
    inside: true,
  };
  keepSeat(entered);
  settle(entered);
  if (lost?.token === entered.token && lost.code !== entered.code) leaveSeat(lost);
  return { seat: entered, state, fresh: !seat.inside };
}
