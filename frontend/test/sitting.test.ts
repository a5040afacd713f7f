import assert from "node:assert/strict";
import { test } from "node:test";
import type { Host, Status } from "../src/hosts/host";
import { parseLine, type Line } from "../src/record";
import { givenOf, noteGiven } from "../src/sitting/given";
import { Hosts } from "../src/sitting/hosts";
import { recordName, sitterLine, sitterOf, tidy } from "../src/sitting/identity";
import { asPaper, type Paper } from "../src/sitting/paper";
import { minutesLeft, stateOf, type Question } from "../src/sitting/progress";
import { readRecord } from "../src/sitting/take-up";
import { hashOf, viewOf } from "../src/sitting/view";
import { choice } from "./sample";

const exercise = { title: "T", provenance: { source: "author", by: "us" }, items: [choice] };
const section = (slug: string): unknown => ({ mode: "practice", rev: "0123456789ab", exercise: { ...exercise, slug } });
const data = { slug: "exam", title: "Exam", minutes: 20, provisional: true, sections: [section("one"), section("two")] };
const paper = asPaper(data) as Paper;

const line = (id: string, exercise: string, at: string, answer: Line["answer"] = { picked: ["a"] }): Line => ({
  v: 1,
  id,
  exercise,
  item: "pick",
  kind: "choice",
  rev: "0123456789ab",
  at: `2026-11-23T20:00:${at}.000Z`,
  answer,
});

const text = (...lines: unknown[]): string => lines.map((each) => JSON.stringify(each) + "\n").join("");

/** A host that keeps its lines in a list, in the order in which they come. */
function listHost(where: Host["where"], lines: Line[]): Host {
  return {
    where,
    lines: () => lines,
    status: (): Status => ({ is: "saved" }),
    save: (fresh) => void lines.push(...fresh),
    watch: () => () => undefined,
    close: () => undefined,
  };
}

test("an assessment compares nothing, whatever its definition says, and a damaged one is none", () => {
  assert.deepEqual(paper.sections.map(({ mode }) => mode), ["graded", "graded"]);
  assert.deepEqual([paper.intro, paper.provisional], ["", true]);
  for (const wrong of [null, [], {}, { ...data, slug: 1 }, { ...data, sections: [] }, { ...data, sections: [{}] }]) {
    assert.equal(asPaper(wrong), null);
  }
});

test("a name is one line of at most 120 characters, with nothing unseen in it", () => {
  assert.equal(tidy("  Jo\n\tBloggs \u202e 417\u0000 "), "Jo Bloggs 417");
  assert.equal(tidy("\ud800"), "");
  assert.equal(Array.from(tidy("😀".repeat(200))).length, 120);
});

test("who sits is the last line that says so, in the form that every reader knows", () => {
  const made = sitterLine("exam", " Jo ");
  assert.deepEqual(parseLine(JSON.stringify(made)), made);
  assert.deepEqual([made.exercise, made.item, made.kind, made.rev, made.answer], ["exam", "sitter", "identity", "r1", { id: "Jo" }]);
  assert.equal(sitterOf([made, sitterLine("exam", "Jo Bloggs", made.at)]), "Jo Bloggs");
  for (const answer of [null, {}, { id: "" }, { id: 7 }]) assert.equal(sitterOf([{ ...made, answer }]), null);
});

test("the record's file is named after the assessment and whoever sits, safely", () => {
  assert.equal(recordName("exam", "Zoë O’Brien, 00417"), "answers-exam-Zoe-O-Brien-00417.jsonl");
  assert.equal(recordName("exam", "../../etc/passwd"), "answers-exam-etc-passwd.jsonl");
  assert.equal(recordName("exam", "…"), "answers-exam-trainee.jsonl");
  assert.ok(recordName("exam", "x".repeat(120)).length < 70);
});

test("of a file only whole lines of this assessment are taken up, and the rest is counted", () => {
  const good = line("aaaaaaaa", "one", "01");
  const found = readRecord(
    "\ufeff" +
      text({ ...good, extra: 1 }, line("bbbbbbbb", "elsewhere", "01"), sitterLine("exam", "Jo")) +
      JSON.stringify(good).slice(0, 40) +
      "\n\n" +
      text({ ...line("cccccccc", "two", "02"), answer: { picked: 7 } }, { ...line("dddddddd", "two", "02"), item: "no" }) +
      `{"v":1,"x":"${"a".repeat(100_000)}"}`,
    paper,
  );
  assert.deepEqual(found.lines[0], good);
  assert.deepEqual([found.lines.length, found.id, found.damaged, found.foreign], [2, "Jo", 3, 2]);
});

test("nothing of a picture, a page or a wall of brackets is taken for a record", () => {
  for (const junk of ["", "\u0000\ufffd\u0001", "<html></html>", "[".repeat(50_000), "null\n7\n"]) {
    assert.deepEqual(readRecord(junk, paper).lines, []);
  }
});

test("taking up joins two records on a page, and lets no old answer win in a kernel", () => {
  const older = line("aaaaaaaa", "one", "01");
  const newer = line("bbbbbbbb", "one", "02");
  const kept: Record<string, string[]> = {};
  for (const where of ["page", "kernel"] as const) {
    const lists = new Map([["one", [newer]], ["two", [] as Line[]]]);
    const hosts = new Hosts(["one", "two"], (slug) => listHost(where, lists.get(slug)!));
    hosts.take([older, newer, line("cccccccc", "two", "03")]);
    kept[where] = hosts.lines().map(({ id }) => id);
  }
  assert.deepEqual(kept, { page: ["aaaaaaaa", "bbbbbbbb", "cccccccc"], kernel: ["bbbbbbbb", "cccccccc"] });
});

test("an answer counts as not kept once it is late, and not while it is on its way", () => {
  const lines = ["saved", "waiting", "kept", "memory"].map((is) => line(`id-is-${is}`, "one", "01"));
  const host: Host = { ...listHost("kernel", lines), status: (id) => ({ is: id.slice(6), why: "" }) as Status };
  assert.equal(new Hosts(["one"], () => host).unkept(), 2);
});

test("a question is done once an answer to it can be read, and not before", () => {
  const [payload] = paper.sections;
  const item = payload!.exercise.items.find(({ id }) => id === "pick")!;
  assert.equal(stateOf(payload!, item, []), "blank");
  assert.equal(stateOf(payload!, item, [line("aaaaaaaa", "one", "01")]), "done");
  assert.equal(stateOf(payload!, item, [line("aaaaaaaa", "one", "01", { picked: 7 })]), "blank");
  assert.equal(stateOf(payload!, item, [line("aaaaaaaa", "one", "01"), line("bbbbbbbb", "one", "02", null)]), "blank");
});

test("the time left is that of the questions without an answer", () => {
  const questions = (...states: Question["state"][]): Question[] =>
    states.map((state, index) => ({ item: { id: "x", kind: "choice", prompt: "" }, number: index + 1, state }));
  const parts = [
    { minutes: 10, questions: questions("done", "blank") },
    { minutes: 8, questions: questions("changed", "done") },
  ];
  assert.equal(minutesLeft(parts), 5);
  assert.equal(minutesLeft([]), 0);
});

test("the address names what is shown, and a wrong one shows the contents", () => {
  for (const view of [{ is: "contents" }, { is: "hand-in" }, { is: "section", index: 1 }] as const) {
    assert.deepEqual(viewOf(hashOf(view), 2), view);
  }
  for (const hash of ["", "#section-3", "#section-0", "#section-x", "#else"]) assert.deepEqual(viewOf(hash, 2), { is: "contents" });
});

test("a record that was downloaded is the newest until something is saved", () => {
  const lines = [line("aaaaaaaa", "one", "01")];
  assert.equal(givenOf("exam", lines), "never");
  noteGiven("exam", lines);
  assert.equal(givenOf("exam", lines), "newest");
  assert.equal(givenOf("exam", [...lines, line("bbbbbbbb", "one", "02")]), "changed");
});
