// The same questions, asked of the search that Sphinx ships with the pages, in a page that is not there.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [html, asked] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(asked, "utf8"));
const nothing = () => null;
const document = {
  querySelector: nothing,
  querySelectorAll: () => [],
  getElementById: () => ({ dataset: {} }),
  documentElement: { dataset: { content_root: "./" } },
  readyState: "complete",
  addEventListener: nothing,
};
const localStorage = { getItem: nothing, setItem: nothing, removeItem: nothing };
const context = vm.createContext({
  document,
  window: { document, location: { search: "" } },
  localStorage,
  console,
  setTimeout,
  URLSearchParams,
  SPHINX_HIGHLIGHT_ENABLED: false,
});
const run = (code) => vm.runInContext(code, context);
for (const name of ["documentation_options", "doctools", "language_data", "searchtools"]) {
  run(readFileSync(`${html}/_static/${name}.js`, "utf8"));
}
run("globalThis.TheSearch = Search; Object.assign(TheSearch, { output: {}, status: {}, title: {}, out: {} });");

const before = performance.now();
run(readFileSync(`${html}/searchindex.js`, "utf8").replace("Search.setIndex", "TheSearch._index = (found => found)"));
const reading = performance.now() - before;

const answers = questions.map(({ ask }) => {
  context.asked = ask;
  const start = performance.now();
  const found = run("TheSearch._performSearch(...TheSearch._parseQuery(asked)).slice().reverse().map(([page]) => page)");
  return { pages: [...new Set(found)], milliseconds: performance.now() - start };
});
console.log(JSON.stringify({ reading, answers }));
