/** Coming in: one request, sent again until it is answered, and always one person. */

import { isObject } from "../record";
import { door } from "./code";
import { Net, noAnswer, Trouble, type Asked } from "../sending/net";
import { keepSeat, settle, takeSeat, type Seat } from "./seat";
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

export async function enter(net: Net, wish: Wish): Promise<Entered> {
  const seat = takeSeat(wish.code);
  const data = await net.post("/room/api/join", "", {
    code: door(wish),
    token: seat.token,
    ...(wish.table === undefined ? {} : { table: wish.table }),
    ...(wish.name === undefined ? {} : { name: wish.name }),
  });
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
  return { seat: entered, state, fresh: !seat.inside };
}
