import assert from "node:assert/strict";
import { test } from "node:test";
import { asLine, asText, inOrder, latest, newLine, parseLine, stamp, token, uuid, type Line } from "../src/record";
import type { Payload } from "../src/types";

const line = (id: string, item: string, at: string, answer: Line["answer"] = { picked: ["a"] }): Line => ({
  v: 1,
  id,
  exercise: "ex",
  item,
  kind: "choice",
  rev: "0123456789ab",
  at: `2026-11-23T20:00:${at}.000Z`,
  answer,
});

test("a new line has every field that the Python reader asks for, and no other", () => {
  const payload = { mode: "practice", rev: "0123456789ab", exercise: { slug: "ex" } } as Payload;
  const made = newLine(payload, { id: "pick", kind: "choice" }, { picked: ["a"] });
  assert.deepEqual(Object.keys(made).sort(), ["answer", "at", "exercise", "id", "item", "kind", "rev", "v"]);
  assert.ok(asLine(made));
});

test("ids are version 4 uuids and tokens 32 hexadecimal digits", () => {
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(token(), /^[0-9a-f]{32}$/);
});

test("a damaged line is null, whatever is wrong with it", () => {
  const whole = line("aaaaaaaa", "pick", "01");
  const damaged: unknown[] = [null, 1, "x", [], {}, { ...whole, v: 2 }, { ...whole, id: "x" }];
  damaged.push({ ...whole, item: "<b>" }, { ...whole, answer: [] }, { ...whole, answer: "x" }, { ...whole, at: "now" });
  for (const data of damaged) assert.equal(asLine(data), null);
  for (const text of [null, "", "{", '{"v":1}']) assert.equal(parseLine(text), null);
});

test("lines from a store without order come in order of time, each once", () => {
  const first = line("aaaaaaaa", "pick", "01");
  const second = line("bbbbbbbb", "pick", "02");
  assert.deepEqual(inOrder([second, first, second]), [first, second]);
});

test("the last line of an item wins, and null takes an answer back", () => {
  const lines = [
    line("aaaaaaaa", "pick", "01"),
    line("bbbbbbbb", "pick", "02", { picked: ["b"] }),
    line("cccccccc", "sort", "03"),
    line("dddddddd", "sort", "04", null),
  ];
  assert.deepEqual([...latest(lines)].map(([item, { id }]) => [item, id]), [["pick", "bbbbbbbb"]]);
});

test("a clock that stands still or goes back still gives a later time", () => {
  assert.equal(stamp("2026-11-23T20:00:00.000Z", Date.parse("2026-11-23T19:00:00.000Z")), "2026-11-23T20:00:00.001Z");
  assert.equal(stamp(undefined, 0), "1970-01-01T00:00:00.000Z");
});

test("a record as text is one line of JSON an answer", () => {
  const lines = [line("aaaaaaaa", "pick", "01"), line("bbbbbbbb", "pick", "02")];
  const text = asText(lines);
  assert.ok(text.endsWith("\n"));
  assert.deepEqual(text.trim().split("\n").map(parseLine), lines);
});
