/** Answers on their way: in order, one request at a time, again and again until the server has said what became of each. */

import { Listeners, type Status } from "../hosts/host";
import { isObject, type Line } from "../record";
import { Backoff } from "./backoff";
import { noAnswer, Trouble } from "./net";
import { inQueue, type End, type Entry, type Shelf } from "./shelf";
import { sending, type Sending } from "./words";

export const MOST_LINES = 50;
const MOST_BYTES = 48_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** What another tab queued is sent from here too where it is still waiting by then: that tab may be gone. */
const ELSEWHERE = 5_000;

/** Failures that the same request would meet again. */
const POISON = [400, 413, 415];

/** Send lines that were given when the room was at `seq`; return the server's receipt, or throw a `Trouble`. */
export type Post = (seq: number, lines: readonly Line[]) => Promise<unknown>;

export interface Told {
  ended(line: Line, end: End): void;
  /** The server does not know this phone any more. */
  unknown(): void;
}

interface Receipt {
  saved: Set<unknown>;
  late: Set<unknown>;
  refused: Record<string, unknown>;
}

function asReceipt(data: unknown): Receipt {
  // Whatever is no receipt acknowledges nothing.
  if (!isObject(data) || !Array.isArray(data["saved"])) throw noAnswer();
  const { saved, late, refused } = data;
  return {
    saved: new Set(saved as unknown[]),
    late: new Set(Array.isArray(late) ? late : []),
    refused: isObject(refused) ? refused : {},
  };
}

const size = (line: Line): number => new TextEncoder().encode(JSON.stringify(line)).length + 1;

export class Outbox {
  private readonly held = new Map<string, Entry>();
  private readonly done = new Set<string>();
  private readonly listeners = new Listeners();
  private readonly backoff: Backoff;
  private readonly unwatch: () => void;
  private trouble: string | null = null;
  private most = MOST_LINES;
  private busy = false;
  private closed = false;
  private wake: (() => void) | null = null;
  private onDisk = true;

  constructor(
    private readonly shelf: Shelf,
    private readonly post: Post,
    private readonly told: Told,
    backoff: Backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT),
    private readonly words: Sending = sending,
  ) {
    this.backoff = backoff;
    this.unwatch = shelf.watch(
      (entry) => this.hear(entry),
      (line, end) => this.over(line, end),
    );
    for (const entry of shelf.all()) this.held.set(entry.line.id, entry);
  }

  /** What waits, in the order in which it is sent. */
  entries(): Entry[] {
    return [...this.held.values()].sort(inQueue);
  }

  get waiting(): number {
    return this.held.size;
  }

  /** Whether this browser keeps what waits, should the page close. */
  get lasts(): boolean {
    return this.onDisk;
  }

  has(id: string): boolean {
    return this.held.has(id);
  }

  status(): Status {
    return this.trouble === null ? { is: "waiting" } : { is: "kept", why: this.trouble };
  }

  add(lines: readonly Line[], seq: number): void {
    this.reread();
    let n = Math.max(0, ...Array.from(this.held.values(), (entry) => entry.n));
    for (const line of lines) {
      const entry = { n: ++n, seq, line };
      this.held.set(line.id, entry);
      if (!this.shelf.put(entry)) this.onDisk = false;
    }
    this.listeners.tell();
    this.kick();
  }

  /** Send now what waits: somebody came back, or the network did. */
  kick(): void {
    this.wake?.();
    void this.run();
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  close(): void {
    this.closed = true;
    this.unwatch();
    this.wake?.();
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (!this.closed) {
      this.reread();
      const batch = this.head();
      if (batch.length === 0) break;
      const wait = await this.deliver(batch);
      if (wait === null) break;
      if (wait > 0) await this.pause(wait);
    }
    this.busy = false;
  }

  /** Send a batch; return how long to wait before the next, null where only a kick goes on. */
  private async deliver(batch: readonly Entry[]): Promise<number | null> {
    try {
      const lines = batch.map(({ line }) => line);
      const receipt = asReceipt(await this.post(batch[0]!.seq, lines));
      if (this.settle(batch, receipt)) {
        this.backoff.reset();
        this.trouble = null;
        if (this.held.size === 0) this.most = MOST_LINES;
        this.listeners.tell();
        return 0;
      }
      return this.backoff.next();
    } catch (error) {
      return this.failed(batch, error instanceof Trouble ? error : noAnswer());
    }
  }

  private failed(batch: readonly Entry[], trouble: Trouble): number | null {
    if (trouble.status === 401) {
      this.told.unknown();
      return null;
    }
    if (POISON.includes(trouble.status)) {
      // One of them may be to blame: sent one by one, the others arrive.
      if (batch.length > 1) this.most = 1;
      else this.end(batch[0]!, { is: "refused", why: trouble.say || this.words.notTaken });
      return 0;
    }
    this.trouble = trouble.say || this.words.notSent(this.onDisk);
    this.listeners.tell();
    return this.backoff.next(trouble.after);
  }

  /** Take from the queue what has an end; false where nothing has. */
  private settle(batch: readonly Entry[], receipt: Receipt): boolean {
    let any = false;
    for (const entry of batch) {
      const { id } = entry.line;
      const why = Object.prototype.hasOwnProperty.call(receipt.refused, id) ? receipt.refused[id] : undefined;
      if (receipt.saved.has(id)) this.end(entry, { is: "saved", late: receipt.late.has(id) });
      else if (why !== undefined) this.end(entry, { is: "refused", why: String(why) || this.words.notTaken });
      else continue;
      any = true;
    }
    return any;
  }

  private end(entry: Entry, end: End): void {
    this.shelf.end(entry, end);
    this.over(entry.line, end);
  }

  private over(line: Line, end: End): void {
    this.held.delete(line.id);
    this.done.add(line.id);
    this.told.ended(line, end);
    this.listeners.tell();
  }

  private hear(entry: Entry): void {
    this.take(entry);
    this.listeners.tell();
    setTimeout(() => {
      if (!this.closed && this.held.has(entry.line.id)) this.kick();
    }, ELSEWHERE);
  }

  /** What another tab has queued goes first where it was first: the newest answer to a question must arrive last. */
  private reread(): void {
    for (const entry of this.shelf.all()) this.take(entry);
  }

  private take(entry: Entry): void {
    if (!this.held.has(entry.line.id) && !this.done.has(entry.line.id)) this.held.set(entry.line.id, entry);
  }

  /** What goes into the next request: from the front of the queue, given at one `seq`. */
  private head(): Entry[] {
    const all = this.entries();
    const batch: Entry[] = [];
    let bytes = 0;
    for (const entry of all) {
      bytes += size(entry.line);
      const full = batch.length >= this.most || (batch.length > 0 && bytes > MOST_BYTES);
      if (full || entry.seq !== all[0]!.seq) break;
      batch.push(entry);
    }
    return batch;
  }

  private pause(wait: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), wait);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }
}
