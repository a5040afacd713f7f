/** Server-sent events, read from whatever pieces the network delivers. Pure. */

export interface Event {
  name: string;
  data: string;
}

export class Events {
  /** When the server wishes this phone back after the stream has ended, in milliseconds. */
  retry: number | null = null;
  private rest = "";
  private name = "";
  private data: string[] = [];

  /** Take in a piece; return the events that it completes. */
  feed(piece: string): Event[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop()!;
    return lines.flatMap((line) => this.line(line) ?? []);
  }

  private line(line: string): Event | null {
    if (line === "") return this.event();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.name = value;
    else if (field === "data") this.data.push(value);
    else if (field === "retry" && /^\d{1,7}$/.test(value)) this.retry = Number(value);
    return null;
  }

  private event(): Event | null {
    const { name, data } = this;
    this.name = "";
    this.data = [];
    return data.length > 0 ? { name: name || "message", data: data.join("\n") } : null;
  }
}
