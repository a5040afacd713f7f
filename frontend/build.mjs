// Builds the bundles; with --check, compares them with the committed ones instead of writing them.
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { stylesAsText } from "./styles-as-text.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "..", "mp_exercises", "player", "static");
const BANNER = "/*! mp-player, BSD-3-Clause. Contains Preact, MIT: see THIRD-PARTY.txt. */";

const shared = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  write: false,
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  banner: { js: BANNER },
  plugins: [stylesAsText],
};

// What a reader of the handbook loads, and what somebody who sits an assessment loads.
const PLAYER = 35_000;
const ASSESSMENT = 45_000;

const bundles = [
  { name: "mp-page.js", most: PLAYER, entryPoints: ["src/page.tsx"], format: "iife" },
  { name: "mp-widget.js", most: PLAYER, entryPoints: ["src/widget.tsx"], format: "esm" },
  { name: "mp-assessment.js", most: ASSESSMENT, entryPoints: ["src/assessment.tsx"], format: "iife" },
  { name: "mp-assessment-widget.js", most: ASSESSMENT, entryPoints: ["src/assessment-widget.tsx"], format: "esm" },
];
const MOST = new Map(bundles.map(({ name, most }) => [name, most]));

async function outputs() {
  const made = new Map();
  for (const { name, most: _, ...options } of bundles) {
    const result = await build({ ...shared, ...options, outfile: name });
    made.set(name, Buffer.from(result.outputFiles[0].contents));
  }
  const licence = await readFile(join(HERE, "node_modules", "preact", "LICENSE"));
  const { version } = JSON.parse(await readFile(join(HERE, "node_modules", "preact", "package.json"), "utf8"));
  made.set("THIRD-PARTY.txt", Buffer.concat([Buffer.from(`Preact ${version}\n\n`), licence]));
  return made;
}

async function same(name, bytes) {
  try {
    return (await readFile(join(STATIC, name))).equals(bytes);
  } catch {
    return false;
  }
}

const checking = process.argv.includes("--check");
const faults = [];
if (!checking) await mkdir(STATIC, { recursive: true });
for (const [name, bytes] of await outputs()) {
  const size = gzipSync(bytes, { level: 9 }).length;
  const most = MOST.get(name);
  if (most !== undefined) console.log(`${name}: ${size} bytes gzipped, of ${most} at most`);
  if (most !== undefined && size > most) faults.push(`${name} is too large`);
  if (!checking) await writeFile(join(STATIC, name), bytes);
  else if (!(await same(name, bytes))) faults.push(`${name} is stale; run \`npm run build\` and commit it`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
