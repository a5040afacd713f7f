/** What the chair's desk in the kernel answers; written by mp_exercises/panel/chair. */

import type { ChartCard } from "../ui/chart";
import type { Grid } from "../ui/figures";
import type { QrCode } from "../ui/qr";

export interface Member {
  id: string;
  who: string;
  chair: boolean;
  url: string;
  qr: QrCode | null;
}

export interface RoomData {
  title: string;
  post: string;
  day: string;
  invented: string;
  difference: number;
  /** Whether sheets are shared when all candidates of a station are locked. */
  together: boolean;
  recordings: number;
  members: Member[];
}

export type SheetState = "open" | "begun" | "locked";

export interface UnitLocks {
  id: string;
  name: string;
  members: { id: string; state: SheetState }[];
  locked: number;
  /** False for a first run that was run again. */
  counts: boolean;
  shared: boolean;
  waits: number;
  kept: number;
}

export interface StationLocks {
  id: string;
  name: string;
  units: UnitLocks[];
}

export interface Locks {
  /** How often the campaign was read anew; what `room` says is then another. */
  edition: number;
  /** What is wrong with the campaign as it was last changed; the day goes on with the one before. */
  fault: string;
  stations: StationLocks[];
  locked: number;
  of: number;
  waits: number;
  kept: number;
}

export interface Given {
  member: string;
  who: string;
  first: number;
  now: number;
  anchor: string;
  lines: string[];
  why: string;
}

export interface Talk {
  station: string;
  stationName: string;
  unit: string;
  unitName: string;
  criterion: string;
  criterionName: string;
  given: Given[];
  apart: string;
  reason: string;
}

export interface Drawn {
  chart: ChartCard;
  table: Grid;
}

export interface NotYet {
  ready: false;
  why: string;
}

export interface CalibrationWaits extends NotYet {
  waiting: { member: string; what: string }[];
}

export interface Parted {
  criterion: string;
  recording: string;
  ends: { point: number; members: string; anchor: string }[];
}

export interface CalibrationMade {
  ready: true;
  title: string;
  certificate: { given: boolean; say: string };
  agreement: Drawn;
  lenient: Drawn;
  readings: string[];
  bar: number;
  parted: Parted[];
  found: { name: string; lines: string[] }[];
}

export type Calibration = CalibrationWaits | CalibrationMade;

export interface DecisionWaits extends NotYet {
  unlocked: { member: string; who: string; at: string[] }[];
  open: string[];
}

export type MeanState = "above" | "near above" | "near below" | "below" | "not seen" | "no floor";

export interface MeanCell {
  value: string;
  error: string;
  state: MeanState;
  /** Whether its interval reaches over the floor. */
  crosses: boolean;
  say: string;
}

export interface Candidate {
  number: string;
  state: "above" | "near" | "below" | "held" | "not seen";
  say: string;
  changed: number;
  means: MeanCell[];
}

export interface Alike {
  say: string;
  all: boolean;
  sets: string[][];
}

export interface CriterionChart extends Drawn {
  error: string;
  alike: Alike | null;
}

export interface DecisionMade {
  ready: true;
  criteria: { id: string; name: string; floor: number | null }[];
  candidates: Candidate[];
  charts: Record<string, CriterionChart>;
  composite: { say: string; values: { number: string; value: string }[]; alike: Alike | null } | null;
  order: string[];
  lines: string[];
  other: string;
}

export type Decision = DecisionWaits | DecisionMade;
