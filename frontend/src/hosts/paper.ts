/** An assessment's page: as a plain page, and nothing but the trainee takes an answer away. */

import { BrowserHost } from "./browser";
import { drop, get, keys, put } from "./store";

const PROBE = "mp:probe";

/** Whether this browser keeps anything at all. */
export function keeps(): boolean {
  const kept = put(PROBE, "1");
  drop(PROBE);
  return kept;
}

/** Another page or app may take what this one stores along when it closes. */
export function framed(): boolean {
  try {
    return window.top !== window.self;
  } catch {
    return true;
  }
}

export class PaperHost extends BrowserHost {
  constructor(slug: string) {
    super(slug);
    for (const event of ["focus", "pageshow"]) window.addEventListener(event, this.look);
    document.addEventListener("visibilitychange", this.look);
  }

  override close(): void {
    super.close();
    for (const event of ["focus", "pageshow"]) window.removeEventListener(event, this.look);
    document.removeEventListener("visibilitychange", this.look);
  }

  /** Another page of the same origin emptied the storage, as learning platforms do when one logs out. */
  protected override cleared(): void {
    for (const line of this.held.values()) this.keep(line.id, JSON.stringify(line));
  }

  private keep(id: string, text: string): void {
    if (put(this.prefix + id, text)) this.unkept.delete(id);
    else this.unkept.add(id);
  }

  /** Files get no word of what another tab saved in every browser; and a full storage may have room again. */
  private readonly look = (): void => {
    const before = this.held.size + this.unkept.size;
    for (const key of keys(this.prefix)) if (!this.held.has(key.slice(this.prefix.length))) this.take(get(key));
    for (const id of [...this.unkept]) {
      const line = this.held.get(id);
      if (line) this.keep(id, JSON.stringify(line));
    }
    if (this.held.size + this.unkept.size !== before) this.changed();
  };
}
