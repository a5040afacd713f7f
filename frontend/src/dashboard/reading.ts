/** Handing files to the desk, part by part. */

import type { Desk, Reply } from "../hosts/desk";
import type { FaultCard, Option, Tables } from "./types";

export interface Read {
  tables?: Tables["tables"];
  table?: string;
  fault?: FaultCard;
  kinds?: Option[];
}

/** Send a file, and have it read. */
export async function sendFile(desk: Desk, file: File, part: number): Promise<Reply<Read>> {
  const begun = await desk.ask<Read>("begin", { name: file.name, size: file.size });
  if (!begun.ok) return begun;
  for (let at = 0; at < file.size; at += part) {
    const sent = await desk.ask<Read>("part", {}, [await file.slice(at, at + part).arrayBuffer()]);
    if (!sent.ok) return sent;
  }
  return desk.ask<Read>("read");
}
