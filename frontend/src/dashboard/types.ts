/** What the desk in the kernel answers; written by mp_exercises/dashboard. */

import type { ChartCard } from "../ui/chart";
import type { Grid } from "../ui/figures";

export interface Option {
  key: string;
  label: string;
}

export interface FilterCard {
  name: string;
  label: string;
  kind: "choice" | "date";
  options: Option[];
  /** Of a date, the first and the last day that there is. */
  ends: [string, string];
}

export interface TableCard {
  id: string;
  file: string;
  kind: string;
  title: string;
  rows: number;
  read: string[];
  filters: FilterCard[];
}

export interface Fault {
  place: string;
  wrong: string;
  right: string;
}

export interface FaultCard {
  file: string;
  say: string;
  faults: Fault[];
  more: number;
}

export interface KindCard {
  name: string;
  title: string;
  row: string;
}

export interface Tables {
  tables: TableCard[];
}

export interface HomeData extends Tables {
  kinds: KindCard[];
  /** Bytes of a file that go in one message. */
  part: number;
  faults: FaultCard[];
}

export interface Headline {
  value: string;
  unit: string;
  interval: string;
  n: string;
  why: string;
}

export interface FrameCard {
  name: string;
  /** Whether it has a row, or text, of single people. */
  people: boolean;
}

export interface PanelCard {
  key: string;
  title: string;
  headline: Headline | null;
  says: string[];
  may: string[];
  mayNot: string[];
  chart: ChartCard | null;
  table: Grid | null;
  frames: FrameCard[];
}

/** What is looked at: by filter, a key of its options, or a day. */
export type Choice = Record<string, string>;
