/** Lines that a kernel has not confirmed yet, kept in the browser so that a reload loses none. */

import { asLine, inOrder, isObject, type Line } from "../record";
import { drop, get, keys, put } from "./store";

/** On one JupyterHub several people share an origin, and may share a browser. */
export const scope = (path: string): string => /^.*?\/user\/[^/]+\//.exec(path)?.[0] ?? "/";

export class Pending {
  private readonly prefix: string;
  private readonly here = scope(location.pathname);

  constructor(private readonly slug: string) {
    this.prefix = `mp:pending:${slug}:`;
  }

  all(): Line[] {
    return inOrder(keys(this.prefix).flatMap((key) => this.read(get(key)) ?? []));
  }

  put(line: Line): void {
    put(this.prefix + line.id, JSON.stringify({ scope: this.here, line }));
  }

  drop(id: string): void {
    drop(this.prefix + id);
  }

  private read(text: string | null): Line | null {
    try {
      const data: unknown = JSON.parse(text ?? "null");
      if (!isObject(data) || data["scope"] !== this.here) return null;
      const line = asLine(data["line"]);
      return line?.exercise === this.slug ? line : null;
    } catch {
      return null;
    }
  }
}
