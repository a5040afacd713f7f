/** A kernel: an answer is saved once the kernel says so; until then it is kept here and sent again. */

import { asLine, isObject, type Line } from "../record";
import { say } from "../strings";
import { Listeners, type Host, type Status } from "./host";
import type { Model } from "./model";
import { Pending } from "./pending";

const PATIENCE = 5_000;
const LONGEST_WAIT = 60_000;

interface Waiting {
  line: Line;
  status: Status;
  wait: number;
  timer?: ReturnType<typeof setTimeout>;
}

export class KernelHost implements Host {
  readonly where = "kernel";
  private readonly pending: Pending;
  private readonly waiting = new Map<string, Waiting>();
  private readonly refused = new Map<string, string>();
  private readonly listeners = new Listeners();
  private saved: Line[] = [];

  constructor(
    private readonly model: Model,
    private readonly slug: string,
  ) {
    this.pending = new Pending(slug);
    this.read();
    model.on("msg:custom", this.heard);
    model.on("change:lines", this.reread);
    for (const line of this.pending.all()) this.queue(line);
    this.settle();
    for (const entry of this.waiting.values()) this.send(entry);
  }

  lines(): readonly Line[] {
    return [...this.saved, ...Array.from(this.waiting.values(), (entry) => entry.line)];
  }

  status(id: string): Status {
    const why = this.refused.get(id);
    if (why !== undefined) return { is: "refused", why };
    return this.waiting.get(id)?.status ?? { is: "saved" };
  }

  save(lines: readonly Line[]): void {
    for (const line of lines) {
      this.pending.put(line);
      this.send(this.queue(line));
    }
    this.listeners.tell();
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  close(): void {
    this.model.off("msg:custom", this.heard);
    this.model.off("change:lines", this.reread);
    for (const entry of this.waiting.values()) clearTimeout(entry.timer);
  }

  private read(): void {
    const lines = this.model.get("lines");
    this.saved = (Array.isArray(lines) ? lines : []).flatMap((data) => asLine(data) ?? []);
    this.saved = this.saved.filter((line) => line.exercise === this.slug);
  }

  private queue(line: Line): Waiting {
    const entry: Waiting = { line, status: { is: "waiting" }, wait: PATIENCE };
    this.waiting.set(line.id, entry);
    return entry;
  }

  private send(entry: Waiting): void {
    try {
      this.model.send({ type: "answer", line: entry.line });
    } catch {
      // The channel is closed: the same as a kernel that does not answer.
    }
    this.later(entry, () => this.keep(entry, say.noKernel));
  }

  private later(entry: Waiting, what: () => void): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(what, entry.wait);
    entry.wait = Math.min(entry.wait * 2, LONGEST_WAIT);
  }

  private keep(entry: Waiting, why: string): void {
    entry.status = { is: "kept", why };
    this.send(entry);
    this.listeners.tell();
  }

  private forget(id: string): void {
    clearTimeout(this.waiting.get(id)?.timer);
    this.waiting.delete(id);
    this.pending.drop(id);
  }

  /** Forget what is saved by now, and what a newer saved answer has overtaken: sent again, it would win. */
  private settle(): void {
    for (const { line } of [...this.waiting.values()]) {
      const done = this.saved.some((known) => known.id === line.id);
      const overtaken = this.saved.some((known) => known.item === line.item && known.at > line.at);
      if (done || overtaken) this.forget(line.id);
    }
  }

  private readonly reread = (): void => {
    this.read();
    this.settle();
    this.listeners.tell();
  };

  private readonly heard = (message: unknown): void => {
    if (!isObject(message)) return;
    const entry = this.waiting.get(String(message["id"]));
    if (entry === undefined) return;
    const why = String(message["why"] ?? "");
    if (message["type"] === "saved") {
      if (this.saved.every((known) => known.id !== entry.line.id)) this.saved.push(entry.line);
      this.settle();
    } else if (message["type"] === "refused") {
      this.refused.set(entry.line.id, why);
      this.forget(entry.line.id);
    } else if (message["type"] === "failed") {
      entry.status = { is: "kept", why: say.failed(why) };
      this.later(entry, () => this.send(entry));
    }
    this.listeners.tell();
  };
}
