/** A record to take home, read with care. Pure. */

import { asPayload } from "../player/payload";
import { asLine, isObject, type Line } from "../record";
import type { Payload } from "../types";
import { asSpread, asSteps, type Spread, type Step } from "./state";

export interface Taken {
  title: string;
  plan: (Step | null)[];
  payloads: Payload[];
  spreads: ReadonlyMap<number, Spread>;
  lines: Line[];
}

const listed = (data: unknown): unknown[] => (Array.isArray(data) ? data : []);

/** Return a record to take home as its page shows it. */
export function asTaken(data: Record<string, unknown>): Taken {
  const spreads = Object.entries(isObject(data["spreads"]) ? data["spreads"] : {}).flatMap(([number, raw]) => {
    const spread = asSpread(raw);
    return spread === null ? [] : [[Number(number), spread] as const];
  });
  return {
    title: typeof data["title"] === "string" ? data["title"] : "",
    plan: asSteps(data["plan"]),
    payloads: listed(data["exercises"]).flatMap((each) => asPayload(each) ?? []),
    spreads: new Map(spreads),
    lines: listed(data["lines"]).flatMap((each) => asLine(each) ?? []),
  };
}
