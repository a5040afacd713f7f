/** The token of whoever sits an assessment on a server; another than the visitor's of the practice app. */

import { token } from "../record";
import { drop, get, keys, put } from "./store";

const key = (slug: string): string => `mp:sitter:${slug}`;

export function sitter(slug: string): string {
  const known = get(key(slug));
  if (known !== null && /^[0-9a-f]{32}$/.test(known)) return known;
  const fresh = token();
  put(key(slug), fresh);
  return fresh;
}

/** Forget the token, and what waits to be saved under it: the next person's record must not have it. */
export function forgetSitter(slug: string, slugs: readonly string[]): void {
  drop(key(slug));
  for (const each of [slug, ...slugs]) for (const name of keys(`mp:pending:${each}:`)) drop(name);
}
