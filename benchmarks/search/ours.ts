// How many of the questions the handbook's own search answers, and how long an answer takes.
import { readFileSync } from "node:fs";
import { Engine } from "../../frontend/src/search/engine";
import type { Index } from "../../frontend/src/search/types";

interface Question {
  ask: string;
  pages: string[];
}

const [html, asked] = process.argv.slice(2) as [string, string];
const script = readFileSync(`${html}/_static/mp-search-index.js`, "utf8");
const index = JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)) as Index;
const questions = JSON.parse(readFileSync(asked, "utf8")) as Question[];

const before = performance.now();
const engine = new Engine(index);
engine.readyNow();
const reading = performance.now() - before;

const answers = questions.map(({ ask }) => {
  const start = performance.now();
  const pages = engine.find(ask).map(({ address }) => address);
  return { pages, milliseconds: performance.now() - start };
});
console.log(JSON.stringify({ reading, answers }));
