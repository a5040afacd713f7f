/** Following the room for a projector: the browser's own event stream, and polling where it does not come through. */

import { asCounts, asWall, type Counts, type Wall } from "./types";

const POLL = 3_000;
/** A stream that said nothing for so long is held back by something in between. */
const SILENCE = 45_000;

export interface Shown {
  wall(wall: Wall): void;
  counts(counts: Counts): void;
  heard(on: boolean): void;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

export class Follow {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = Date.now();
  private closed = false;

  constructor(
    private readonly base: string,
    private readonly shown: Shown,
  ) {
    void this.poll();
    this.stream();
  }

  close(): void {
    this.closed = true;
    this.source?.close();
    clearTimeout(this.timer);
  }

  private stream(): void {
    const source = new EventSource(`${this.base}/stream`);
    this.source = source;
    source.addEventListener("state", (event) => this.take((event as MessageEvent<string>).data));
    source.addEventListener("counts", (event) => {
      const counts = asCounts(parsed((event as MessageEvent<string>).data));
      this.alive();
      if (counts) this.shown.counts(counts);
    });
    source.addEventListener("error", () => {
      // A browser gives up for good where the answer was no stream; a server that restarts is such a one.
      if (source.readyState !== EventSource.CLOSED || this.closed) return;
      source.close();
      setTimeout(() => !this.closed && this.stream(), POLL);
    });
  }

  private take(text: string): void {
    const wall = asWall(parsed(text));
    this.alive();
    if (wall) this.shown.wall(wall);
  }

  private alive(): void {
    this.last = Date.now();
    this.shown.heard(true);
  }

  /** Ask by itself where the stream is silent. */
  private async poll(): Promise<void> {
    const first = this.source === null;
    if (first || Date.now() - this.last > SILENCE || this.source?.readyState !== EventSource.OPEN) {
      try {
        const response = await fetch(`${this.base}/state`);
        if (!response.ok) throw new Error(String(response.status));
        const text = await response.text();
        this.take(text);
        const counts = asCounts(parsed(text));
        if (counts) this.shown.counts(counts);
      } catch {
        this.shown.heard(false);
      }
    }
    if (!this.closed) this.timer = setTimeout(() => void this.poll(), POLL);
  }
}
