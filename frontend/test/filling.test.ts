import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Filling } from "../src/instrument/filling";
import type { Sheet } from "../src/instrument/types";

const sheet: Sheet = {
  slug: "a-form",
  version: 2,
  language: "en-GB",
  title: "A form",
  audience: "family",
  fields: ["person", "q1", "comment"],
  numbers: ["q1"],
  required: ["person"],
  labels: {},
  named: ["person"],
  codes: ["person"],
  bounds: {},
  preset: {},
  sections: [],
  closing: [],
  words: { nothing_yet: "nothing", kept: "kept", not_kept: "not kept", downloaded: "see {name}", cleared: "cleared" },
};
const AT = Date.parse("2026-11-26T10:00:00.000Z");

class Disk {
  getItem = (key: string): string | null => (this as unknown as Record<string, string>)[key] ?? null;
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value });
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key];
  }
}

const begin = (disk: object = new Disk()): void => {
  Object.assign(globalThis, { window: { localStorage: disk }, location: { pathname: "/a.html" } });
};

beforeEach(() => begin());
afterEach(() => {
  delete (globalThis as { window?: unknown }).window;
});

test("what is written is kept by itself, and is there again with the same record's id", () => {
  const first = new Filling(sheet);
  assert.deepEqual(first.stands, { is: "unsaved", words: "nothing" });
  first.set("person", "A1");
  first.set("q1", "3");
  assert.deepEqual(first.stands, { is: "saved", words: "kept" });
  const again = new Filling(sheet);
  assert.deepEqual(again.values(), { person: "A1", q1: "3" });
  assert.equal(again.hand(".json", AT)?.text, first.hand(".json", AT)?.text);
});

test("the file is the record as it has always been written, byte for byte", () => {
  const filling = new Filling(sheet);
  filling.set("person", " A1 ");
  filling.set("q1", "3");
  filling.set("comment", "  ");
  const file = filling.hand(".json", AT);
  const text = (file?.text ?? "").replace(/"id": "[0-9a-f-]{36}"/, '"id": "ID"');
  assert.equal(
    text,
    '{\n "record": 1,\n "instrument": "a-form",\n "version": 2,\n "language": "en-GB",\n "id": "ID",\n' +
      ' "at": "2026-11-26T10:00:00.000Z",\n "values": {\n  "person": "A1",\n  "q1": 3\n }\n}\n',
  );
  assert.equal(filling.stands.words, "see a-form_A1_2026-11-26.json");
});

test("what is missing or wrong is marked once the record was asked for, until nothing is", () => {
  const filling = new Filling(sheet);
  filling.set("q1", "3");
  assert.equal(filling.marked("person"), false);
  assert.equal(filling.hand(".json"), null);
  assert.equal(filling.marked("person"), true);
  filling.set("person", "=1");
  assert.deepEqual([filling.missing(), filling.wrong()], [[], ["person"]]);
  filling.set("person", "A1");
  assert.equal(filling.complains, false);
});

test("pages for two people keep a draft each, and a cleared one has what staff filled in, with a new id", () => {
  const one = new Filling({ ...sheet, preset: { person: "A1" } });
  one.set("comment", "hers");
  const two = new Filling({ ...sheet, preset: { person: "A2" } });
  assert.deepEqual(two.values(), { person: "A2" });
  const before = JSON.parse(one.hand(".json")?.text ?? "") as { id: string };
  one.clear();
  assert.deepEqual(one.values(), { person: "A1" });
  assert.deepEqual(new Filling({ ...sheet, preset: { person: "A1" } }).values(), { person: "A1" });
  assert.notEqual((JSON.parse(one.hand(".json")?.text ?? "") as { id: string }).id, before.id);
});

test("a browser that keeps nothing is said to, and a damaged draft leaves the form as it was handed over", () => {
  begin({ getItem: () => '{"rev":"2","scope":"/","draft":{"values":7}}', setItem: () => undefined });
  const filling = new Filling({ ...sheet, preset: { person: "A1" } });
  assert.deepEqual(filling.values(), { person: "A1" });
  filling.set("q1", "2");
  assert.deepEqual([filling.lasts, filling.stands], [false, { is: "memory", words: "not kept" }]);
});
