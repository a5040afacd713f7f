/** A member's tablet: what it wrote and what of that is on its way, for every sheet of theirs. */

import { Listeners, type Status } from "../hosts/host";
import { drop, get, keys, put } from "../hosts/store";
import { inOrder, isObject, parseLine, stamp, uuid, type Line } from "../record";
import { Net, Trouble, noAnswer } from "../sending/net";
import { Outbox } from "../sending/outbox";
import { BrowserShelf, type Refusal, type Shelf } from "../sending/shelf";
import type { DayData } from "./types";
import { words } from "./words";

type Kind = "score" | "lock" | "change" | "settled";

/** How a line that is not in the queue ended. */
export type Told = { is: "saved" } | { is: "refused"; why: string } | { is: "unknown"; why: string };

interface Parts {
  net?: Pick<Net, "post">;
  shelf?: Shelf;
}

export class Tablet {
  readonly outbox: Outbox;
  refusals: readonly Refusal[];
  private readonly net: Pick<Net, "post">;
  private readonly shelf: Shelf;
  private readonly drafts: string;
  private readonly refused = new Map<string, string>();
  private readonly listeners = new Listeners();
  private last: string | undefined;

  constructor(
    readonly data: DayData,
    { net = new Net(), shelf }: Parts = {},
  ) {
    // By member and not by link: a new link of theirs finds what still waits, and nobody else's does.
    const seat = `${data.campaign}:${data.member}`;
    this.net = net;
    this.shelf = shelf ?? new BrowserShelf(seat, "mp:day:");
    this.drafts = `mp:day-draft:${seat}:`;
    this.refusals = this.shelf.refused();
    this.outbox = new Outbox(
      this.shelf,
      (_, lines) => net.post(data.answers, "", { lines }),
      { ended: (line, end) => this.ended(line, end.is === "refused" ? end.why : null), unknown: () => undefined },
      undefined,
      words,
    );
    this.outbox.watch(() => this.listeners.tell());
    this.recover();
    this.outbox.kick();
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  line(kind: Kind, station: string, answer: Record<string, unknown>): Line {
    const { campaign, rev } = this.data;
    this.last = stamp(this.last);
    return { v: 1, id: uuid(), exercise: campaign, item: station, kind, rev, at: this.last, answer };
  }

  /** Keep what is being written, should the page close before it is queued; false where this browser keeps nothing. */
  draft(place: string, line: Line): boolean {
    return put(this.drafts + place, JSON.stringify(line));
  }

  give(place: string, line: Line): void {
    this.outbox.add([line], 0);
    drop(this.drafts + place);
  }

  /** Where a line stands that was given here. */
  status(id: string): Status {
    const why = this.refused.get(id);
    if (why !== undefined) return { is: "refused", why };
    return this.outbox.has(id) ? this.outbox.status() : { is: "saved" };
  }

  /** What waits of a sheet, oldest first. */
  waiting(station: string, unit: string): Line[] {
    const lines = this.outbox.entries().map(({ line }) => line);
    return lines.filter(({ item, answer }) => item === station && answer?.["unit"] === unit);
  }

  /** Send a line now, past the queue: a lock waits for nobody's network. */
  async send(line: Line): Promise<Told> {
    try {
      const { saved, refused } = await this.net.post(this.data.answers, "", { lines: [line] });
      if (Array.isArray(saved) && saved.includes(line.id)) return { is: "saved" };
      if (isObject(refused) && line.id in refused) return { is: "refused", why: String(refused[line.id]) };
      throw noAnswer();
    } catch (error) {
      return { is: "unknown", why: (error instanceof Trouble && error.say) || words.noServer };
    }
  }

  /** Somebody has read why a line was not taken: it leaves the tablet. */
  seen({ line }: Refusal): void {
    this.shelf.forget(line.id);
    this.refusals = this.shelf.refused();
    this.listeners.tell();
  }

  private ended(line: Line, why: string | null): void {
    if (why !== null) {
      this.refused.set(line.id, why);
      this.refusals = this.shelf.refused();
    }
    this.listeners.tell();
  }

  /** What a page that closed had not queued yet. */
  private recover(): void {
    const found = keys(this.drafts);
    const lines = inOrder(found.flatMap((key) => parseLine(get(key)) ?? []));
    if (lines.length > 0) this.outbox.add(lines, 0);
    for (const key of found) drop(key);
  }
}
