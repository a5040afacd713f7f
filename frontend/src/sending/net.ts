/** Requests to the room's server: JSON, bounded in time; each failure has a name and a sentence. */

import { isObject } from "../record";

export type Send = (path: string, init: RequestInit) => Promise<Response>;

const PATIENCE = 15_000;
/** A server that asks for a longer wait than this is asked sooner. */
const LONGEST_ASKED = 60_000;

/** What to ask somebody at the door before they can come in. */
export interface Asked {
  title: string;
  tables: number;
  names: boolean;
}

export class Trouble extends Error {
  constructor(
    /** 0 where no answer of our server arrived. */
    readonly status: number,
    readonly why: string,
    readonly say: string,
    /** After how many milliseconds the server wants to be asked again. */
    readonly after = 0,
    readonly ask: Asked | null = null,
  ) {
    super(why);
  }

  /** Whether the same request may have another answer later. */
  get passes(): boolean {
    return ![400, 401, 403, 404, 405, 410, 413, 415].includes(this.status);
  }
}

export const noAnswer = (): Trouble => new Trouble(0, "no_answer", "");

function asAsked(data: unknown): Asked | null {
  if (!isObject(data)) return null;
  const { title, tables, names } = data;
  return {
    title: typeof title === "string" ? title : "",
    tables: typeof tables === "number" ? tables : 0,
    names: names === true,
  };
}

/** Return what a response that is no success says of itself; one that is not our server's says nothing. */
export async function troubleOf(response: Response): Promise<Trouble> {
  const data: unknown = await response.json().catch(() => null);
  // A proxy, or the page on which a guest network wants a tick: it may be another answer in a moment.
  if (!isObject(data) || typeof data["why"] !== "string") return noAnswer();
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  const say = typeof data["say"] === "string" ? data["say"] : "";
  return new Trouble(response.status, data["why"], say, Math.min(seconds * 1000, LONGEST_ASKED), asAsked(data["ask"]));
}

export const headersOf = (token: string): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};

export class Net {
  constructor(
    private readonly send: Send = (path, init) => fetch(path, init),
    private readonly patience = PATIENCE,
  ) {}

  get(path: string, token: string): Promise<Record<string, unknown>> {
    return this.ask(path, { headers: headersOf(token) });
  }

  post(path: string, token: string, data: unknown): Promise<Record<string, unknown>> {
    return this.ask(path, {
      method: "POST",
      headers: { ...headersOf(token), "Content-Type": "application/json" },
      body: JSON.stringify(data),
    });
  }

  /** Send something that never goes by a cookie; return the response, whatever it is. */
  async open(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.send(path, { credentials: "omit", redirect: "error", ...init });
    } catch {
      throw noAnswer();
    }
  }

  private async ask(path: string, init: RequestInit): Promise<Record<string, unknown>> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), this.patience);
    try {
      const response = await this.open(path, { ...init, signal: stop.signal });
      if (!response.ok) throw await troubleOf(response);
      const data: unknown = await response.json().catch(() => null);
      if (!isObject(data)) throw noAnswer();
      return data;
    } finally {
      clearTimeout(timer);
    }
  }
}
