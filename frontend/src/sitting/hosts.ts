/** Where all of an assessment's answers go: a host for each section, and one for who sits. */

import { Listeners, type Host } from "../hosts/host";
import { asText, inOrder, type Line } from "../record";

export class Hosts {
  private readonly all = new Map<string, Host>();
  private readonly listeners = new Listeners();

  constructor(
    slugs: readonly string[],
    make: (slug: string) => Host,
  ) {
    for (const slug of new Set(slugs)) {
      const host = make(slug);
      host.watch(() => this.listeners.tell());
      this.all.set(slug, host);
    }
  }

  of(slug: string): Host {
    const host = this.all.get(slug);
    if (host === undefined) throw new Error(`no host for ${slug}`);
    return host;
  }

  get where(): Host["where"] {
    return this.each()[0]!.where;
  }

  /** The whole record, oldest line first. */
  lines(): Line[] {
    return inOrder(this.each().flatMap((host) => [...host.lines()]));
  }

  text(): string {
    return asText(this.lines());
  }

  /** How many lines are not where they should be kept; one that was only just sent may yet be. */
  unkept(): number {
    const late = (host: Host, { id }: Line): boolean => ["memory", "kept"].includes(host.status(id).is);
    return this.each().reduce((sum, host) => sum + host.lines().filter((line) => late(host, line)).length, 0);
  }

  /** Keep lines that came in a file. A kernel's record is in the order of arrival, where an old line would win. */
  take(lines: readonly Line[]): void {
    for (const [slug, host] of this.all) {
      const known = host.lines();
      const newest = new Map(known.map((line) => [line.item, line.at]));
      const fresh = lines.filter(
        (line) =>
          line.exercise === slug &&
          known.every(({ id }) => id !== line.id) &&
          (host.where === "page" || line.at > (newest.get(line.item) ?? "")),
      );
      if (fresh.length > 0) host.save(fresh);
    }
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  wipe(): void {
    for (const host of this.each()) host.wipe?.();
  }

  close(): void {
    for (const host of this.each()) host.close();
  }

  private each(): Host[] {
    return [...this.all.values()];
  }
}
