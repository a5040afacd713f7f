/** What the built handbook says can be found; written by mp_exercises/handbook/finding. */
export type PageEntry = [address: string, title: string, kind: string, about: string];
export type RecordEntry = [page: number, kind: string, heading: string, anchor: string, text: string];

export interface Index {
  pages: PageEntry[];
  records: RecordEntry[];
  weights: Record<string, number>;
  stop: string[];
  same: string[][];
}

/** One place on a page that answers a question. */
export interface Place {
  record: number;
  kind: string;
  heading: string;
  anchor: string;
  score: number;
  terms: string[];
}

/** A page that answers a question, with its best places first. */
export interface Found {
  address: string;
  title: string;
  kind: string;
  score: number;
  places: Place[];
}
