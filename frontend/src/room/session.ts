/** One phone in one room: what the room shows, what was answered, and what is on its way. */

import { Listeners, type Status } from "../hosts/host";
import { asLine, isObject, type Line } from "../record";
import { Backoff } from "../sending/backoff";
import { Book } from "./book";
import { Link, type Surroundings } from "./link";
import { Net, Trouble } from "../sending/net";
import { Outbox } from "../sending/outbox";
import { keepSeat, shelfOf, type Seat } from "./seat";
import { BrowserShelf, type End, type Refusal, type Shelf } from "../sending/shelf";
import { asSpread, type RoomState, type Spread } from "./state";

/** A state older than what this phone has seen may come from a server that is a moment behind. */
const BEHIND = 2_000;
/** A short gap is not worth a word. */
const GRACE = 4_000;
const SAME_END = 1_500;

interface Parts {
  /** Somebody who was only just let in has answered nothing before. */
  fresh?: boolean;
  net?: Net;
  shelf?: Shelf;
  around?: Surroundings;
}

export class Session {
  state: RoomState | null = null;
  /** When the timer runs out, by `performance.now()`; null without one. */
  ends: number | null = null;
  /** Whether the server has not been heard for a while. */
  away = false;
  /** Whether the room does not know this phone any more. */
  gone = false;
  /** Whether this phone's earlier answers are here. */
  recalled = false;
  refusals: readonly Refusal[] = [];
  readonly book: Book;
  readonly outbox: Outbox;
  private readonly net: Net;
  private readonly shelf: Shelf;
  private readonly link: Link;
  private readonly listeners = new Listeners();
  private readonly saved = new Map<string, Line>();
  private readonly late = new Set<string>();
  private readonly spreads = new Map<number, Spread>();
  private readonly asked = new Set<number>();
  private grace: ReturnType<typeof setTimeout> | undefined;
  private behind: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    public seat: Seat,
    first: RoomState | null,
    { fresh = false, net = new Net(), shelf = new BrowserShelf(shelfOf(seat)), around }: Parts = {},
  ) {
    this.net = net;
    this.shelf = shelf;
    this.recalled = fresh;
    this.refusals = shelf.refused();
    this.book = new Book((slug) => net.get(`/room/api/exercise/${slug}`, seat.token));
    this.book.watch(() => this.listeners.tell());
    this.outbox = new Outbox(
      shelf,
      (seq, lines) => net.post("/room/api/answers", seat.token, { seq, lines }),
      { ended: (line, end) => this.ended(line, end), unknown: () => this.lost() },
    );
    this.outbox.watch(() => this.listeners.tell());
    if (first !== null) this.accept(first);
    this.link = new Link(
      net,
      seat.token,
      () => this.state?.seq ?? null,
      { state: (state) => this.take(state), heard: (on) => this.heard(on), unknown: () => this.lost() },
      around,
    );
    void this.recall();
    this.outbox.kick();
  }

  /** This phone's answers, in the order in which they count; those still on their way last. */
  lines(): Line[] {
    return [...this.saved.values(), ...this.outbox.entries().map(({ line }) => line)];
  }

  status(id: string): Status {
    const refusal = this.refusals.find(({ line }) => line.id === id);
    if (refusal) return { is: "refused", why: refusal.why };
    return this.outbox.has(id) ? this.outbox.status() : { is: "saved" };
  }

  wasLate(id: string): boolean {
    return this.late.has(id);
  }

  give(lines: readonly Line[]): void {
    this.outbox.add(lines, this.state?.seq ?? 0);
  }

  /** Put a notice away. */
  seen(refusal: Refusal): void {
    this.refusals = this.refusals.filter((each) => each !== refusal);
    this.shelf.forget(refusal.line.id);
    this.listeners.tell();
  }

  /** Return how the room answered a step that is revealed; ask for it where it did not come by itself. */
  spread(number: number): Spread | null {
    const { state } = this;
    if (state === null) return null;
    if (number === state.step && state.spread !== null) return state.spread;
    if (!this.spreads.has(number) && !this.asked.has(number)) void this.askSpread(number);
    return this.spreads.get(number) ?? null;
  }

  /** The token of this phone's page to take home. */
  async home(): Promise<string | null> {
    const { token } = await this.net.post("/room/api/home", this.seat.token, {});
    return typeof token === "string" ? token : null;
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  close(): void {
    this.closed = true;
    this.link.close();
    this.outbox.close();
    clearTimeout(this.grace);
    clearTimeout(this.behind);
  }

  private take(state: RoomState): void {
    clearTimeout(this.behind);
    if (this.state !== null && state.seq < this.state.seq) {
      this.behind = setTimeout(() => this.accept(state), BEHIND);
    } else this.accept(state);
  }

  private accept(state: RoomState): void {
    const before = this.state;
    // The same thing stays the same object, so that nothing is drawn anew under somebody's hands.
    if (before && JSON.stringify(before.here) === JSON.stringify(state.here)) state = { ...state, here: before.here };
    this.state = state;
    this.ends = this.endOf(state, before);
    this.book.heard(state);
    // Counted again once it is revealed again.
    for (const number of [...this.asked]) if (state.plan[number]?.phase !== "revealed") this.forgetSpread(number);
    if (state.step !== null) this.book.want(state, state.step, before !== null);
    if (this.seat.title !== state.title || !this.seat.inside) {
      this.seat = { ...this.seat, title: state.title, inside: true, at: Date.now() };
      keepSeat(this.seat);
    }
    this.listeners.tell();
  }

  /** When the timer runs out; as it was before, where that is the same but for the time it was on its way. */
  private endOf({ timer }: RoomState, before: RoomState | null): number | null {
    if (timer === null) return null;
    const ends = performance.now() + timer.ends - timer.now;
    const same = before?.timer?.ends === timer.ends && this.ends !== null && Math.abs(this.ends - ends) < SAME_END;
    return same ? this.ends : ends;
  }

  private heard(on: boolean): void {
    if (on) {
      clearTimeout(this.grace);
      this.grace = undefined;
      if (this.away) this.outbox.kick();
      if (this.away) this.listeners.tell();
      this.away = false;
    } else if (!this.away && this.grace === undefined) {
      this.grace = setTimeout(() => {
        this.away = true;
        this.listeners.tell();
      }, GRACE);
    }
  }

  private lost(): void {
    this.gone = true;
    this.listeners.tell();
  }

  private ended(line: Line, end: End): void {
    if (end.is === "saved") {
      this.saved.set(line.id, line);
      if (end.late) this.late.add(line.id);
    } else if (this.refusals.every((refusal) => refusal.line.id !== line.id)) {
      this.refusals = [...this.refusals, { line, why: end.why }];
    }
  }

  /** Fetch what this phone has answered before. */
  private async recall(): Promise<void> {
    const backoff = new Backoff(1_000, 20_000);
    while (!this.closed && !this.recalled) {
      try {
        const { lines, late } = await this.net.get("/room/api/mine", this.seat.token);
        this.remember(Array.isArray(lines) ? lines : [], Array.isArray(late) ? late : []);
      } catch (error) {
        if (error instanceof Trouble && error.status === 401) return;
        const wait = backoff.next(error instanceof Trouble ? error.after : 0);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  private remember(lines: readonly unknown[], late: readonly unknown[]): void {
    const meanwhile = [...this.saved.values()];
    this.saved.clear();
    for (const line of [...lines.flatMap((data) => asLine(data) ?? []), ...meanwhile]) {
      if (!this.saved.has(line.id)) this.saved.set(line.id, line);
    }
    for (const id of late) this.late.add(String(id));
    this.recalled = true;
    this.listeners.tell();
  }

  private forgetSpread(number: number): void {
    this.asked.delete(number);
    this.spreads.delete(number);
  }

  private async askSpread(number: number): Promise<void> {
    this.asked.add(number);
    try {
      const data = await this.net.get(`/room/api/spread/${number}`, this.seat.token);
      const spread = isObject(data) ? asSpread(data["spread"]) : null;
      if (spread !== null) this.spreads.set(number, spread);
      this.listeners.tell();
    } catch {
      // Asked again when the step is looked at again.
      setTimeout(() => this.asked.delete(number), 5_000);
    }
  }
}
