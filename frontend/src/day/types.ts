/** What the server of a panel's day puts into a page. */

/** One quality as its member judged it; lines are the candidate's words. */
export interface Judged {
  point: number | "unseen" | null;
  lines: string[];
  higher: string;
}

export interface Quality {
  id: string;
  name: string;
  what: string;
  anchors: Record<string, string>;
  /** How this panel settled a point that it read in two ways. */
  notes: string[];
  /** A key gave the number: no words belong to it. */
  bare: boolean;
  score: Judged | null;
}

export interface SheetData {
  station: string;
  unit: string;
  /** The address of the sheet. */
  at: string;
  fields: Quality[];
}

/** One quality of a unit whose sheets are shared. */
export interface TalkRow {
  id: string;
  name: string;
  anchors: Record<string, string>;
  /** This member's number; null where they gave none. */
  own: number | null;
}

export interface TalkData {
  station: string;
  unit: string;
  /** The address of the page. */
  at: string;
  /** How many characters a reason has at least. */
  least: number;
  rows: TalkRow[];
}

export interface DayData {
  campaign: string;
  /** The wording of the campaign that this page shows. */
  rev: string;
  member: string;
  /** Where answers go. */
  answers: string;
  /** What the stations are called. */
  places: Record<string, string>;
  /** What the page says without its script too. */
  words: Record<string, string>;
  /** On a sheet that can still be changed. */
  sheet: SheetData | null;
  /** Once everybody's sheets are open. */
  talk: TalkData | null;
}
