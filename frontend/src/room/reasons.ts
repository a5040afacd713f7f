/** The key's reasons by themselves, each with what it is about. Pure. */

import { isObject } from "../record";
import type { ItemBase } from "../types";

export interface Reason {
  id: string;
  about: string;
  why: string;
}

/** Every named thing in an item's definition, by its id; the key itself left out. */
function named(data: unknown, found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(data)) for (const each of data) named(each, found);
  else if (isObject(data)) {
    const { id, text, name } = data;
    const words = typeof text === "string" ? text : name;
    if (typeof id === "string" && typeof words === "string" && !found.has(id)) found.set(id, words);
    for (const [field, value] of Object.entries(data)) if (field !== "key") named(value, found);
  }
  return found;
}

/** Return the reasons in the order of the definition; `line` gives the words of a line of the transcript. */
export function reasonsOf(item: ItemBase, line: (id: string) => string | undefined): Reason[] {
  const key = (item as unknown as { key?: { why?: Record<string, string> } }).key;
  const names = named(item);
  return Object.entries(key?.why ?? {}).flatMap(([id, why]) => {
    const about = names.get(id) ?? line(id);
    return about === undefined ? [] : [{ id, about, why }];
  });
}
