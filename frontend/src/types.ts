/** What a definition holds, as `mp_exercises.exercise` writes it. A graded payload has no keys. */

export type Id = string;

export interface Option {
  id: Id;
  text: string;
}

export interface KeyBase {
  rationale: string;
  cites?: Id[];
}

export interface ItemBase {
  id: Id;
  kind: string;
  prompt: string;
  competencies?: Id[];
}

export interface Skill {
  id: Id;
  name: string;
  what: string;
  anchors: Record<string, string>;
}

export interface RatingItem extends ItemBase {
  skills: Skill[];
  lines?: Id[];
  key?: KeyBase & { ratings: Record<Id, number>; evidence?: Record<Id, Id[]>; why?: Record<Id, string> };
}

export interface Code {
  id: Id;
  name: string;
  what: string;
  example?: string;
}

export interface CodingItem extends ItemBase {
  codes: Code[];
  lines: Id[];
  near?: [Id, Id, number][];
  key?: KeyBase & { codes: Record<Id, Id>; why?: Record<Id, string> };
}

export interface ChoiceItem extends ItemBase {
  select?: "one" | "many";
  options: Option[];
  key?: KeyBase & { credit: Record<Id, number>; why?: Record<Id, string> };
}

export interface RankingItem extends ItemBase {
  options: Option[];
  first?: string;
  last?: string;
  key?: KeyBase & { order: Id[][]; why?: Record<Id, string> };
}

export interface SortingItem extends ItemBase {
  bins: Option[];
  cards: Option[];
  key?: KeyBase & {
    bins: Record<Id, Id>;
    part?: Record<Id, Record<Id, number>>;
    why?: Record<Id, string>;
  };
}

export interface SceneLine {
  who?: Id;
  text: string;
}

export interface Reply {
  id: Id;
  text: string;
  engagement?: number;
  then?: SceneLine[];
  to: Id;
}

export interface Scene {
  id: Id;
  lines: SceneLine[];
  replies?: Reply[];
}

export interface BranchingItem extends ItemBase {
  engagement?: number;
  scenes: Scene[];
  key?: KeyBase & { worth: Record<Id, Record<Id, number>>; why?: Record<Id, string> };
}

export interface Step {
  prompt: string;
  options: Option[];
}

export type StepName = "goal" | "owner" | "baseline" | "weight" | "review";

export interface Hint {
  pattern: string;
  says: string;
}

export interface GoalItem extends ItemBase, Record<StepName, Step> {
  levels: Step;
  wording?: { prompt: string; hints?: Hint[] };
  key?: KeyBase & {
    credit: Partial<Record<StepName, Record<Id, number>>>;
    levels: Record<Id, number>;
    why?: Record<Id, string>;
  };
}

export interface ReflectionItem extends ItemBase {
  least?: number;
  most?: number;
  rubric: { id: Id; name: string; levels: string[] }[];
  key?: KeyBase & { notices: string[] };
}

export interface Person {
  id: Id;
  name: string;
  role: "worker" | "family" | "other";
  note?: string;
}

export interface Utterance {
  id: Id;
  who?: Id;
  says: string;
}

export interface Provenance {
  source: "author" | "panel";
  by: string;
  raters?: number;
  agreement?: { statistic: string; value: number; interval?: [number, number] };
}

export interface Exercise {
  slug: Id;
  title: string;
  summary: string;
  minutes: number;
  competencies?: Id[];
  provenance: Provenance;
  invented: string;
  case?: string;
  people?: Person[];
  transcript?: Utterance[];
  items: ItemBase[];
}

export interface Payload {
  mode: "practice" | "graded" | "room";
  rev: string;
  exercise: Exercise;
}

/** What the chooser shows of an exercise. */
export interface Card {
  slug: Id;
  title: string;
  summary: string;
  minutes: number;
  kinds: string[];
  competencies: string[];
}
