// Builds the bundles; with --check, compares them with the committed ones instead of writing them.
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { forOldBrowsers } from "./old-styles.mjs";
import { stylesAsText } from "./styles-as-text.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGE = join(HERE, "..", "mp_exercises");
const STATIC = join(PACKAGE, "player", "static");
const BOOK = join(PACKAGE, "handbook", "theme", "static");
const BANNERS = {
  player: "/*! mp-player, BSD-3-Clause. Contains Preact, MIT: see THIRD-PARTY.txt. */",
  search: "/*! mp-search, BSD-3-Clause. Contains MiniSearch and stemmer, MIT: see THIRD-PARTY.txt. */",
};
const THIRD_PARTY = [
  ["Preact", "preact", "LICENSE"],
  ["MiniSearch", "minisearch", "LICENSE.txt"],
  ["stemmer", "stemmer", "license"],
];

const shared = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  write: false,
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  plugins: [stylesAsText],
};

// Phones that somebody in a room still has: iOS 12, and Android's browser of 2019.
// (Its destructuring goes wrong in one form alone, which is not used here, and esbuild cannot replace it.)
const OLD = { target: ["chrome73", "firefox69", "safari12.1"], supported: { destructuring: true } };
const OLD_STYLES = { ...OLD, plugins: [], loader: { ".css": "css" }, rework: forOldBrowsers };

// What a reader of the handbook loads, and what somebody who sits an assessment loads.
const PLAYER = 35_000;
const ASSESSMENT = 45_000;
const SEARCH = 12_000;
// A trainer's laptop and the wall behind it.
const CONTROL = 40_000;
const SCREEN = 15_000;
// Whoever looks at a team's tables, on their own machine.
const DASHBOARD = 25_000;
// The laptop of a panel's chair.
const PANEL = 25_000;
// A form that somebody fills in, in one file.
const INSTRUMENT = 12_000;
// A participant's page: script, styles, and what is left for the page itself, together 60 kB at most.
const ROOM = 45_000;
const ROOM_STYLES = 12_000;
const ROOM_PAGE = 60_000;
// A panel member's tablet: script and styles.
const DAY = 25_000;
const DAY_STYLES = 5_000;
const PAGES = join(PACKAGE, "workshop", "web", "pages");

const bundles = [
  { name: "mp-page.js", most: PLAYER, entryPoints: ["src/page.tsx"], format: "iife" },
  { name: "mp-widget.js", most: PLAYER, entryPoints: ["src/widget.tsx"], format: "esm" },
  { name: "mp-assessment.js", most: ASSESSMENT, entryPoints: ["src/assessment.tsx"], format: "iife" },
  { name: "mp-assessment-widget.js", most: ASSESSMENT, entryPoints: ["src/assessment-widget.tsx"], format: "esm" },
  { name: "mp-room.js", most: ROOM, entryPoints: ["src/room.tsx"], format: "iife", ...OLD },
  { name: "mp-room.css", most: ROOM_STYLES, entryPoints: ["src/styles/room.css"], ...OLD_STYLES },
  { name: "mp-day.js", most: DAY, entryPoints: ["src/day.tsx"], format: "iife", ...OLD },
  { name: "mp-day.css", most: DAY_STYLES, entryPoints: ["src/styles/day.css"], ...OLD_STYLES },
  { name: "mp-control.js", most: CONTROL, entryPoints: ["src/control.tsx"], format: "esm" },
  { name: "mp-dashboard.js", most: DASHBOARD, entryPoints: ["src/dashboard.tsx"], format: "esm" },
  { name: "mp-panel.js", most: PANEL, entryPoints: ["src/panel.tsx"], format: "esm" },
  { name: "mp-screen.js", most: SCREEN, entryPoints: ["src/screen.tsx"], format: "iife" },
  { name: "mp-screen.css", most: SCREEN, entryPoints: ["src/styles/screen.css"], plugins: [], loader: { ".css": "css" } },
  { name: "mp-instrument.js", most: INSTRUMENT, entryPoints: ["src/instrument.tsx"], format: "iife" },
  { name: "mp-search.js", most: SEARCH, entryPoints: ["src/search.ts"], format: "iife", into: BOOK, says: "search" },
];
const FOLDER = new Map(bundles.map(({ name, into }) => [name, into ?? STATIC]));
const MOST = new Map(bundles.map(({ name, most }) => [name, most]));

async function outputs() {
  const made = new Map();
  for (const { name, most: _, into: __, says, rework = (text) => text, ...options } of bundles) {
    const banner = { js: BANNERS[says ?? "player"] };
    const result = await build({ ...shared, banner, ...options, outfile: name });
    made.set(name, Buffer.from(rework(result.outputFiles[0].text)));
  }
  made.set("THIRD-PARTY.txt", Buffer.from((await Promise.all(THIRD_PARTY.map(thirdParty))).join("\n")));
  return made;
}

async function thirdParty([title, name, file]) {
  const folder = join(HERE, "node_modules", name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return `${title} ${version}\n\n${await readFile(join(folder, file), "utf8")}`;
}

async function same(name, bytes) {
  try {
    return (await readFile(join(FOLDER.get(name) ?? STATIC, name))).equals(bytes);
  } catch {
    return false;
  }
}

const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** What a phone fetches in all to see a page of a room. */
async function pageSize(name, made) {
  const page = await readFile(join(PAGES, name));
  return packed(page) + packed(made.get("mp-room.js")) + packed(made.get("mp-room.css"));
}

const checking = process.argv.includes("--check");
const faults = [];
if (!checking) await mkdir(STATIC, { recursive: true });
const made = await outputs();
for (const [name, bytes] of made) {
  const size = packed(bytes);
  const most = MOST.get(name);
  if (most !== undefined) console.log(`${name}: ${size} bytes gzipped, of ${most} at most`);
  if (most !== undefined && size > most) faults.push(`${name} is too large`);
  if (!checking) await writeFile(join(FOLDER.get(name) ?? STATIC, name), bytes);
  else if (!(await same(name, bytes))) faults.push(`${name} is stale; run \`npm run build\` and commit it`);
}
for (const name of ["join.html", "home.html"]) {
  const size = await pageSize(name, made);
  console.log(`${name} with all that it fetches: ${size} bytes gzipped, of ${ROOM_PAGE} at most`);
  if (size > ROOM_PAGE) faults.push(`${name} is too large`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
