import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting } from "../src/app/filter";
import { scope } from "../src/hosts/pending";
import { closeness } from "../src/kinds/coding";
import { placeAt } from "../src/kinds/drag";
import { levelOf, put, read } from "../src/kinds/goal-answer";
import { triggered } from "../src/kinds/hints";
import { distance, movedTo, spans } from "../src/kinds/ranking";
import { reach, stronger, walk } from "../src/kinds/visit";
import { asPayload } from "../src/player/payload";
import { branching, coding, goal } from "./sample";

test("a hint shows the words that triggered it, whatever their case", () => {
  const hints = [{ pattern: "\\b(attend|engage)\\w*", says: "A service." }];
  assert.deepEqual(triggered(hints, "Dean ATTENDS the clinic"), [{ says: "A service.", found: "ATTENDS" }]);
  assert.deepEqual(triggered(hints, "Dean sleeps"), []);
});

test("a pattern that this browser cannot read, or that fits nothing at all, says nothing", () => {
  const hints = ["(?P<x>a)", "(", "x*"].map((pattern) => ({ pattern, says: "Hm." }));
  assert.deepEqual(triggered(hints, "banana"), []);
});

test("a card that is put on a second level leaves the first", () => {
  const answer = put(put({}, "1", "l1"), "2", "l1");
  assert.deepEqual(answer.levels, { "2": "l1" });
  assert.equal(levelOf(answer, "l1"), "2");
  assert.deepEqual(put(answer, "2", "").levels, {});
});

test("an answer with one card on two levels keeps the first", () => {
  assert.deepEqual(read(goal, { levels: { "2": "l1", "1": "l1", "9": "l2" } }), { levels: { "2": "l1" } });
});

test("engagement moves with each reply and stays within its scale", () => {
  assert.deepEqual(walk(branching, ["r2", "r3"]).turns.map((turn) => turn.engagement), [1, 3]);
  assert.equal(walk(branching, ["r1", "nowhere", "r3"]).turns.length, 1);
});

test("a reply is worth what it leads to at best", () => {
  const values = reach(branching);
  assert.deepEqual(Object.fromEntries(values), { r1: 3, r2: 0, r3: 1, r4: -1 });
  const [first] = walk(branching, ["r2"]).turns;
  assert.equal(stronger(first!.scene, first!.reply, values)?.id, "r1");
});

test("a visit that leads back to itself does not hang the player", () => {
  const scenes = branching.scenes.map((scene) =>
    scene.id === "s2" ? { ...scene, replies: scene.replies!.map((reply) => ({ ...reply, to: "s1" })) } : scene,
  );
  assert.equal(reach({ ...branching, scenes }).size, 4);
});

test("tied responses are right at each of their places", () => {
  const places = spans([["b"], ["a", "c"], ["d"]]);
  assert.deepEqual(places.get("c"), [2, 3]);
  assert.deepEqual([1, 2, 3, 4].map((place) => distance(places.get("c")!, place)), [1, 0, 0, 1]);
});

test("a response moves to its new place, and the others close up", () => {
  assert.deepEqual(movedTo(["a", "b", "c"], "c", 0), ["c", "a", "b"]);
  assert.equal(placeAt(35, [{ bottom: 20 }, { bottom: 40 }]), 1);
  assert.equal(placeAt(99, [{ bottom: 20 }, { bottom: 40 }]), 1);
});

test("neighbouring labels are close, in either order", () => {
  assert.equal(closeness(coding, "simple", "complex"), "near");
  assert.equal(closeness(coding, "complex", "simple"), "near");
  assert.equal(closeness(coding, "open", "simple"), "apart");
});

test("people on one JupyterHub keep their unsaved answers apart", () => {
  assert.equal(scope("/user/ana/lab/tree/x.ipynb"), "/user/ana/");
  assert.equal(scope("/hub/user/ben/voila/render/x"), "/hub/user/ben/");
  assert.equal(scope("/voila/render/x"), "/");
});

test("a filter asks for every word, the kind and the skill", () => {
  const card = { title: "At the door", summary: "A visit", minutes: 5, competencies: ["child-focus"] };
  const cards = [
    { ...card, slug: "a", kinds: ["branching"] },
    { ...card, slug: "b", kinds: ["choice"] },
  ];
  const slugs = (text: string, kind = "", skill = ""): string[] =>
    fitting(cards, { text, kind, skill }).map(({ slug }) => slug);
  assert.deepEqual(slugs("door CHILD"), ["a", "b"]);
  assert.deepEqual(slugs("", "choice", "child-focus"), ["b"]);
  assert.deepEqual(slugs("goal"), []);
});

test("a payload without an exercise is refused", () => {
  for (const data of [null, {}, { rev: "a", exercise: {} }, { rev: "a", exercise: { slug: "a", title: "A", items: [1] } }]) {
    assert.equal(asPayload(data), null);
  }
});
