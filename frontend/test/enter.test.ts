import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { enter } from "../src/room/enter";
import { keepSeat, lastSeat, seatOf, type Seat } from "../src/room/seat";
import { Net } from "../src/sending/net";

const OLD = "a".repeat(32);
const state = { seq: 0, phase: "lobby", title: "Listening", plan: [], again: 1_000 };
const seat: Seat = { code: "ABCDEF", token: OLD, title: "Listening", table: null, name: null, at: Date.now(), inside: true };

/** A browser that keeps what it is given, and nothing else of one. */
class Kept {
  [key: string]: unknown;
}
Object.defineProperties(Kept.prototype, {
  getItem: { value(key: string) { return (this as Kept)[key] ?? null; } },
  setItem: { value(key: string, text: string) { (this as Kept)[key] = text; } },
  removeItem: { value(key: string) { delete (this as Kept)[key]; } },
});

beforeEach(() => {
  const page = { localStorage: new Kept(), history: { replaceState: () => undefined, state: null }, location: { hash: "" } };
  Object.assign(globalThis, { window: page, history: page.history, location: page.location });
  keepSeat(seat);
});

/** A server that takes some tokens for another room's. */
function server(...used: string[]) {
  const tokens: string[] = [];
  const net = new Net(async (_path, init) => {
    const { token } = JSON.parse(String(init.body)) as { token: string };
    tokens.push(token);
    if (used.includes(token)) return Response.json({ why: "door_token", say: "Another." }, { status: 409 });
    return Response.json({ token, you: {}, state });
  });
  return { net, tokens };
}

test("whoever was sent away with answers that wait comes back by another code as who they were", async () => {
  const { net, tokens } = server();
  const entered = await enter(net, { code: "GHJKMN", pass: "" }, seat);
  assert.deepEqual(tokens, [OLD]);
  assert.equal(entered.seat.token, OLD);
  assert.equal(seatOf("ABCDEF"), null);
  assert.equal(seatOf("GHJKMN")?.inside, true);
});

test("where that room knows the token from another, a new one is taken and the old seat stays", async () => {
  const { net, tokens } = server(OLD);
  const entered = await enter(net, { code: "GHJKMN", pass: "" }, seat);
  assert.equal(tokens.length, 2);
  assert.notEqual(entered.seat.token, OLD);
  assert.equal(seatOf("GHJKMN")?.token, entered.seat.token);
  assert.equal(seatOf("ABCDEF")?.token, OLD);
});

test("without anything that waits, another room has a token of its own", async () => {
  const { net, tokens } = server();
  await enter(net, { code: "GHJKMN", pass: "" });
  assert.notEqual(tokens[0], OLD);
});

test("the door offers the way back to every room but the one that knows the phone no more", () => {
  assert.equal(lastSeat(undefined)?.code, "ABCDEF");
  assert.equal(lastSeat(seat), null);
});
