import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../src/sending/backoff";
import { asYou, chartsOf } from "../src/room/charts";
import { codeIn, door, readCode } from "../src/room/code";
import { Events } from "../src/room/events";
import { ownOf, samePlace, screenOf } from "../src/room/place";
import { reasonsOf } from "../src/room/reasons";
import { asRoom, asSpread, type RoomState } from "../src/room/state";
import { asTaken } from "../src/room/taken";
import { toSay } from "../src/room/timer";
import { best, branching, choice, coding, ranking, rating, reflection } from "./sample";

const step = (phase: string, item = "pick") => ({ kind: "item", exercise: "ex", item, title: "", phase });

const room = (more: object): RoomState =>
  asRoom({ seq: 3, phase: "open", pace: "trainer", step: 0, plan: [step("open"), null], ...more })!;

test("a code is read however it is typed, pasted or scanned", () => {
  const plain = { is: "code", code: "ABCDEF", pass: "" };
  for (const text of ["abcdef", " ABC DEF ", "abc-def", "http://10.0.0.1:8867/join/ABCDEF?x=1", "ＡＢＣＤＥＦ"]) {
    assert.deepEqual(readCode(text), plain, text);
  }
  const whole = readCode("https://room.example.org/join/ABCDEF-GHJKMNPQRT");
  assert.deepEqual(whole, { is: "code", code: "ABCDEF", pass: "GHJKMNPQRT" });
  assert.equal(door(whole as { code: string; pass: string }), "ABCDEF-GHJKMNPQRT");
  assert.deepEqual(codeIn("/join/abcdef"), plain);
});

test("what cannot be a code is told apart: nothing, signs that no code has, too short", () => {
  assert.deepEqual(readCode("  "), { is: "empty" });
  assert.deepEqual(readCode("AB0O1F"), { is: "unlike", chars: ["0", "O", "1"] });
  assert.deepEqual(readCode("ABC"), { is: "length", count: 3 });
  assert.deepEqual(codeIn("/join"), { is: "empty" });
});

test("events are whole, in whatever pieces they come", () => {
  const text = ": hello\r\nretry: 2500\r\nevent: state\r\nid: 3\r\ndata: {\"a\":1,\r\ndata: \"b\":\"é\"}\r\n\r\n:\n\ndata: x\n\n";
  for (const size of [1, 2, 3, 7, text.length]) {
    const events = new Events();
    const found = [];
    for (let at = 0; at < text.length; at += size) found.push(...events.feed(text.slice(at, at + size)));
    assert.deepEqual(found, [
      { name: "state", data: '{"a":1,\n"b":"é"}' },
      { name: "message", data: "x" },
    ]);
    assert.equal(events.retry, 2500);
  }
});

test("an event that was cut off is no event", () => {
  const events = new Events();
  assert.deepEqual(events.feed("event: state\ndata: {\"seq\":4"), []);
});

test("each wait is longer, up to a limit, never shorter than the server asked, and differs between phones", () => {
  const slow = new Backoff(1_000, 8_000, () => 1);
  assert.deepEqual([slow.next(), slow.next(), slow.next(), slow.next(), slow.next()], [1_000, 2_000, 4_000, 8_000, 8_000]);
  const quick = new Backoff(1_000, 8_000, () => 0);
  assert.equal(quick.next(), 500);
  assert.equal(quick.next(3_000), 3_000);
  assert.equal(new Backoff(1_000, 8_000, () => 1).next(3_000), 4_500);
  slow.reset();
  assert.equal(slow.next(), 1_000);
});

test("a state that is damaged is none, and an unknown word in it is the careful one", () => {
  for (const bad of [null, [], {}, { seq: "1", plan: [] }, { seq: 1 }]) assert.equal(asRoom(bad), null);
  const odd = room({ phase: "dancing", step: 9, plan: [{ kind: "x", phase: "y" }, 7], timer: { ends: "soon" } });
  assert.deepEqual([odd.phase, odd.step, odd.timer, odd.plan[1]], ["lobby", null, null, null]);
  assert.equal(odd.plan[0]!.phase, "locked");
});

test("the screen is where the trainer is, or the step that somebody went to", () => {
  assert.deepEqual(screenOf(room({}), null), { is: "step", number: 0, phase: "open" });
  assert.deepEqual(screenOf(room({ step: null, phase: "lobby" }), null), { is: "lobby" });
  assert.deepEqual(screenOf(room({ pace: "self" }), null), { is: "steps" });
  assert.deepEqual(screenOf(room({ phase: "ended" }), null), { is: "ended" });
  const further = room({ step: 1, plan: [step("revealed"), step("open", "other")] });
  assert.deepEqual(screenOf(further, 0), { is: "step", number: 0, phase: "revealed" });
  // A step that was not reached cannot be looked at.
  assert.deepEqual(screenOf(room({}), 1), { is: "step", number: 0, phase: "open" });
  assert.equal(ownOf("#step-2"), 1);
  assert.equal(ownOf("#elsewhere"), null);
});

test("one step in two phases is one place", () => {
  assert.ok(samePlace({ is: "step", number: 1, phase: "open" }, { is: "step", number: 1, phase: "revealed" }));
  assert.ok(!samePlace({ is: "step", number: 1, phase: "open" }, { is: "step", number: 2, phase: "open" }));
  assert.ok(!samePlace({ is: "lobby" }, { is: "ended" }));
});

test("charts mark one's own choice and the key's, and count as the server counted", () => {
  const spread = asSpread({ people: 4, parts: { picked: { a: 3, b: 1 } } })!;
  const [chart] = chartsOf(choice, spread, { picked: ["a"] });
  assert.deepEqual(
    chart!.bars.slice(0, 2).map(({ id, count, mine, key }) => [id, count, mine, key]),
    [["a", 3, true, false], ["b", 1, false, true]],
  );
  assert.match(asYou(chart!), /^You and 2 others of 4/);
});

test("every kind that is marked has charts in which its key's answer is marked as the key's", () => {
  for (const [item, answer] of best) {
    const path = (answer as { path?: string[] }).path ?? [];
    const spread = asSpread({ people: 1, parts: { path: Object.fromEntries(path.map((reply) => [reply, 1])) } })!;
    const charts = chartsOf(item, spread, answer as Record<string, unknown>);
    assert.ok(charts.length > 0, item.kind);
    for (const { bars } of charts) {
      const mine = bars.filter((bar) => bar.mine);
      assert.ok(mine.length > 0, item.kind);
      assert.ok(mine.every(({ key }) => key), item.kind);
    }
  }
});

test("a place in an order, a rating and a label each have a chart of their own", () => {
  const none = asSpread({ people: 0, parts: {} })!;
  assert.deepEqual(chartsOf(rating, none, null).map(({ id }) => id), ["empathy", "clarity", "autonomy"]);
  assert.deepEqual(chartsOf(coding, none, null).map(({ line }) => line), ["t1", "t2", "t3", "t4"]);
  assert.deepEqual(chartsOf(ranking, none, null)[0]!.bars.map(({ label }) => label), ["1", "2", "3", "4"]);
});

test("nobody's words have a chart, and a scene that nobody saw has none", () => {
  assert.deepEqual(chartsOf(reflection, asSpread({ people: 3, parts: {} })!, null), []);
  assert.deepEqual(chartsOf(branching, asSpread({ people: 0, parts: {} })!, null), []);
});

test("a name that every object has is no part of a spread", () => {
  const spread = asSpread(JSON.parse('{"people":1,"parts":{"picked":{"constructor":1,"a":-4}},"words":["x",3]}'))!;
  assert.equal(chartsOf(choice, spread, null)[0]!.bars.find(({ id }) => id === "a")!.count, 0);
  assert.deepEqual(spread.words, ["x"]);
});

test("reasons stand beside what they are about, and without a key there are none", () => {
  const keyed = { ...choice, key: { ...choice.key!, why: { a: "It closes.", nothing: "?" } } };
  assert.deepEqual(reasonsOf(keyed, () => undefined), [{ id: "a", about: "Text of a", why: "It closes." }]);
  const { key: _, ...open } = keyed;
  assert.deepEqual(reasonsOf(open, () => undefined), []);
});

test("the time is said at few moments, and each once", () => {
  assert.match(toSay(61, 60)!, /1 minute left/);
  assert.equal(toSay(60, 59), null);
  // A phone that slept says the last of those that passed.
  assert.match(toSay(200, 25)!, /30 seconds left/);
  assert.match(toSay(1, 0)!, /time is up/);
  assert.equal(toSay(0, 0), null);
});

test("a record to take home is read with care", () => {
  const taken = asTaken({ title: "T", plan: [step("revealed"), null], exercises: [7], spreads: { 0: { people: 1, parts: {} }, 1: 3 }, lines: ["x"] });
  assert.deepEqual([taken.title, taken.payloads, taken.lines, [...taken.spreads.keys()]], ["T", [], [], [0]]);
  assert.equal(taken.plan[0]!.phase, "revealed");
});
