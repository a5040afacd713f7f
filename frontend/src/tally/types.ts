/** Counted answers as the server and the kernel send them; written by mp_exercises/workshop/tally. */

export interface Bar {
  id: string;
  label: string;
  count: number;
  key: boolean;
}

export interface Part {
  id: string;
  label: string;
  about: string;
  /** Whether its values are steps, of which neighbours are close. */
  ordered: boolean;
  people: number;
  bars: Bar[];
}

export interface Spread {
  layout: string;
  /** Whether all parts have the same few values, so that one table holds them. */
  matrix: boolean;
  parts: Part[];
  judge: string;
}
