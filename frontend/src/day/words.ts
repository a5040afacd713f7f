/** Every word of a member's tablet that the server does not say. */

import { say } from "../strings";

const answers = (count: number): string => say.many(count, "answer");

export const words = {
  notSent: (lasts: boolean): string =>
    lasts
      ? "Waiting. It is kept on this tablet and will be sent by itself."
      : "Waiting. It is kept while this page is open and will be sent by itself.",
  notTaken: "This was not taken.",
  noServer: "The server does not answer.",

  // The foot
  allSaved: "All saved",
  nothing: "Nothing written yet",
  sending: (count: number): string => `Sending ${answers(count)}…`,
  waiting: (count: number, lasts: boolean): string =>
    `${answers(count)} waiting, kept ${lasts ? "on this tablet" : "while this page is open"}`,
  waits: "No connection. What you write is kept, and sent when there is one.",
  back: "Connected again. Everything is saved.",
  jumps: "Qualities on this sheet",
  jump: (name: string, done: boolean): string => `${name}: ${done ? "scored" : "still open"}`,

  // Notices
  blocked: "This browser keeps nothing for this page. Keep the page open until everything is saved.",
  elsewhere: (count: number): string =>
    `${answers(count)} from this tablet ${count === 1 ? "is" : "are"} not saved yet. Leave this page open until ${count === 1 ? "it is" : "they are"}.`,
  refused: (place: string, why: string): string => `Not taken${place ? `, ${place}` : ""}: ${why}`,
  wrote: "You had written:",
  understood: "Remove it from this tablet",

  // Talking
  kept: { settled: "The reason is kept.", change: "Your number is changed." },
  show: "Show it on this page",
  reason: (least: number): string =>
    `Write the line that was read, and what it is by the anchors: ${say.many(least, "character")} at least.`,

  // Locking
  locking: "Locking…",
  notLocked: (why: string): string => `Not locked. ${why}`,
  stillWaiting: (count: number): string =>
    `Not locked: ${answers(count)} still wait${count === 1 ? "s" : ""} on this tablet. ${count === 1 ? "It is" : "They are"} sent by ${count === 1 ? "itself" : "themselves"}; lock when all is saved.`,
  lacking: "Not locked. Each quality needs a number with a line in their words, or “not seen”. Still open:",
  again: "Open the sheet again",
  sayAlone: "Not locked. Tick that you scored by yourself, and then lock.",
};
