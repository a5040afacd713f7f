import assert from "node:assert/strict";
import { test } from "node:test";
import { asRow, fileName, filed, isCode, missing, numberOf, wrong, type Form } from "../src/instrument/record";

const form: Form = {
  slug: "a-form",
  version: 2,
  language: "en-GB",
  title: "A form",
  fields: ["person", "q1", "hours", "comment"],
  numbers: ["q1", "hours"],
  required: ["person"],
  labels: { person: "Code" },
  named: ["person"],
  codes: ["person"],
  bounds: { hours: [0, 100] },
  words: {},
};

const at = "2026-11-26T10:00:00.000Z";

test("numbers are read with a comma, a point or a real minus, and nothing else is a number", () => {
  assert.deepEqual(["7,5", " 3 ", "−2", "1e5", "3)", ""].map(numberOf), [7.5, 3, -2, null, null, null]);
});

test("a code is no formula and no path", () => {
  for (const sound of ["A12", "F 9/3", "ö-1"]) assert.ok(isCode(sound), sound);
  for (const evil of ["=1", "../x", "a/../b", "-1", "<b>", "x".repeat(41)]) assert.ok(!isCode(evil), evil);
});

test("what is missing and what a record cannot hold are named by field", () => {
  assert.deepEqual(missing(form, {}), ["person"]);
  assert.deepEqual(wrong(form, { person: "=1", q1: "unseen", hours: "101" }), ["person", "hours"]);
});

test("a record has numbers as numbers, and nothing for what is empty", () => {
  const made = filed(form, { person: " A1 ", q1: "3", hours: "2,5" }, "id", at);
  assert.deepEqual(made.values, { person: "A1", q1: 3, hours: 2.5 });
  assert.deepEqual(filed(form, { q1: "unseen" }, "id", at).values, { q1: "unseen" });
});

test("a row for a spreadsheet holds no formula", () => {
  const row = asRow(form, filed(form, { person: "A1", comment: '=1+"2"' }, "id", at));
  assert.ok(row.startsWith("\ufeff"));
  assert.ok(row.endsWith('"A1","","","\'=1+""2"""\r\n'));
});

test("a file's name has no sign that a folder's name could have", () => {
  const made = filed(form, { person: "F 9/3" }, "id", at);
  assert.equal(fileName(form, made, ".json"), "a-form_F-9-3_2026-11-26.json");
});
