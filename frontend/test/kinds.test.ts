import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "../src/kinds";
import { best, branching, choice, choices, coding, goal, ranking, rating, reflection, sorting } from "./sample";

const of = (name: string) => kindOf(name)!;

test("an unknown kind has no component, not even by a name that every object has", () => {
  for (const name of ["essay", "constructor", "__proto__", ""]) assert.equal(kindOf(name), null);
});

test("the key's own answer agrees in every judgement, in every kind that is marked", () => {
  for (const [item, answer, size] of best) {
    const kind = of(item.kind);
    assert.deepEqual(kind.read(item, answer), answer, item.kind);
    assert.equal(kind.missing(item, answer), null, item.kind);
    assert.deepEqual(kind.agree(item, answer), { same: size, of: size }, item.kind);
  }
});

test("without a key nothing is compared", () => {
  for (const [item, answer] of best) {
    const { key: _, ...graded } = item as typeof item & { key: unknown };
    assert.equal(of(item.kind).agree(graded, answer), null, item.kind);
  }
});

test("a damaged answer is no answer, in every kind", () => {
  const items = [...best.map(([item]) => item), reflection];
  const damaged = [null, 1, "x", [], {}, { picked: "a" }, { order: ["a"] }, { codes: 1 }, { ratings: { empathy: 9 } }];
  const more = [{ path: ["r9"] }, { bins: { c1: "z" } }, { text: " " }, { levels: [] }, { picked: ["zz"] }];
  for (const item of items) {
    for (const raw of [...damaged, ...more]) assert.equal(of(item.kind).read(item, raw), null, item.kind);
  }
});

test("a blank says what is still to do; a ranking may be saved as it stands, but is asked about first", () => {
  for (const item of [rating, coding, choice, choices, sorting, branching, goal, reflection]) {
    const kind = of(item.kind);
    assert.match(kind.missing(item, kind.blank(item))!, /\.$/, item.kind);
  }
  const rank = of("ranking");
  assert.equal(rank.missing(ranking, rank.blank(ranking)), null);
  assert.match(rank.doubt!(ranking, rank.blank(ranking))!, /once more\.$/);
  assert.equal(rank.doubt!(ranking, { order: ["b", "a", "c", "d"] }), null);
});

test("what is missing is named", () => {
  const still = of("rating").missing(rating, { ratings: { empathy: 1 }, evidence: {} });
  assert.equal(still, "Still to rate: clarity and autonomy.");
  assert.equal(of("coding").missing(coding, { codes: { t1: "open" } }), "3 lines still without a label.");
  assert.equal(of("sorting").missing(sorting, { bins: { c1: "x", c2: "x", c3: "x" } }), "1 card still without a place.");
});

test("part of a key agrees in part", () => {
  assert.deepEqual(of("choice").agree(choice, { picked: ["c"] }), { same: 0, of: 1 });
  assert.deepEqual(of("choice").agree(choices, { picked: ["a", "c"] }), { same: 1, of: 3 });
  assert.deepEqual(of("ranking").agree(ranking, { order: ["a", "b", "c", "d"] }), { same: 2, of: 4 });
  assert.deepEqual(of("branching").agree(branching, { path: ["r2", "r3"] }), { same: 1, of: 2 });
});

test("evidence keeps three lines at most, in the transcript's order", () => {
  const answer = of("rating").read(rating, { ratings: { empathy: 1 }, evidence: { empathy: ["t4", "t2", "t1", "t3"] } });
  assert.deepEqual(answer, { ratings: { empathy: 1 }, evidence: { empathy: ["t1", "t2", "t3"] } });
});

test("what a person marks is never compared", () => {
  assert.equal(of("reflection").agree(reflection, { text: "Words." }), null);
});
