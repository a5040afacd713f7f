import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../src/search/engine";
import { Same } from "../src/search/same";
import { snippet } from "../src/search/snippet";
import type { Index } from "../src/search/types";
import { termOf, tokens } from "../src/search/words";

const INDEX: Index = {
  pages: [
    ["part2/listening", "Listening skills", "page", "Questions, reflections and summaries."],
    ["glossary", "Glossary", "list", ""],
    ["part2/fathers", "Working with fathers", "page", "Fathers who are seldom asked."],
  ],
  records: [
    [0, "section", "Listening skills", "", "Most of a visit is talk."],
    [0, "section", "Reflections", "reflections", "A reflection gives back what she said. It is not an echo."],
    [0, "exercise", "What was that?", "exercise-what", "Name each reply."],
    [1, "term", "reflection", "term-reflection", "Giving back what somebody said."],
    [2, "section", "Working with fathers", "", "He may be at work when you ring."],
    [2, "section", "A re-referral", "again", "The family was referred again after a re-referral in May."],
  ],
  weights: { page: 1, list: 0.3, exercise: 0.9, term: 0.2 },
  stop: ["what", "is", "a", "my", "to", "me", "won't", "she"],
  same: [["reflection", "reflecting back", "paraphrase"], ["father", "dad"]],
};

function find(question: string): string[] {
  const engine = new Engine(INDEX);
  engine.readyNow();
  return engine.find(question).map(({ address }) => address);
}

test("a plural finds its singular, and a chapter stands before a list", () => {
  assert.deepEqual(find("reflections"), ["part2/listening", "glossary"]);
});

test("another word for the same thing finds what the book calls it", () => {
  assert.equal(find("paraphrasing her")[0], "part2/listening");
  assert.equal(find("my dad won't talk to me")[0], "part2/fathers");
});

test("the end of a word may be missing, and a letter may be missing", () => {
  assert.equal(find("listen")[0], "part2/listening");
  assert.equal(find("reflectons")[0], "part2/listening");
});

test("an exercise is found by its name, with its own place on the page", () => {
  const engine = new Engine(INDEX);
  engine.readyNow();
  const [best] = engine.find("name each reply");
  assert.deepEqual([best?.address, best?.places[0]?.anchor], ["part2/listening", "exercise-what"]);
});

test("words that say nothing, and nothing at all, find nothing", () => {
  for (const question of ["", "what is a", "?!", "zzzz"]) assert.deepEqual(find(question), []);
});

test("a word with a hyphen is found whole and by its parts", () => {
  assert.deepEqual(tokens("A re-referral"), ["A", "re-referral", "re", "referral"]);
  assert.equal(find("referral")[0], "part2/fathers");
});

test("case, accents and a possessive make no difference", () => {
  const none: ReadonlySet<string> = new Set();
  assert.equal(termOf("Zoë’s", none), termOf("zoe", none));
});

test("a phrase of several words is told from its words apart", () => {
  const same = new Same([["care proceedings", "court case"]]);
  assert.deepEqual(same.others("the court case"), [{ phrase: "care proceedings", whole: false }]);
  assert.deepEqual(same.others("court case"), [{ phrase: "care proceedings", whole: true }]);
  assert.deepEqual(same.others("in case of court"), []);
});

test("a snippet shows the words that were found, marked, and says where it was cut", () => {
  const text = `${"Nothing here. ".repeat(30)}Then he said the word reflection aloud. ${"And more. ".repeat(40)}`;
  const pieces = snippet(text, ["reflect"]);
  assert.ok(pieces.some(([piece, marked]) => marked && piece === "reflection"));
  const whole = pieces.map(([piece]) => piece).join("");
  assert.ok(whole.startsWith("… ") && whole.endsWith(" …") && whole.length < 220);
});

test("a snippet without a hit is the beginning, and every piece together is part of the text", () => {
  assert.deepEqual(snippet("Short.", ["reflect"]), [["Short.", false]]);
});
