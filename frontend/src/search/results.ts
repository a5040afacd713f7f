import { says } from "./says";
import { snippet } from "./snippet";
import type { Found, Index, Place } from "./types";

/** Pages shown; whoever needs more types another word. */
export const MOST = 20;

/** The list of found pages, for the search page. */
export function list(found: readonly Found[], index: Index, root: string): HTMLElement {
  const all = element("ol", "mp-results");
  all.append(...found.slice(0, MOST).map((page) => item(page, index, root)));
  return all;
}

function item(page: Found, index: Index, root: string): HTMLElement {
  const [best, ...rest] = page.places;
  const entry = element("li", "mp-result");
  const heading = element("h2", "mp-result-title");
  heading.append(link(page, null, root, page.title));
  entry.append(heading);
  const kind = says.pages[page.kind];
  if (kind) entry.append(element("p", "mp-result-kind", kind));
  const places = element("ul", "mp-result-places");
  places.append(...[best!, ...rest].map((place) => placed(page, place, index, root)));
  entry.append(places);
  return entry;
}

function placed(page: Found, place: Place, index: Index, root: string): HTMLElement {
  const entry = element("li", "mp-result-place");
  const kind = says.kinds[place.kind];
  if (kind) entry.append(element("span", "mp-result-kind", kind), " ");
  if (place.anchor) entry.append(link(page, place, root, place.heading));
  const text = index.records[place.record]![4] || page.title;
  const said = element("p", "mp-result-text");
  for (const [piece, marked] of snippet(text, place.terms)) said.append(marked ? element("mark", "", piece) : piece);
  entry.append(said);
  return entry;
}

function link(page: Found, place: Place | null, root: string, text: string): HTMLElement {
  const anchor = element("a", "", text) as HTMLAnchorElement;
  anchor.href = `${root}${page.address}.html${place?.anchor ? `#${place.anchor}` : ""}`;
  return anchor;
}

function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  // Text is set as text: neither a question nor a page can become markup here.
  if (text) made.textContent = text;
  return made;
}
