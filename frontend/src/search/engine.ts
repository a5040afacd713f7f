import MiniSearch, { type Query, type SearchResult } from "minisearch";
import { Same } from "./same";
import type { Found, Index, Place } from "./types";
import { termOf, tokens } from "./words";

interface Doc {
  id: number;
  title: string;
  about: string;
  heading: string;
  text: string;
}

/** A heading says more than a word in passing, and a page's title more than either. */
const BOOST = { title: 5, about: 2, heading: 2, text: 1 };

/** How much another word for the same thing counts, beside the one that was typed; more if nothing else was. */
const OTHER_WORD = 0.45;
const OTHER_WHOLE = 0.9;

/** How much the other places of a page add to its best one. */
const REST = 0.12;

/** Indexed at a time, so that a phone can go on scrolling. */
const CHUNK = 60;

const MOST_PLACES = 3;

/** A page whose score is less than this part of the best one's is no answer. */
const LEAST = 0.12;

/** Headings that stand on so many pages say where one is in a chapter and not what it is about. */
const EVERYWHERE = 9;
const EVERYWHERE_WEIGHT = 0.8;

/** The search over the whole handbook, on the reader's device. */
export class Engine {
  private readonly mini: MiniSearch<Doc>;
  private readonly same: Same;
  private readonly stop: ReadonlySet<string>;
  private readonly headings = new Map<string, number>();
  /** Of a quarter of a million words in the book nine thousand differ: each is brought to its stem once. */
  private readonly stems = new Map<string, string | null>();

  constructor(private readonly index: Index) {
    this.stop = new Set(index.stop);
    this.same = new Same(index.same);
    for (const [, , heading] of index.records) this.headings.set(heading, (this.headings.get(heading) ?? 0) + 1);
    this.mini = new MiniSearch<Doc>({
      fields: ["title", "about", "heading", "text"],
      tokenize: tokens,
      processTerm: (word) => this.termOf(word),
    });
  }

  /** Read the index in small pieces; the answers are complete once this resolves. */
  async ready(): Promise<void> {
    await this.mini.addAllAsync(this.docs(), { chunkSize: CHUNK });
  }

  /** As `ready`, at once: for tests and measurements. */
  readyNow(): void {
    this.mini.addAll(this.docs());
  }

  /** The pages that answer, best first. */
  find(question: string): Found[] {
    const asked = this.terms(question);
    if (!asked.length) return [];
    const exact = this.search(question, false);
    const met = new Set(exact.flatMap(({ queryTerms }) => queryTerms));
    // Only a word that stands nowhere is taken for a slip: "closing" shall not find "clothing".
    const results = asked.every((term) => met.has(term)) ? exact : this.search(question, true);
    return this.pages(results, asked);
  }

  private search(question: string, forgiving: boolean): SearchResult[] {
    return this.mini.search(this.query(question, forgiving), {
      boost: BOOST,
      boostDocument: (id: number) => this.weight(id),
    });
  }

  private docs(): Doc[] {
    return this.index.records.map(([page, kind, heading, anchor, text], id) => {
      // What a page is called and is about belongs to its beginning; each section speaks for itself.
      const top = kind === "section" && !anchor;
      const [, title, , about] = this.index.pages[page]!;
      return { id, title: top ? title : "", about: top ? about : "", heading: top ? "" : heading, text };
    });
  }

  private termOf(word: string): string | null {
    const known = this.stems.get(word);
    if (known !== undefined) return known;
    const term = termOf(word, this.stop);
    this.stems.set(word, term);
    return term;
  }

  private terms(text: string): string[] {
    const found = tokens(text).map((word) => this.termOf(word));
    return [...new Set(found.filter((term): term is string => term !== null))];
  }

  private query(question: string, forgiving: boolean): Query {
    const last = this.terms(question).length - 1;
    const typed: Query = {
      queries: [question],
      // While somebody types, the last word may be unfinished.
      prefix: (term, place) => place >= last && term.length > 2,
      fuzzy: (term) => (forgiving && term.length > 4 ? 0.25 : false),
      maxFuzzy: 2,
      weights: { fuzzy: 0.3, prefix: 0.5 },
    };
    const others = this.same.others(question).map(
      ({ phrase, whole }): Query => ({
        queries: [phrase],
        combineWith: "AND",
        prefix: false,
        fuzzy: false,
        boostTerm: () => (whole ? OTHER_WHOLE : OTHER_WORD),
      }),
    );
    return { combineWith: "OR", queries: [typed, ...others] };
  }

  private weight(id: number): number {
    const [page, kind, heading] = this.index.records[id]!;
    if (kind !== "section") return this.index.weights[kind] ?? 1;
    const own = this.index.weights[this.index.pages[page]![2]] ?? 1;
    return (this.headings.get(heading) ?? 0) >= EVERYWHERE ? own * EVERYWHERE_WEIGHT : own;
  }

  private pages(results: readonly SearchResult[], asked: readonly string[]): Found[] {
    const byPage = new Map<number, Place[]>();
    for (const result of results) {
      const [page, kind, heading, anchor] = this.index.records[result.id as number]!;
      const place: Place = {
        record: result.id as number,
        kind,
        heading,
        anchor,
        score: result.score * this.covered(result, asked),
        terms: result.terms,
      };
      byPage.set(page, [...(byPage.get(page) ?? []), place]);
    }
    const found = [...byPage].map(([page, places]) => this.found(page, places));
    found.sort((one, other) => other.score - one.score);
    return found.filter(({ score }) => score >= LEAST * found[0]!.score);
  }

  /** How much of the question a place answers; half of the words are worth less than half of the score. */
  private covered(result: SearchResult, asked: readonly string[]): number {
    const met = asked.filter((term) => result.queryTerms.includes(term)).length;
    const others = result.queryTerms.some((term) => !asked.includes(term)) ? 1 : 0;
    return Math.min(1, (met + others) / asked.length) ** 0.7;
  }

  private found(page: number, places: Place[]): Found {
    places.sort((one, other) => other.score - one.score);
    const [address, title, kind] = this.index.pages[page]!;
    const [best, ...rest] = places;
    const score = best!.score + REST * rest.slice(0, 5).reduce((sum, place) => sum + place.score, 0);
    return { address, title, kind, score, places: places.slice(0, MOST_PLACES) };
  }
}
