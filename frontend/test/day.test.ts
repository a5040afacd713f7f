import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Sheet } from "../src/day/sheet";
import { Tablet } from "../src/day/tablet";
import type { DayData, Judged, Quality } from "../src/day/types";
import type { Line } from "../src/record";
import { Trouble } from "../src/sending/net";

const quality = (id: string, score: Judged | null = null): Quality => ({
  id,
  name: id.toUpperCase(),
  what: "",
  anchors: { "1": "one", "2": "two", "3": "three", "4": "four", "5": "five" },
  notes: [],
  bare: false,
  score,
});

const page = (member = "p3", fields = [quality("clarity"), quality("empathy")]): DayData => ({
  campaign: "campaign",
  rev: "0123456789ab",
  member,
  answers: "/m/secret/answers",
  places: { visit: "The visit" },
  words: {},
  sheet: { station: "visit", unit: "C01", at: "/m/secret/visit/C01", fields },
  talk: null,
});

/** What a browser keeps, and its window; a tablet that goes dark keeps the first and loses the second. */
function storage(): Storage {
  const kept: Record<string, string> = {};
  const hidden = { enumerable: false };
  return Object.defineProperties(kept, {
    getItem: { value: (key: string) => kept[key] ?? null, ...hidden },
    setItem: { value: (key: string, text: string) => void (kept[key] = text), ...hidden },
    removeItem: { value: (key: string) => delete kept[key], ...hidden },
  }) as unknown as Storage;
}

let disk: Storage;
beforeEach(() => {
  disk = storage();
  Object.assign(globalThis, {
    window: { localStorage: disk, addEventListener: () => undefined, removeEventListener: () => undefined },
  });
});
afterEach(() => {
  for (const { outbox } of tablets.splice(0)) outbox.close();
  delete (globalThis as { window?: unknown }).window;
});

const tablets: Tablet[] = [];

/** A server that keeps lines by their id, and answers while it is reached. */
class Server {
  readonly kept: Line[] = [];
  asked = 0;
  online = true;
  /** Keep what comes, and let the answer get lost. */
  deaf = false;
  refuses: Record<string, string> = {};

  readonly post = async (_: string, __: string, data: unknown): Promise<Record<string, unknown>> => {
    this.asked += 1;
    if (!this.online) throw new Trouble(0, "no_answer", "");
    const { lines } = data as { lines: Line[] };
    const refused: Record<string, string> = {};
    for (const line of lines) {
      const why = this.refuses[line.kind];
      if (why !== undefined) refused[line.id] = why;
      else if (this.kept.every(({ id }) => id !== line.id)) this.kept.push(line);
    }
    if (this.deaf) throw new Trouble(0, "no_answer", "");
    return { saved: lines.map(({ id }) => id).filter((id) => !(id in refused)), refused };
  };
}

function open(server: Server, data = page(), patience = 20): Sheet {
  const tablet = new Tablet(data, { net: server });
  tablets.push(tablet);
  return new Sheet(tablet, data.sheet!, 5, patience);
}

const judged = (point: Judged["point"], line = "“She said it.”"): Judged => ({ point, lines: [line], higher: "" });

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(holds());
}

test("a pick is sent at once, writing when its writer is silent, and saved is said after the receipt", async () => {
  const server = new Server();
  const sheet = open(server);
  assert.equal(sheet.stands("clarity"), null);
  sheet.change("clarity", { ...judged(null), lines: ["“S"] }, "silence");
  sheet.change("clarity", judged(null), "silence");
  assert.deepEqual([sheet.stands("clarity"), server.asked], [{ is: "waiting" }, 0]);
  await until(() => sheet.stands("clarity")?.is === "saved");
  sheet.change("clarity", judged(4), "once");
  assert.equal(sheet.stands("clarity")?.is, "waiting");
  await until(() => sheet.waiting === 0);
  assert.deepEqual(server.kept.map(({ kind, answer }) => [kind, answer?.["score"]]), [
    ["score", judged(null)],
    ["score", judged(4)],
  ]);
  assert.deepEqual(Object.keys(disk), []);
});

test("a tablet that goes dark sends everything in order when it is back, what was being written too", async () => {
  const server = new Server();
  server.online = false;
  // What the page had set for later goes dark with it.
  mock.timers.enable({ apis: ["setTimeout"] });
  const before = open(server);
  before.change("clarity", judged(2), "once");
  before.change("clarity", judged(3), "once");
  before.change("empathy", judged(null, "half a li"), "silence");
  before.tablet.outbox.close();
  tablets.length = 0;
  mock.timers.reset();
  server.online = true;
  const after = open(server);
  assert.deepEqual([after.of("clarity"), after.of("empathy")], [judged(3), judged(null, "half a li")]);
  await until(() => after.waiting === 0);
  const told = server.kept.map(({ answer }) => [answer?.["criterion"], (answer?.["score"] as Judged).point]);
  assert.deepEqual(told, [
    ["clarity", 2],
    ["clarity", 3],
    ["empathy", null],
  ]);
  assert.deepEqual(Object.keys(disk), []);
});

test("a receipt that gets lost is asked for again, and nothing arrives twice", async () => {
  const server = new Server();
  server.deaf = true;
  const sheet = open(server);
  sheet.change("clarity", judged(2), "once");
  await until(() => sheet.stands("clarity")?.is === "kept");
  assert.equal(server.kept.length, 1);
  server.deaf = false;
  sheet.tablet.outbox.kick();
  await until(() => sheet.stands("clarity")?.is === "saved");
  assert.equal(server.kept.length, 1);
});

test("a lock is refused while something waits, or is missing, or unless somebody says that they were alone", async () => {
  const server = new Server();
  server.online = false;
  const sheet = open(server);
  sheet.change("clarity", judged(2), "once");
  sheet.change("empathy", { ...judged(3), lines: [] }, "once");
  assert.deepEqual(await sheet.lock(true), { is: "lacking", open: [sheet.data.fields[1]] });
  sheet.change("empathy", judged("unseen", ""), "once");
  assert.deepEqual(await sheet.lock(false), { is: "alone" });
  assert.deepEqual(await sheet.lock(true), { is: "waiting", count: 3 });
  server.online = true;
  assert.deepEqual(await sheet.lock(true), { is: "locked" });
  assert.deepEqual(server.kept.map(({ kind }) => kind), ["score", "score", "score", "lock"]);
  assert.deepEqual(server.kept[3]?.answer?.["scores"], { clarity: judged(2), empathy: judged("unseen", "") });
});

test("a lock whose answer got lost is the same line when it is pressed again", async () => {
  const server = new Server();
  const sheet = open(server, page("p3", [quality("clarity", judged(3))]));
  server.deaf = true;
  assert.equal((await sheet.lock(true)).is, "unknown");
  server.deaf = false;
  assert.deepEqual(await sheet.lock(true), { is: "locked" });
  assert.equal(server.kept.length, 1);
});

test("what is not taken says why, and leaves the tablet once that was read", async () => {
  const server = new Server();
  server.refuses["score"] = "This sheet is locked.";
  const sheet = open(server);
  sheet.change("clarity", judged(2), "once");
  await until(() => sheet.stands("clarity")?.is === "refused");
  assert.deepEqual(sheet.stands("clarity"), { is: "refused", why: "This sheet is locked." });
  const [refusal] = sheet.tablet.refusals;
  assert.equal(Object.keys(disk).length, 1);
  sheet.tablet.seen(refusal!);
  assert.deepEqual([sheet.tablet.refusals, Object.keys(disk)], [[], []]);
});

test("another member on the same tablet has nothing of it, and a new link of the same one has all", async () => {
  const server = new Server();
  server.online = false;
  const first = open(server);
  first.change("clarity", judged(2), "once");
  first.tablet.outbox.close();
  assert.equal(open(server, page("p4")).waiting, 0);
  const again = open(server, { ...page(), answers: "/m/another/answers" });
  assert.deepEqual([again.waiting, again.of("clarity")], [1, judged(2)]);
  assert.ok(Object.keys(disk).every((key) => !key.includes("secret")));
});
