/** Answers on their way, kept on this phone until the server has them: one key a line, so that two tabs share them. */

import { drop, get, keys, put } from "../hosts/store";
import { asLine, isObject, type Line } from "../record";

/** An answer on its way. */
export interface Entry {
  /** Its place in the queue. */
  n: number;
  /** What the phone had seen of the room when the answer was given. */
  seq: number;
  line: Line;
}

/** What became of an answer. */
export type End = { is: "saved"; late: boolean } | { is: "refused"; why: string };

export interface Refusal {
  line: Line;
  why: string;
}

export interface Shelf {
  all(): Entry[];
  /** Keep an answer; false where this browser keeps nothing. */
  put(entry: Entry): boolean;
  /** Let an answer go, and tell other tabs what became of it; one that was refused stays until that was read. */
  end(entry: Entry, end: End): void;
  refused(): Refusal[];
  forget(id: string): void;
  /** Answers that another tab queues, or hears about, from now on; returns what ends that. */
  watch(queued: (entry: Entry) => void, ended: (line: Line, end: End) => void): () => void;
}

const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

function asEnd(data: unknown): End | null {
  if (!isObject(data)) return null;
  if (data["is"] === "refused") return { is: "refused", why: String(data["why"]) };
  return data["is"] === "saved" ? { is: "saved", late: data["late"] === true } : null;
}

/** Read what was kept; damaged text is nothing. */
function read(text: string | null): { entry: Entry; end: End | null } | null {
  try {
    const data: unknown = JSON.parse(text ?? "null");
    const line = isObject(data) ? asLine(data["line"]) : null;
    if (!isObject(data) || line === null) return null;
    const end = asEnd(data["end"]);
    return { entry: { n: number(data["n"]), seq: number(data["seq"]), line }, end };
  } catch {
    return null;
  }
}

export const inQueue = (a: Entry, b: Entry): number => a.n - b.n || (a.line.id < b.line.id ? -1 : 1);

export class BrowserShelf implements Shelf {
  private readonly prefix: string;

  /** `seat` says whose these are: two rooms share a browser. */
  constructor(seat: string, under = "mp:room:") {
    this.prefix = `${under}${seat}:`;
  }

  all(): Entry[] {
    const found = keys(this.prefix).flatMap((key) => read(get(key)) ?? []);
    return found.flatMap(({ entry, end }) => (end === null ? [entry] : [])).sort(inQueue);
  }

  put(entry: Entry): boolean {
    return put(this.prefix + entry.line.id, JSON.stringify(entry));
  }

  end(entry: Entry, end: End): void {
    const key = this.prefix + entry.line.id;
    // Other tabs hear of each change of a key: what became of it is said before it goes.
    if (get(key) !== null) put(key, JSON.stringify({ ...entry, end }));
    if (end.is === "saved") drop(key);
  }

  refused(): Refusal[] {
    const found = keys(this.prefix).flatMap((key) => read(get(key)) ?? []);
    return found.flatMap(({ entry, end }) => (end?.is === "refused" ? [{ line: entry.line, why: end.why }] : []));
  }

  forget(id: string): void {
    drop(this.prefix + id);
  }

  watch(queued: (entry: Entry) => void, ended: (line: Line, end: End) => void): () => void {
    const heard = ({ key, newValue }: StorageEvent): void => {
      const found = key?.startsWith(this.prefix) ? read(newValue) : null;
      if (found?.end) ended(found.entry.line, found.end);
      else if (found) queued(found.entry);
    };
    window.addEventListener("storage", heard);
    return () => window.removeEventListener("storage", heard);
  }
}
