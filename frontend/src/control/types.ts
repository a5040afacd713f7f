/** What the desk in the kernel answers; written by mp_exercises/workshop/control. */

import type { Part, Spread } from "../tally/types";
import type { Exercise } from "../types";
import type { QrCode } from "../ui/qr";

export type StepPhase = "open" | "locked" | "revealed" | "";
export type Phase = StepPhase | "lobby" | "ended";

export interface StepCard {
  kind: "item" | "transcript" | "pause";
  minutes: number | null;
  title: string;
  /** The kind of the question. */
  item?: string;
  prompt?: string;
  /** How many lines a transcript has. */
  lines?: number;
}

export interface PlanStep extends StepCard {
  exercise: string | null;
  id: string | null;
  question: number | null;
  prompts: string[];
}

export interface PlanCard {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  people: [number, number];
  tables: [number, number] | null;
  prepare: string[];
  steps: StepCard[];
}

export interface ExerciseCard {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  steps: StepCard[];
}

export interface RoomCard {
  id: string;
  code: string;
  title: string;
  phase: Phase;
  archived: boolean;
  people: number;
  answers: number;
  touched: number;
}

export interface Shelf {
  rooms: RoomCard[];
  plans: PlanCard[];
  exercises: ExerciseCard[];
}

export interface Way {
  at: string;
  url: string;
  qr: QrCode;
}

export interface RoomData {
  id: string;
  screen: string;
  /** The code that `ways` are for. */
  code: string;
  settings: { pace: "trainer" | "self"; tables: number; names: boolean; most: number };
  ways: Way[];
  outside: boolean;
  plan: PlanStep[];
  exercises: Record<string, { rev: string; judge: "author" | "panel"; exercise: Exercise }>;
}

export interface State {
  seq: number;
  phase: Phase;
  step: number | null;
  pace: "trainer" | "self";
  home: boolean;
  door: "open" | "shut";
  timer: number | null;
  now: number;
  phases: Phase[];
  turns: Record<string, number>;
}

export interface Note {
  n: number;
  step: number | null;
  at: number;
  by: string;
  text: string;
}

export interface TableView {
  number: number | null;
  people: number;
  /** In a sentence: how it stands to the room, or why nothing is shown of it. */
  words: string;
  differs: string[];
  parts: Part[] | null;
}

export interface Picture extends Spread {
  step: number;
  people: number;
  words: string[];
  late: number;
  agreement: { about: string; says: string; notes: string[] }[];
  tables: TableView[];
}

export interface Now {
  title: string;
  code: string;
  archived: boolean;
  state: State;
  joined: number;
  connected: number;
  /** How many places are taken. */
  places: number;
  /** How many have never answered anything. */
  silent: number;
  tables: { number: number | null; joined: number; connected: number }[];
  answered: number[];
  trainers: string[];
  notes: Note[];
  mark: string;
  picture?: Picture;
}

export interface PersonHere {
  name: string;
  table: number | null;
  connected: boolean;
}

export interface Point {
  step: number;
  part: string;
  title: string;
  why: string;
}
