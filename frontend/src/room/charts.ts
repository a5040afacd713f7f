/** How a room answered one item, as charts: for each part of it, how many chose what. Pure. */

import { bestOf, cardAt, LEVEL_NAMES, STEP_NAMES } from "../kinds/goal-answer";
import { spans } from "../kinds/ranking";
import { reach, stronger } from "../kinds/visit";
import { isObject } from "../record";
import { LEVELS, say, STEPS } from "../strings";
import type {
  BranchingItem,
  ChoiceItem,
  CodingItem,
  GoalItem,
  ItemBase,
  Option,
  RankingItem,
  RatingItem,
  SortingItem,
} from "../types";
import type { Spread } from "./state";
import { words } from "./words";

export interface Bar {
  id: string;
  label: string;
  count: number;
  /** Whether this is what the person at this phone chose. */
  mine: boolean;
  /** Whether this is what the key has. */
  key: boolean;
}

export interface Chart {
  id: string;
  /** Empty where the question itself says it. */
  title: string;
  /** The line of the transcript that it is about. */
  line?: string;
  /** Side by side where the values are a scale, below each other where they are words. */
  form: "columns" | "rows";
  /** How many people this part has an answer of. */
  of: number;
  bars: Bar[];
}

interface Value {
  id: string;
  label: string;
}

interface Part {
  /** The name of the part in the spread. */
  id: string;
  title: string;
  line?: string;
  form?: Chart["form"];
  values: readonly Value[];
  mine(value: string): boolean;
  key(value: string): boolean;
  /** Several may be chosen, so that the counts do not add up to the people. */
  several?: boolean;
}

type Raw = Record<string, unknown>;

const field = (answer: Raw | null, name: string): Raw => (isObject(answer?.[name]) ? (answer[name] as Raw) : {});

const listed = (answer: Raw | null, name: string): unknown[] =>
  Array.isArray(answer?.[name]) ? (answer[name] as unknown[]) : [];

const options = (all: readonly Option[]): Value[] => all.map(({ id, text }) => ({ id, label: text }));

const places = (most: number): Value[] =>
  Array.from({ length: most }, (_, index) => ({ id: String(index + 1), label: String(index + 1) }));

function choice(item: ChoiceItem, answer: Raw | null): Part[] {
  const picked = listed(answer, "picked");
  const least = item.select === "many" ? 0 : 1;
  const credit = (option: string): number => item.key?.credit[option] ?? 0;
  return [
    {
      id: "picked",
      title: "",
      values: options(item.options),
      mine: (option) => picked.includes(option),
      key: (option) => credit(option) > 0 && credit(option) >= least,
      several: item.select === "many",
    },
  ];
}

function rating(item: RatingItem, answer: Raw | null): Part[] {
  const mine = field(answer, "ratings");
  return item.skills.map(({ id, name }) => ({
    id,
    title: name,
    form: "columns",
    values: places(5),
    mine: (point) => String(mine[id]) === point,
    key: (point) => String(item.key?.ratings[id]) === point,
  }));
}

function coding(item: CodingItem, answer: Raw | null): Part[] {
  const mine = field(answer, "codes");
  const values = item.codes.map(({ id, name }) => ({ id, label: name }));
  return item.lines.map((line) => ({
    id: line,
    title: "",
    line,
    values,
    mine: (code) => mine[line] === code,
    key: (code) => item.key?.codes[line] === code,
  }));
}

function ranking(item: RankingItem, answer: Raw | null): Part[] {
  const order = listed(answer, "order");
  const keyed = spans(item.key?.order ?? []);
  return item.options.map(({ id, text }) => ({
    id,
    title: text,
    form: "columns",
    values: places(item.options.length),
    mine: (place) => order.indexOf(id) + 1 === Number(place),
    key: (place) => {
      const [low, high] = keyed.get(id) ?? [1, 0];
      return low <= Number(place) && Number(place) <= high;
    },
  }));
}

function sorting(item: SortingItem, answer: Raw | null): Part[] {
  const mine = field(answer, "bins");
  return item.cards.map(({ id, text }) => ({
    id,
    title: text,
    values: options(item.bins),
    mine: (bin) => mine[id] === bin,
    key: (bin) => item.key?.bins[id] === bin,
  }));
}

/** Each scene with the replies that were given there; the spread has them under one name. */
function branching(item: BranchingItem, answer: Raw | null, spread: Spread): Chart[] {
  const path = listed(answer, "path");
  const counts = spread.parts["path"] ?? {};
  const values = item.key ? reach(item) : null;
  return item.scenes.flatMap((scene, index) => {
    const replies = scene.replies ?? [];
    const of = replies.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
    if (of === 0) return [];
    const bars = replies.map((reply) => ({
      id: reply.id,
      label: reply.text,
      count: counts[reply.id] ?? 0,
      mine: path.includes(reply.id),
      key: values !== null && stronger(scene, reply, values) === null,
    }));
    const last = scene.lines[scene.lines.length - 1]?.text ?? "";
    return [{ id: scene.id, title: last || say.turn(index + 1), form: "rows" as const, of, bars }];
  });
}

function goal(item: GoalItem, answer: Raw | null): Part[] {
  const levels = field(answer, "levels");
  const steps = STEP_NAMES.map((step) => ({
    id: step,
    title: STEPS[step],
    values: options(item[step].options),
    mine: (card: string) => answer?.[step] === card,
    key: (card: string) => bestOf(item, step) === card,
  }));
  const cards = LEVEL_NAMES.map((level) => ({
    id: `level ${level}`,
    title: `${say.signed(level)}  ${LEVELS[level] ?? ""}`,
    values: options(item.levels.options),
    mine: (card: string) => levels[level] === card,
    key: (card: string) => cardAt(item, level) === card,
  }));
  return [...steps, ...cards];
}

const PARTS: Record<string, (item: never, answer: Raw | null) => Part[]> = {
  choice,
  rating,
  coding,
  ranking,
  sorting,
  goal,
};

function drawn(part: Part, spread: Spread): Chart {
  const counts = spread.parts[part.id] ?? {};
  const sum = part.values.reduce((all, { id }) => all + (counts[id] ?? 0), 0);
  const bars = part.values.map(({ id, label }) => ({
    id,
    label,
    count: counts[id] ?? 0,
    mine: part.mine(id),
    key: part.key(id),
  }));
  const chart: Chart = {
    id: part.id,
    title: part.title,
    form: part.form ?? "rows",
    of: part.several ? spread.people : sum,
    // Of many labels that nobody chose, none tells anything.
    bars: part.form === "columns" || bars.length <= 4 ? bars : bars.filter(({ count, mine, key }) => count > 0 || mine || key),
  };
  return part.line === undefined ? chart : { ...chart, line: part.line };
}

/** Return the charts of an item; none where people wrote. */
export function chartsOf(item: ItemBase, spread: Spread, answer: Raw | null): Chart[] {
  if (item.kind === "branching") return branching(item as BranchingItem, answer, spread);
  const parts = Object.prototype.hasOwnProperty.call(PARTS, item.kind) ? PARTS[item.kind] : undefined;
  return (parts?.(item as never, answer) ?? []).map((part) => drawn(part, spread));
}

/** Say how many chose as the person at this phone did; empty where they chose nothing here, or it is not counted. */
export function asYou({ bars, of }: Chart): string {
  const mine = bars.filter((bar) => bar.mine);
  return mine.length === 1 && mine[0]!.count > 0 ? words.asYou(mine[0]!.count, of) : "";
}
