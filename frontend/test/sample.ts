/** Small definitions for the tests; the words do not matter. */

import type {
  BranchingItem,
  ChoiceItem,
  CodingItem,
  GoalItem,
  ItemBase,
  RankingItem,
  RatingItem,
  ReflectionItem,
  SortingItem,
} from "../src/types";

const options = (...ids: string[]): { id: string; text: string }[] => ids.map((id) => ({ id, text: `Text of ${id}` }));
const why = { rationale: "Because." };
const anchors = { 1: "one", 2: "two", 3: "three", 4: "four", 5: "five" };

export const rating: RatingItem = {
  id: "rate",
  kind: "rating",
  prompt: "Rate.",
  skills: ["empathy", "clarity", "autonomy"].map((id) => ({ id, name: id, what: id, anchors })),
  lines: ["t1", "t2", "t3", "t4"],
  key: { ...why, ratings: { empathy: 5, clarity: 2, autonomy: 3 }, evidence: { empathy: ["t3"] } },
};

export const coding: CodingItem = {
  id: "code",
  kind: "coding",
  prompt: "Label.",
  codes: ["open", "simple", "complex"].map((id) => ({ id, name: id, what: id })),
  near: [["simple", "complex", 0.5]],
  lines: ["t1", "t2", "t3", "t4"],
  key: { ...why, codes: { t1: "open", t2: "simple", t3: "complex", t4: "open" } },
};

export const choice: ChoiceItem = {
  id: "pick",
  kind: "choice",
  prompt: "Choose.",
  select: "one",
  options: options("a", "b", "c"),
  key: { ...why, credit: { b: 1, c: 0.4 } },
};

export const choices: ChoiceItem = { ...choice, select: "many", key: { ...why, credit: { a: 1, b: 1 } } };

export const ranking: RankingItem = {
  id: "order",
  kind: "ranking",
  prompt: "Order.",
  options: options("a", "b", "c", "d"),
  key: { ...why, order: [["b"], ["a", "c"], ["d"]] },
};

export const sorting: SortingItem = {
  id: "sort",
  kind: "sorting",
  prompt: "Sort.",
  bins: options("x", "y"),
  cards: options("c1", "c2", "c3", "c4"),
  key: { ...why, bins: { c1: "x", c2: "y", c3: "x", c4: "y" }, part: { c2: { x: 0.5 } } },
};

export const branching: BranchingItem = {
  id: "visit",
  kind: "branching",
  prompt: "Play.",
  engagement: 2,
  scenes: [
    {
      id: "s1",
      lines: [{ text: "Start." }],
      replies: [
        { id: "r1", text: "Clear.", engagement: 1, to: "s2" },
        { id: "r2", text: "Vague.", engagement: -2, to: "s2" },
      ],
    },
    {
      id: "s2",
      lines: [{ text: "Middle." }],
      replies: [
        { id: "r3", text: "Ask.", engagement: 2, to: "s3" },
        { id: "r4", text: "Tell.", engagement: 0, to: "s3" },
      ],
    },
    { id: "s3", lines: [{ text: "End." }] },
  ],
  key: { ...why, worth: { r1: { clarity: 2 }, r2: { clarity: -1 }, r3: { autonomy: 1 }, r4: { autonomy: -1 } } },
};

const step = (prefix: string) => ({ prompt: prefix, options: options(`${prefix}1`, `${prefix}2`, `${prefix}3`) });

export const goal: GoalItem = {
  id: "goal",
  kind: "goal",
  prompt: "Build.",
  goal: step("g"),
  owner: step("o"),
  baseline: step("b"),
  weight: step("w"),
  review: step("v"),
  levels: { prompt: "Levels", options: options("l1", "l2", "l3", "l4", "l5", "l6") },
  wording: { prompt: "Write it", hints: [{ pattern: "\\b(attend|engage)", says: "A service." }] },
  key: {
    ...why,
    credit: { goal: { g1: 1 }, owner: { o1: 1 }, baseline: { b1: 1 }, weight: { w1: 1 }, review: { v1: 1 } },
    levels: { l1: -2, l2: -1, l3: 0, l4: 1, l5: 2 },
  },
};

export const reflection: ReflectionItem = {
  id: "write",
  kind: "reflection",
  prompt: "Write.",
  rubric: [{ id: "r1", name: "Sees", levels: ["no", "yes"] }],
  key: { ...why, notices: ["Something."] },
};

export const bestGoal = {
  goal: "g1",
  owner: "o1",
  baseline: "b1",
  weight: "w1",
  review: "v1",
  levels: { "-2": "l1", "-1": "l2", "0": "l3", "1": "l4", "2": "l5" },
};

/** Each item with the answer that its key calls best, and how many judgements that is. */
export const best: [ItemBase, object, number][] = [
  [rating, { ratings: { empathy: 5, clarity: 2, autonomy: 3 }, evidence: { empathy: ["t3"] } }, 3],
  [coding, { codes: { t1: "open", t2: "simple", t3: "complex", t4: "open" } }, 4],
  [choice, { picked: ["b"] }, 1],
  [choices, { picked: ["a", "b"] }, 3],
  [ranking, { order: ["b", "c", "a", "d"] }, 4],
  [sorting, { bins: { c1: "x", c2: "y", c3: "x", c4: "y" } }, 4],
  [branching, { path: ["r1", "r3"] }, 2],
  [goal, bestGoal, 10],
];
