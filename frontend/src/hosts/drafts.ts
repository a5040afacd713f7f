/** Unsaved work: kept in the browser, so that a phone that drops the page loses nothing. Never part of the record. */

import { isObject } from "../record";
import { scope } from "./pending";
import { drop, get, keys, put } from "./store";

/** What the browser would not keep lasts as long as the page. */
const held = new Map<string, string>();

const key = (slug: string, item: string): string => `mp:draft:${slug}:${item}`;

/** Return the draft that was made of this revision, unless it is damaged. */
export function draftOf(slug: string, item: string, rev: string): unknown {
  try {
    const data: unknown = JSON.parse(get(key(slug, item)) ?? held.get(key(slug, item)) ?? "null");
    const mine = isObject(data) && data["rev"] === rev && data["scope"] === scope(location.pathname);
    return mine ? data["draft"] : null;
  } catch {
    return null;
  }
}

/** Keep a draft, or none for null; false where it lasts only as long as the page. */
export function keepDraft(slug: string, item: string, rev: string, draft: unknown): boolean {
  const name = key(slug, item);
  const text = JSON.stringify({ rev, scope: scope(location.pathname), draft });
  held.delete(name);
  if (draft === null) drop(name);
  else if (!put(name, text)) held.set(name, text);
  return !held.has(name);
}

export function dropDrafts(slug: string): void {
  for (const name of keys(key(slug, ""))) drop(name);
  for (const name of [...held.keys()]) if (name.startsWith(key(slug, ""))) held.delete(name);
}
