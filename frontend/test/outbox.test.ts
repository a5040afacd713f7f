import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid, type Line } from "../src/record";
import { Backoff } from "../src/sending/backoff";
import { Trouble } from "../src/sending/net";
import { Outbox } from "../src/sending/outbox";
import type { End, Entry, Refusal, Shelf } from "../src/sending/shelf";

const line = (item = "pick"): Line => ({
  v: 1,
  id: uuid(),
  exercise: "ex",
  item,
  kind: "choice",
  rev: "0123456789ab",
  at: "2026-11-23T20:00:00.000Z",
  answer: { picked: ["a"] },
});

/** A browser's storage that two tabs share. */
class Disk {
  readonly kept = new Map<string, Entry>();
  readonly refusals: Refusal[] = [];
  readonly tabs = new Set<Tab>();
}

class Tab implements Shelf {
  queued: (entry: Entry) => void = () => undefined;
  ended: (line: Line, end: End) => void = () => undefined;

  constructor(private readonly disk: Disk) {
    disk.tabs.add(this);
  }

  all(): Entry[] {
    return [...this.disk.kept.values()].sort((a, b) => a.n - b.n);
  }

  put(entry: Entry): boolean {
    this.disk.kept.set(entry.line.id, entry);
    for (const tab of this.disk.tabs) if (tab !== this) tab.queued(entry);
    return true;
  }

  end({ line }: Entry, end: End): void {
    this.disk.kept.delete(line.id);
    if (end.is === "refused") this.disk.refusals.push({ line, why: end.why });
    for (const tab of this.disk.tabs) if (tab !== this) tab.ended(line, end);
  }

  refused(): Refusal[] {
    return this.disk.refusals;
  }

  forget(): void {
    this.disk.refusals.length = 0;
  }

  watch(queued: Tab["queued"], ended: Tab["ended"]): () => void {
    this.queued = queued;
    this.ended = ended;
    return () => this.disk.tabs.delete(this);
  }
}

type Answer = (seq: number, lines: readonly Line[], times: number) => unknown;

/** A server that keeps what it saved, and answers as the test wishes; and a phone that sends to it. */
function phone(answer: Answer, disk = new Disk()) {
  const asked: { seq: number; ids: string[] }[] = [];
  const ends: [string, End][] = [];
  let unknown = 0;
  const outbox = new Outbox(
    new Tab(disk),
    async (seq, lines) => {
      asked.push({ seq, ids: lines.map(({ id }) => id) });
      return answer(seq, lines, asked.length);
    },
    { ended: ({ id }, end) => ends.push([id, end]), unknown: () => unknown++ },
    new Backoff(1, 2),
  );
  return { outbox, asked, ends, disk, lost: () => unknown };
}

const saved: Answer = (_, lines) => ({ saved: lines.map(({ id }) => id), late: [], refused: {} });

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(holds());
}

test("an answer waits until the server says that it is saved, and then leaves the phone", async () => {
  let release: (() => void) | undefined;
  const kept = new Promise<void>((resolve) => (release = resolve));
  const { outbox, disk, ends } = phone(async (...request) => {
    await kept;
    return saved(...request);
  });
  const given = line();
  outbox.add([given], 4);
  assert.deepEqual([outbox.has(given.id), outbox.status().is, disk.kept.size], [true, "waiting", 1]);
  release!();
  await until(() => outbox.waiting === 0);
  assert.equal(disk.kept.size, 0);
  assert.deepEqual(ends, [[given.id, { is: "saved", late: false }]]);
});

test("no connection, a busy store and an answer that is no receipt: sent again, in order, until it is one", async () => {
  const failures: Answer[] = [
    () => Promise.reject(new TypeError("no network")),
    () => Promise.reject(new Trouble(503, "store_busy", "Busy.")),
    () => "<html>Please log in to the guest network</html>",
    () => ({ saved: [], refused: {} }),
  ];
  const { outbox, asked } = phone((...request) => (failures[request[2] - 1] ?? saved)(...request));
  const lines = [line("one"), line("two"), line("three")];
  for (const each of lines) outbox.add([each], 1);
  await until(() => outbox.waiting === 0);
  const ids = lines.map(({ id }) => id);
  // Whatever a request held, it held the front of the queue.
  for (const request of asked) assert.deepEqual(request.ids, ids.slice(ids.indexOf(request.ids[0]!)).slice(0, request.ids.length));
  assert.ok(asked.length > failures.length);
});

test("while it is not sent, the phone says the server's own sentence", async () => {
  const { outbox } = phone((_, __, times) => {
    if (times < 3) throw new Trouble(503, "store_busy", "The server cannot save answers just now.");
    return new Promise(() => undefined);
  });
  outbox.add([line()], 1);
  await until(() => outbox.status().is === "kept");
  assert.deepEqual(outbox.status(), { is: "kept", why: "The server cannot save answers just now." });
  outbox.close();
});

test("what was given at different moments goes in different requests, each with its own", async () => {
  const { outbox, asked } = phone((...request) => {
    if (request[2] === 1) throw new TypeError("no network");
    return saved(...request);
  });
  outbox.add([line()], 1);
  outbox.add([line()], 1);
  outbox.add([line()], 2);
  await until(() => outbox.waiting === 0);
  assert.deepEqual(asked.slice(-2).map(({ seq, ids }) => [seq, ids.length]), [[1, 2], [2, 1]]);
});

test("a refusal ends an answer with its reason, and the others go on", async () => {
  const [bad, good] = [line("bad"), line("good")];
  const { outbox, ends, disk } = phone((_, lines) => ({
    saved: lines.filter(({ item }) => item === "good").map(({ id }) => id),
    late: lines.filter(({ item }) => item === "good").map(({ id }) => id),
    refused: lines.some(({ item }) => item === "bad") ? { [bad.id]: "It was closed." } : {},
  }));
  outbox.add([bad, good], 1);
  await until(() => outbox.waiting === 0);
  assert.deepEqual(ends, [
    [bad.id, { is: "refused", why: "It was closed." }],
    [good.id, { is: "saved", late: true }],
  ]);
  assert.deepEqual(disk.refusals.map(({ why }) => why), ["It was closed."]);
});

test("one answer that the server cannot read holds up no other", async () => {
  const bad = line("bad");
  const { outbox, ends } = phone((...request) => {
    if (request[1].some(({ id }) => id === bad.id)) throw new Trouble(400, "not_json", "Unreadable.");
    return saved(...request);
  });
  outbox.add([line(), bad, line()], 1);
  await until(() => outbox.waiting === 0);
  assert.deepEqual(ends.map(([, end]) => end.is), ["saved", "refused", "saved"]);
});

test("a phone that the server does not know any more keeps its answers and stops", async () => {
  const { outbox, asked, lost } = phone(() => {
    throw new Trouble(401, "who", "This room does not know you.");
  });
  outbox.add([line()], 1);
  await until(() => lost() === 1);
  assert.deepEqual([outbox.waiting, asked.length], [1, 1]);
});

test("after a flat battery, what was waiting is sent from the disk", async () => {
  const disk = new Disk();
  const dead = phone(() => new Promise(() => undefined), disk);
  const [first, second] = [line(), line()];
  dead.outbox.add([first], 1);
  dead.outbox.add([second], 1);
  dead.outbox.close();
  const { outbox, asked } = phone(saved, disk);
  outbox.kick();
  await until(() => outbox.waiting === 0);
  assert.deepEqual(asked, [{ seq: 1, ids: [first.id, second.id] }]);
});

test("two tabs: what one sent the other does not send, and the newest answer goes last", async () => {
  const disk = new Disk();
  let online = false;
  const net: Answer = (...request) => {
    if (!online) throw new TypeError("no network");
    return saved(...request);
  };
  const [one, other] = [phone(net, disk), phone(net, disk)];
  const [older, newer] = [line(), line()];
  one.outbox.add([older], 1);
  await until(() => one.asked.length > 1);
  assert.ok(other.outbox.has(older.id));
  one.outbox.close();
  other.outbox.add([newer], 1);
  online = true;
  await until(() => other.outbox.waiting === 0);
  assert.deepEqual(other.ends.map(([id]) => id), [older.id, newer.id]);
});
