import { termOf, tokens } from "./words";

/** A piece of text, and whether it is to be marked. */
export type Piece = [text: string, marked: boolean];

const LENGTH = 170;
const BEFORE = 50;
const NONE: ReadonlySet<string> = new Set();
const WORD = /[\p{L}\p{N}]+(?:['’.:/-][\p{L}\p{N}]+)*/gu;

/** The piece of a text in which most of the terms stand, with the words that were found apart from the rest. */
export function snippet(text: string, terms: readonly string[]): Piece[] {
  const wanted = new Set(terms);
  const hits = [...text.matchAll(WORD)].filter(([word]) => isWanted(word, wanted));
  if (!hits.length) return [[cut(text, 0), false]];
  const start = beginning(text, best(hits.map((hit) => [hit.index, termOf(hit[0], NONE) ?? ""])));
  const end = ending(text, start);
  const pieces: Piece[] = [[start > 0 ? "… " : "", false]];
  let place = start;
  for (const hit of hits) {
    if (hit.index < start || hit.index + hit[0].length > end) continue;
    pieces.push([text.slice(place, hit.index), false], [hit[0], true]);
    place = hit.index + hit[0].length;
  }
  pieces.push([text.slice(place, end) + (end < text.length ? " …" : ""), false]);
  return pieces.filter(([piece]) => piece);
}

function isWanted(word: string, wanted: ReadonlySet<string>): boolean {
  return tokens(word).some((part) => wanted.has(termOf(part, NONE) ?? ""));
}

/** Where the window with the most different terms begins. */
function best(hits: [index: number, term: string][]): number {
  let found = hits[0]![0];
  let most = 0;
  for (const [index] of hits) {
    const within = new Set(hits.filter(([at]) => at >= index && at < index + LENGTH - BEFORE).map(([, term]) => term));
    if (within.size > most) [most, found] = [within.size, index];
  }
  return found;
}

function beginning(text: string, hit: number): number {
  if (hit <= BEFORE) return 0;
  const sentence = text.slice(hit - BEFORE, hit).search(/(?<=[.?!:”] )\S[^.?!]*$/u);
  if (sentence >= 0) return hit - BEFORE + sentence;
  const space = text.indexOf(" ", hit - BEFORE);
  return space < 0 || space >= hit ? hit : space + 1;
}

function ending(text: string, start: number): number {
  if (text.length - start <= LENGTH) return text.length;
  const space = text.lastIndexOf(" ", start + LENGTH);
  return space > start ? space : start + LENGTH;
}

function cut(text: string, start: number): string {
  const end = ending(text, start);
  return text.slice(start, end) + (end < text.length ? " …" : "");
}
