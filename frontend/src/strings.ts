/** Every word of the interface. What an author wrote never passes through here. */

import type { Provenance } from "./types";

const many = (count: number, one: string, more: string = one + "s"): string => `${count} ${count === 1 ? one : more}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;

/** Shorten an author's text for a button's name. */
const brief = (text: string, most = 60): string =>
  text.length <= most ? text : text.slice(0, most).replace(/\s+\S*$/, "") + "…";

const signed = (level: string): string => (Number(level) > 0 ? `+${level}` : level.replace("-", "−"));

export const KINDS: Record<string, string> = {
  rating: "Rate the conversation",
  coding: "Label what was said",
  choice: "Choose",
  ranking: "Put in order",
  sorting: "Sort the cards",
  branching: "Play the visit",
  goal: "Build a goal",
  reflection: "Write",
};

export const ENGAGEMENT = ["closed", "guarded", "wary but listening", "engaged", "open"];

export const LEVELS: Record<string, string> = {
  "2": "Much more than hoped",
  "1": "More than hoped",
  "0": "What we hope for",
  "-1": "Less than hoped",
  "-2": "Much less than hoped",
};

export const STEPS = {
  goal: "The goal",
  owner: "Whose goal it is",
  baseline: "Where things are now",
  levels: "How we will know",
  weight: "How much it matters",
  review: "When we look again",
};

export const say = {
  capital,
  many,
  list,
  brief,
  signed,

  // Header and case
  practice: "Practice",
  graded: "Assessment",
  minutes: (count: number): string => `About ${many(count, "minute")}`,
  questions: (count: number): string => many(count, "question"),
  provenance: ({ source, raters, agreement }: Provenance): string => {
    if (source === "author") return "Author’s view, not yet rated by a panel";
    const size = raters === undefined ? "Panel" : `Panel of ${raters}`;
    if (agreement === undefined) return size;
    const range = agreement.interval ? ` (${agreement.interval[0]} to ${agreement.interval[1]})` : "";
    return `${size}, agreement: ${agreement.statistic} ${agreement.value}${range}`;
  },
  situation: "The situation",
  people: "Who is who",
  transcript: "What was said",
  caseRegion: "Situation and transcript",
  line: (number: number): string => `Line ${number}`,
  seen: "Seen",
  fold: (open: boolean, done: number, of: number): string =>
    open ? "Fold away" : done === 0 ? "Start" : done < of ? `Continue: ${done} of ${of} answered` : `Open: all ${of} answered`,
  progress: (done: number, of: number): string => `${done} of ${of} answered`,
  jump: (number: number, kind: string, done: boolean): string =>
    `Question ${number}: ${kind}, ${done ? "answered" : "not answered yet"}`,
  jumps: (title: string): string => `Questions of ${title}`,
  question: (number: number, of: number): string => `Question ${number} of ${of}`,

  // Saving
  save: "Save and compare",
  saveGraded: "Save answer",
  saveWritten: "Save my writing",
  saveAgain: "Save again",
  change: "Change my answer",
  savedPage: "Saved on this device",
  savedKernel: "Saved",
  waiting: "Waiting to save…",
  unsaved: "Not saved yet",
  noKernel:
    "Not saved yet: the notebook’s kernel does not answer. Your answer is kept here; run the cell again.",
  failed: (why: string): string => `Not saved yet: ${why}. Your answer is kept here and will be tried again.`,
  refused: (why: string): string => `Not saved: ${why}.`,
  memory:
    "Not saved: this browser’s storage is blocked or full. Your answers last until you close the page; download them first.",
  later: "Saved. A person or the marking programme will mark it later.",

  // Comparing
  judge: (source: string): string => (source === "panel" ? "panel" : "author"),
  beside: (judge: string): string => `Your view beside the ${judge}’s`,
  yourAnswer: "Your answer",
  agree: (judge: string, same: number, of: number): string => {
    if (of === 1) return same === 1 ? `You and the ${judge} agree` : `You and the ${judge} see this differently`;
    return `You and the ${judge} agree on ${same} of ${of} judgements`;
  },
  you: "You",
  same: "Same",
  near: "Close",
  apart: "Differs",
  nothing: "Nothing chosen",
  because: "Why",
  restsOn: "The lines it rests on",

  // The end
  end: "How it went",
  itemAgree: (same: number, of: number): string =>
    of === 1 ? (same === 1 ? "the same" : "different") : `${same} of ${of} the same`,
  written: "written; take it to supervision",
  unanswered: "not answered",
  practiceResult: (source: string): string =>
    source === "panel"
      ? "Practice result: how close your judgement came to the panel’s, on this exercise."
      : "Practice result: it rests on the author’s own view, which no panel has rated yet. It is a start for a conversation, not a verdict on your practice.",
  allSaved: (of: number): string =>
    `All ${of} answers are saved. A person or the marking programme will mark them later.`,

  // Record tools
  tools: "Your answers",
  wherePage: "Your answers stay in this browser. Nothing is sent to anyone.",
  whereKernel: "Your answers are kept in the answer record of this notebook or app.",
  download: "Download my answers",
  restart: "Start again",
  restartAsk:
    "Start this exercise again? Your earlier answers stay in the record, but no longer count.",
  restartYes: "Yes, start again",
  wipe: "Delete from this device",
  wipeAsk: "Delete every answer to this exercise from this device? This cannot be undone.",
  wipeYes: "Yes, delete",
  no: "No, keep them",
  restarted: "Started again. No question is answered.",
  wiped: "Deleted. This device holds no answer to this exercise.",

  // Faults
  badPayload: "This exercise cannot be shown: its definition is damaged. Please tell whoever runs this page.",
  badItem: (kind: string): string =>
    `This question cannot be shown: this player does not know the kind “${kind}”. The other questions work.`,
  broken: "This question cannot be shown: its definition is damaged. The other questions work.",
  loading: "Waiting for the exercise…",

  // rating
  ratePrompt: "Choose a point to read what it looks like.",
  point: (point: number | string): string => `Point ${point}`,
  allPoints: "Read all five points",
  evidence: (most: number): string => `Evidence: choose up to ${most} lines`,
  chosenLines: (numbers: readonly number[]): string =>
    numbers.length === 0 ? "none chosen yet" : list(numbers.map((number) => `line ${number}`)),
  mostLines: (most: number): string => `${capital(many(most, "line"))} are the most. Take one away first.`,
  stillToRate: (names: readonly string[]): string => `Still to rate: ${list(names)}.`,
  notRated: "Not rated",
  pointsApart: (points: number): string => (points === 0 ? "The same point" : `${many(points, "point")} apart`),
  evidenceShown: "Evidence",
  pickedBy: (you: boolean, judge: boolean, who: string): string =>
    you && judge ? `You and the ${who}` : you ? "You" : capital(who),

  // coding
  codes: "What the labels mean",
  example: "For example:",
  codeFor: (number: number): string => `Label for line ${number}`,
  chooseCode: "Choose a label…",
  stillToCode: (count: number): string => `${many(count, "line")} still without a label.`,

  // choice
  one: "Choose one.",
  several: "Choose all that fit.",
  pickOne: "Choose one of the options first.",
  pickSome: "Choose at least one of the options first.",
  yours: "Your choice",
  best: (judge: string): string => `The ${judge}’s choice`,
  fits: (judge: string): string => `Fits, says the ${judge}`,
  defensible: "Also defensible",
  partly: "Fits in part",
  unfit: (judge: string): string => `Does not fit, says the ${judge}`,
  otherwise: (judge: string): string => `The ${judge} chose otherwise`,

  // ranking
  rankHow: "Move each response up or down until the order is yours, then save it.",
  asGiven: "This is still the order in which the responses came. If it is the order you mean, save it once more.",
  up: (text: string, place: number, of: number): string => `Move up: ${brief(text)} (now ${place} of ${of})`,
  down: (text: string, place: number, of: number): string => `Move down: ${brief(text)} (now ${place} of ${of})`,
  moved: (text: string, place: number, of: number): string => `${brief(text)}: now ${place} of ${of}.`,
  atEnd: (text: string, first: boolean): string => `${brief(text)}: already ${first ? "first" : "last"}.`,
  place: (place: string): string => `Place ${place}`,
  tied: (low: number, high: number): string => (low === high ? `${low}` : `${low}–${high}`),
  placesApart: (places: number): string => (places === 0 ? "Same place" : `${many(places, "place")} apart`),

  // sorting
  stillToSort: (count: number): string => `${many(count, "card")} still without a place.`,
  unplaced: "Not placed",

  // branching
  engagement: "Engagement",
  engagementIs: (level: number): string => `${capital(ENGAGEMENT[level - 1] ?? "")} (${level} of 5)`,
  opened: "more open than before",
  closedUp: "more closed than before",
  unmoved: "as before",
  youSay: "What do you say or do?",
  youSaid: "You",
  soFar: "The visit so far",
  turn: (number: number): string => `Turn ${number}`,
  ended: "The visit ends here.",
  journey: (from: number, to: number, turns: number): string =>
    `It began ${ENGAGEMENT[from - 1]} and ended ${ENGAGEMENT[to - 1]}, after ${many(turns, "reply", "replies")}.`,
  again: "Play again",
  notOver: "The visit is not over yet.",
  debrief: "Turn by turn",
  strongest: "The strongest reply there",
  strongestYours: "No reply would have been stronger",
  worth: (worth: number): string =>
    worth >= 2 ? "strengthens it" : worth > 0 ? "helps" : worth <= -2 ? "harms it" : worth < 0 ? "costs a little" : "neither",
  noWorth: "Neither helps nor harms a skill",

  // goal
  sheet: "Goal sheet",
  sheetEmpty: "Still open",
  cards: "The cards",
  cardsHow: (cards: number): string =>
    `${many(cards, "card")} for five levels: ${many(cards - 5, "card")} stay${cards - 5 === 1 ? "s" : ""} in your hand. To move a card, take it off its level first.`,
  levelName: (level: string): string => `${signed(level)}  ${LEVELS[level] ?? ""}`,
  chooseCard: "Choose a card…",
  cardAt: (level: string): string => `on ${signed(level)}`,
  stillInGoal: (steps: readonly string[]): string => `Still open on the goal sheet: ${list(steps)}.`,
  stillLevels: (levels: readonly string[]): string => `no card on ${list(levels.map(signed))}`,
  wordingGoes: "Your wording is not marked by the programme: it goes to a person.",
  hints: "Something to look at again",
  hint: (found: string): string => `You wrote “${found}”.`,
  inYourWords: "In your words",

  // reflection
  yourText: "Your answer",
  words: (count: number): string => many(count, "word"),
  wordsSoFar: (count: number, least: number, most: number): string =>
    `${many(count, "word")} so far; ${least} to ${most} suggested`,
  writeFirst: "Write something first.",
  notMarked: "No programme judges what you write here. A person reads it, or you take it to supervision.",
  notMarkedRoom: "No programme judges what you write here. Your trainer can read it, so name nobody whom you work with.",
  notMarkedGraded: "No programme judges what you write here. A person reads it, with the criteria below.",
  rubric: "What a reader looks for",
  notices: "What a strong answer may notice",

  // chooser
  chooserTitle: "Choose an exercise",
  chooserLead: "Short, practical exercises on invented families. Take one that fits the time you have.",
  find: "Find by word",
  kindFilter: "What you do",
  skillFilter: "What it trains",
  anything: "Anything",
  found: (count: number): string => (count === 0 ? "No exercise fits. Try fewer filters." : `${many(count, "exercise")}`),
  clear: "Clear the filters",
  trains: "Trains",
  open: "Open",
  all: "All exercises",
  opening: "Opening the exercise…",
};

/** A competency's id in words, where its name is not at hand. */
export const inWords = (id: string): string => capital(id.replace(/-/g, " "));
