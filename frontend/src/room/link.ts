/** Following the room: a stream while the page is looked at, polling where streams do not come through. */

import { Backoff } from "../sending/backoff";
import { Events } from "./events";
import { headersOf, noAnswer, Trouble, troubleOf, type Net } from "../sending/net";
import { asRoom, type RoomState } from "./state";

/** The server sends a sign of life every 15 seconds; without one for so long the connection is dead. */
const SILENCE = 40_000;
/** A stream of which nothing at all arrives for so long is held back by something in between. */
const FIRST_WORD = 8_000;
/** How long a page that nobody looks at keeps its stream. */
const UNSEEN = 30_000;
/** After so long out of sight, a connection may be dead without knowing it. */
const DOUBTFUL = 10_000;
/** When the network comes back, it comes back for the whole room. */
const TOGETHER = 1_500;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;
/** After so many streams that said nothing or never began, it is polling, and a stream is tried now and then. */
const MOST_MUTE = 2;
const POLLS_BETWEEN = 30;
const LEAST_POLL = 1_000;

export interface Followed {
  state(state: RoomState): void;
  /** Whether the server is heard. */
  heard(on: boolean): void;
  /** The server does not know this phone any more. */
  unknown(): void;
}

/** What of the browser this needs; a test has its own. */
export interface Surroundings {
  hidden(): boolean;
  /** Call back when the page is looked at again, or left, or when the network is another; returns what ends that. */
  watch(looked: () => void, network: () => void): () => void;
}

export const browser: Surroundings = {
  hidden: () => document.visibilityState === "hidden",
  watch(looked, network) {
    document.addEventListener("visibilitychange", looked);
    window.addEventListener("online", network);
    // A page that comes back from the browser's memory has no connection any more.
    const shown = (event: PageTransitionEvent): void => {
      if (event.persisted) network();
    };
    window.addEventListener("pageshow", shown);
    return () => {
      document.removeEventListener("visibilitychange", looked);
      window.removeEventListener("online", network);
      window.removeEventListener("pageshow", shown);
    };
  },
};

/** Rejects once the signal is given; some browsers leave a read hanging. */
function aborted(signal: AbortSignal): Promise<never> {
  const end = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(noAnswer())));
  end.catch(() => undefined);
  return end;
}

export class Link {
  private stop = new AbortController();
  private closed = false;
  private mute = 0;
  private polls = 0;
  private retry: number | null = null;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private coming: ReturnType<typeof setTimeout> | undefined;
  private left: number | null = null;
  private renewing = false;
  private wake: (() => void) | null = null;
  private readonly unwatch: () => void;

  constructor(
    private readonly net: Net,
    private readonly token: string,
    /** What this phone has seen; null for nothing. */
    private readonly seen: () => number | null,
    private readonly followed: Followed,
    private readonly around: Surroundings = browser,
    private readonly backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT),
  ) {
    this.unwatch = around.watch(
      () => this.looked(),
      () => this.network(),
    );
    void this.follow();
  }

  close(): void {
    this.closed = true;
    this.unwatch();
    clearTimeout(this.leaving);
    clearTimeout(this.coming);
    this.stop.abort();
    this.wake?.();
  }

  private async follow(): Promise<void> {
    while (!this.closed) {
      if (this.around.hidden()) await this.pause(null);
      if (this.closed) return;
      this.stop = new AbortController();
      this.renewing = false;
      const { streams } = this;
      try {
        const wait = streams ? await this.stream() : await this.poll();
        await this.pause(wait);
      } catch (error) {
        if (this.closed) return;
        const trouble = error instanceof Trouble ? error : noAnswer();
        if (trouble.status === 401) {
          this.followed.unknown();
          return;
        }
        // Left by itself, because nobody looked or to begin afresh, is no trouble.
        if (this.renewing || this.around.hidden()) continue;
        this.followed.heard(false);
        // Where polling fails as well, it is not for the stream.
        this.mute = streams ? this.mute + 1 : 0;
        await this.pause(this.backoff.next(trouble.after));
      }
    }
  }

  private get streams(): boolean {
    return this.mute < MOST_MUTE || this.polls >= POLLS_BETWEEN;
  }

  /** Follow a stream to its end; return how long to wait before the next. */
  private async stream(): Promise<number> {
    this.polls = 0;
    const { signal } = this.stop;
    const seen = this.seen();
    const clock = this.watchdog(FIRST_WORD);
    let any = false;
    try {
      const path = `/room/api/stream${seen === null ? "" : `?seq=${seen}`}`;
      const headers = { ...headersOf(this.token), Accept: "text/event-stream" };
      const response = await this.net.open(path, { headers, signal, cache: "no-store" });
      if (!response.ok) throw await troubleOf(response);
      if (!/^text\/event-stream/.test(response.headers.get("Content-Type") ?? "")) throw noAnswer();
      const reader = response.body?.getReader?.();
      if (!reader) {
        // A browser that cannot read as it comes.
        this.mute = MOST_MUTE;
        this.stop.abort();
        return 0;
      }
      const end = aborted(signal);
      const events = new Events();
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await Promise.race([reader.read(), end]);
        if (done) break;
        clock.again(SILENCE);
        this.heard();
        any = true;
        for (const event of events.feed(decoder.decode(value, { stream: true }))) {
          if (event.name === "state") this.take(event.data);
        }
        this.retry = events.retry ?? this.retry;
      }
    } finally {
      clock.stop();
      if (any) this.mute = 0;
    }
    // It ended in good order, as when the server stops: it says itself when to be back.
    this.followed.heard(false);
    return this.backoff.next(this.retry ?? 0);
  }

  /** Ask once; return how long to wait before the next time. */
  private async poll(): Promise<number> {
    this.polls++;
    const state = asRoom(await this.net.get("/room/api/state", this.token));
    if (state === null) throw noAnswer();
    this.heard();
    this.followed.state(state);
    return Math.max(state.again, LEAST_POLL) * (0.75 + Math.random() / 2);
  }

  private heard(): void {
    this.backoff.reset();
    this.followed.heard(true);
  }

  private take(text: string): void {
    let data: unknown = null;
    try {
      data = JSON.parse(text);
    } catch {
      // Cut short by something in between; the next one is whole.
    }
    const state = asRoom(data);
    if (state !== null) this.followed.state(state);
  }

  /** Ends the connection where nothing is heard for too long. */
  private watchdog(first: number) {
    const { stop } = this;
    const clock = {
      again(patience: number): void {
        clearTimeout(timer);
        timer = setTimeout(bark, patience);
      },
      stop: (): void => clearTimeout(timer),
    };
    const bark = (): void => stop.abort();
    let timer = setTimeout(bark, first);
    return clock;
  }

  /** The page is looked at again, or was left. */
  private looked(): void {
    clearTimeout(this.leaving);
    if (this.around.hidden()) {
      this.left = Date.now();
      this.leaving = setTimeout(() => this.stop.abort(), UNSEEN);
      return;
    }
    const away = this.left === null ? 0 : Math.abs(Date.now() - this.left);
    this.left = null;
    if (away > DOUBTFUL) this.renew();
    else this.wake?.();
  }

  private network(): void {
    clearTimeout(this.coming);
    this.coming = setTimeout(() => this.renew(), Math.random() * TOGETHER);
  }

  /** Begin afresh, at once. */
  private renew(): void {
    this.renewing = true;
    this.stop.abort();
    this.wake?.();
  }

  /** Wait so long, or until there is a reason to go on; null waits for that alone. */
  private pause(wait: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = wait === null ? undefined : setTimeout(() => this.wake?.(), wait);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }
}
