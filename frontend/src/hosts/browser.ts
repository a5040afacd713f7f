/** A plain page: every line is a key of its own, so that two tabs never overwrite one another. */

import { inOrder, parseLine, type Line } from "../record";
import { Listeners, type Host, type Status } from "./host";
import { drop, get, keys, put } from "./store";

export class BrowserHost implements Host {
  readonly where = "page";
  protected readonly prefix: string;
  protected readonly held = new Map<string, Line>();
  protected readonly unkept = new Set<string>();
  private readonly listeners = new Listeners();
  private ordered: Line[] | null = null;

  constructor(private readonly slug: string) {
    this.prefix = `mp:line:${slug}:`;
    for (const key of keys(this.prefix)) this.take(get(key));
    window.addEventListener("storage", this.heard);
  }

  lines(): readonly Line[] {
    return (this.ordered ??= inOrder(this.held.values()));
  }

  status(id: string): Status {
    return { is: this.unkept.has(id) ? "memory" : "saved" };
  }

  save(lines: readonly Line[]): void {
    for (const line of lines) {
      this.held.set(line.id, line);
      if (!put(this.prefix + line.id, JSON.stringify(line))) this.unkept.add(line.id);
    }
    this.changed();
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  wipe(): void {
    for (const key of keys(this.prefix)) drop(key);
    this.held.clear();
    this.unkept.clear();
    this.changed();
  }

  close(): void {
    window.removeEventListener("storage", this.heard);
  }

  protected take(text: string | null): void {
    const line = parseLine(text);
    if (line !== null && line.exercise === this.slug) this.held.set(line.id, line);
  }

  protected changed(): void {
    this.ordered = null;
    this.listeners.tell();
  }

  /** Somebody emptied the whole storage. */
  protected cleared(): void {
    for (const id of [...this.held.keys()]) if (!this.unkept.has(id)) this.held.delete(id);
  }

  /** Another tab wrote, or cleared. */
  private readonly heard = (event: StorageEvent): void => {
    if (event.key === null) this.cleared();
    else if (!event.key.startsWith(this.prefix)) return;
    else if (event.newValue === null) this.held.delete(event.key.slice(this.prefix.length));
    else this.take(event.newValue);
    this.changed();
  };
}
