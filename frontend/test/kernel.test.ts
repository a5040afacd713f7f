import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { KernelHost } from "../src/hosts/kernel";
import { uuid, type Line } from "../src/record";

/** A kernel in this process: what it is sent it keeps, and answers as it is told to. */
class Kernel {
  readonly sent: Line[] = [];
  lines: Line[] = [];
  reply: string | null = "saved";
  private readonly listeners = new Map<string, Set<(...args: unknown[]) => void>>();

  get(name: string): unknown {
    return name === "lines" ? this.lines : null;
  }

  on(event: string, listener: (...args: never[]) => void): void {
    const known = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, known.add(listener as (...args: unknown[]) => void));
  }

  off(event: string, listener: (...args: never[]) => void): void {
    this.listeners.get(event)?.delete(listener as (...args: unknown[]) => void);
  }

  send(content: unknown): void {
    const { line } = content as { line: Line };
    this.sent.push(line);
    if (this.reply !== null) this.say({ type: this.reply, id: line.id, why: "the disk is full" });
  }

  say(message: unknown): void {
    for (const listener of this.listeners.get("msg:custom") ?? []) listener(message);
  }
}

class Storage {
  getItem(key: string): string | null {
    return Object.prototype.hasOwnProperty.call(this, key) ? (this as never)[key] : null;
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value });
  }
  removeItem(key: string): void {
    delete (this as Record<string, unknown>)[key];
  }
}

const line = (at: string, item = "pick"): Line => ({
  v: 1,
  id: uuid(),
  exercise: "ex",
  item,
  kind: "choice",
  rev: "0123456789ab",
  at: `2026-11-23T20:00:${at}.000Z`,
  answer: { picked: ["a"] },
});

const kept = (): string[] => Object.keys(window.localStorage).filter((key) => key.startsWith("mp:pending:"));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { window: { localStorage: new Storage() }, location: { pathname: "/lab" } });
});

test("an answer is saved once the kernel says so, and then no longer pending", () => {
  const kernel = new Kernel();
  kernel.reply = null;
  const host = new KernelHost(kernel, "ex");
  const mine = line("01");
  host.save([mine]);
  assert.equal(host.status(mine.id).is, "waiting");
  assert.equal(kept().length, 1);
  kernel.say({ type: "saved", id: mine.id });
  assert.equal(host.status(mine.id).is, "saved");
  assert.deepEqual([host.lines(), kept()], [[mine], []]);
});

test("after five seconds of silence the answer is kept and sent again, with the same id", () => {
  const kernel = new Kernel();
  kernel.reply = null;
  const host = new KernelHost(kernel, "ex");
  const mine = line("01");
  host.save([mine]);
  mock.timers.tick(5_000);
  const status = host.status(mine.id);
  assert.ok(status.is === "kept" && status.why.includes("does not answer"));
  assert.deepEqual(kernel.sent, [mine, mine]);
  kernel.reply = "saved";
  mock.timers.tick(10_000);
  assert.equal(host.status(mine.id).is, "saved");
});

test("what was pending when the page went away is sent when it comes back", () => {
  const dead = new Kernel();
  dead.reply = null;
  const before = new KernelHost(dead, "ex");
  const mine = line("01");
  before.save([mine]);
  before.close();
  const alive = new Kernel();
  const after = new KernelHost(alive, "ex");
  assert.deepEqual(alive.sent, [mine]);
  assert.deepEqual([after.status(mine.id).is, kept()], ["saved", []]);
});

test("what the record already holds is not sent again", () => {
  const dead = new Kernel();
  dead.reply = null;
  const mine = line("01");
  new KernelHost(dead, "ex").save([mine]);
  const alive = new Kernel();
  alive.lines = [mine];
  new KernelHost(alive, "ex");
  assert.deepEqual([alive.sent, kept()], [[], []]);
});

test("a pending answer never overtakes a newer one that is saved", () => {
  const dead = new Kernel();
  dead.reply = null;
  new KernelHost(dead, "ex").save([line("01")]);
  const alive = new Kernel();
  const newer = line("02");
  alive.lines = [newer];
  const host = new KernelHost(alive, "ex");
  assert.deepEqual([alive.sent, host.lines()], [[], [newer]]);
});

test("a refused answer does not count, and its reason is kept", () => {
  const kernel = new Kernel();
  kernel.reply = "refused";
  const host = new KernelHost(kernel, "ex");
  const mine = line("01");
  host.save([mine]);
  assert.deepEqual(host.status(mine.id), { is: "refused", why: "the disk is full" });
  assert.deepEqual([host.lines(), kept()], [[], []]);
});

test("a failed answer is tried again", () => {
  const kernel = new Kernel();
  kernel.reply = "failed";
  const host = new KernelHost(kernel, "ex");
  const mine = line("01");
  host.save([mine]);
  assert.equal(host.status(mine.id).is, "kept");
  kernel.reply = "saved";
  mock.timers.tick(20_000);
  assert.equal(host.status(mine.id).is, "saved");
});

test("a browser without storage still saves into the kernel", () => {
  Object.assign(globalThis, { window: {} });
  const kernel = new Kernel();
  const host = new KernelHost(kernel, "ex");
  const mine = line("01");
  host.save([mine]);
  assert.equal(host.status(mine.id).is, "saved");
});
