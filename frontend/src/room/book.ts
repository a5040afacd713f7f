/** The room's exercises, as far as this phone has been shown them. */

import { Listeners } from "../hosts/host";
import { isObject } from "../record";
import { asPayload } from "../player/payload";
import type { ItemBase, Payload, Utterance } from "../types";
import { Backoff } from "../sending/backoff";
import { Trouble } from "../sending/net";
import { asLines, type RoomState, type Step } from "./state";

/** A room's phones ask for an exercise when its first step is shown; not all in one moment. */
const SPREAD_MS = 700;
/** A server that has not yet heard of the trainer's step is asked again so often. */
const MOST_TRIES = 4;

export interface Known {
  payload: Payload;
  /** Whether the whole transcript is here, not just what the trainer has read out. */
  whole: boolean;
}

const stepsOf = (state: RoomState, slug: string): Step[] =>
  state.plan.filter((step): step is Step => step?.exercise === slug);

/** What of an exercise has been shown: where this is the same, asking again brings nothing new. */
export const markOf = (state: RoomState, slug: string): string => {
  const here = state.here?.kind === "transcript" && state.here.exercise === slug ? state.here.shown : "";
  const steps = state.plan.map((step) => (step?.exercise === slug ? (step.phase === "revealed" ? "r" : "s") : ""));
  return `${steps.join(",")}:${here}`;
};

/** The server shows the whole transcript once a question about it was reached, or where nothing presents it. */
export const isWhole = (state: RoomState, slug: string): boolean => {
  const steps = stepsOf(state, slug);
  return steps.some(({ kind }) => kind === "item") || steps.every(({ kind }) => kind !== "transcript");
};

export function withoutKey(item: ItemBase): ItemBase {
  const { key: _, ...rest } = item as ItemBase & { key?: unknown };
  return rest;
}

const keyed = (item: ItemBase): boolean => isObject((item as unknown as Record<string, unknown>)["key"]);

/** Whether what is known of an exercise is too little to show a step. */
export function lacks(known: Known | undefined, state: RoomState, number: number): boolean {
  const step = state.plan[number];
  if (!step?.exercise) return false;
  if (known === undefined) return true;
  const here = number === state.step ? state.here : null;
  if (step.kind === "transcript") {
    if (here?.kind === "transcript") return (known.payload.exercise.transcript ?? []).length < here.shown;
    return false;
  }
  if (!known.whole && isWhole(state, step.exercise)) return true;
  if (here?.kind === "item") return false;
  const item = known.payload.exercise.items.find(({ id }) => id === step.item);
  return item === undefined || (step.phase === "revealed" && !keyed(item));
}

interface Wanted {
  slug: string;
  mark: string;
  state: RoomState;
  number: number;
}

export class Book {
  private readonly known = new Map<string, Known>();
  private readonly asking = new Map<string, string>();
  private readonly answered = new Map<string, string>();
  private readonly listeners = new Listeners();

  constructor(
    private readonly fetchOne: (slug: string) => Promise<unknown>,
    private readonly backoff: () => Backoff = () => new Backoff(1_000, 15_000),
  ) {}

  get(slug: string): Known | undefined {
    return this.known.get(slug);
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  /** Take in the line of a transcript that came with the state. */
  heard(state: RoomState): void {
    const { here } = state;
    if (here?.kind !== "transcript") return;
    const known = this.known.get(here.exercise);
    const [line] = asLines(here.lines);
    if (known === undefined || line === undefined) return;
    const lines = known.payload.exercise.transcript ?? [];
    if (lines.length === here.shown - 1) this.put(here.exercise, known, [...lines, line], here.shown >= here.of);
  }

  /** See to it that a step can be shown; `soon` where a whole room wants the same at this moment. */
  want(state: RoomState, number: number, soon: boolean): void {
    const slug = state.plan[number]?.exercise;
    if (!slug || !lacks(this.known.get(slug), state, number)) return;
    const mark = markOf(state, slug);
    if (this.asking.get(slug) === mark || this.answered.get(slug) === mark) return;
    this.asking.set(slug, mark);
    void this.ask({ slug, mark, state, number }, soon ? Math.random() * SPREAD_MS : 0);
  }

  private async ask({ slug, mark, state, number }: Wanted, wait: number): Promise<void> {
    const backoff = this.backoff();
    const wanted = (): boolean => this.asking.get(slug) === mark;
    let pause = wait;
    // Again and again until it is there, unless the room has gone on and something else is asked.
    for (let tries = 1; wanted(); tries++) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (!wanted()) return;
      try {
        const payload = asPayload(await this.fetchOne(slug));
        if (payload !== null) this.known.set(slug, { payload, whole: isWhole(state, slug) });
        this.listeners.tell();
        pause = backoff.next();
        if (lacks(this.known.get(slug), state, number) && tries < MOST_TRIES) continue;
        this.answered.set(slug, mark);
        if (wanted()) this.asking.delete(slug);
      } catch (error) {
        pause = backoff.next(error instanceof Trouble ? error.after : 0);
        if (error instanceof Trouble && error.status === 401) this.asking.delete(slug);
      }
    }
  }

  private put(slug: string, known: Known, transcript: Utterance[], whole: boolean): void {
    const exercise = { ...known.payload.exercise, transcript };
    this.known.set(slug, { payload: { ...known.payload, exercise }, whole: known.whole || whole });
    this.listeners.tell();
  }
}
