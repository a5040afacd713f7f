/** Unsaved work: kept in the browser, so that a phone that drops the page loses nothing. Never part of the record. */

import { isObject } from "../record";
import { scope } from "./pending";
import { drop, get, keys, put } from "./store";

const key = (slug: string, item: string): string => `mp:draft:${slug}:${item}`;

/** Return the draft that was made of this revision, unless it is damaged. */
export function draftOf(slug: string, item: string, rev: string): unknown {
  try {
    const data: unknown = JSON.parse(get(key(slug, item)) ?? "null");
    const mine = isObject(data) && data["rev"] === rev && data["scope"] === scope(location.pathname);
    return mine ? data["draft"] : null;
  } catch {
    return null;
  }
}

export function keepDraft(slug: string, item: string, rev: string, draft: unknown): void {
  if (draft === null) drop(key(slug, item));
  else put(key(slug, item), JSON.stringify({ rev, scope: scope(location.pathname), draft }));
}

export function dropDrafts(slug: string): void {
  for (const name of keys(key(slug, ""))) drop(name);
}
