// Builds the two bundles; with --check, compares them with the committed ones instead of writing them.
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { stylesAsText } from "./styles-as-text.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "..", "mp_exercises", "player", "static");
const MOST_GZIPPED = 35_000;
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

const bundles = [
  { name: "mp-page.js", entryPoints: ["src/page.tsx"], format: "iife" },
  { name: "mp-widget.js", entryPoints: ["src/widget.tsx"], format: "esm" },
];

async function outputs() {
  const made = new Map();
  for (const { name, ...options } of bundles) {
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
  if (name.endsWith(".js")) console.log(`${name}: ${size} bytes gzipped, of ${MOST_GZIPPED} at most`);
  if (name.endsWith(".js") && size > MOST_GZIPPED) faults.push(`${name} is too large`);
  if (!checking) await writeFile(join(STATIC, name), bytes);
  else if (!(await same(name, bytes))) faults.push(`${name} is stale; run \`npm run build\` and commit it`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
