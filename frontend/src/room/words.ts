/** Every word of a participant's page; what a question says is in ../strings. */

import { say } from "../strings";
import type { StepKind } from "./state";

const { many } = say;

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const about = (seconds: number): string =>
  seconds >= 60 ? many(Math.round(seconds / 60), "minute") : many(seconds, "second");

export const words = {
  brand: "Motivational Practice",

  // At the door
  join: "Join the workshop",
  joinLead: "Type the code that your trainer shows. You need no account, and no app.",
  code: "Code",
  codeHow: "Six letters and digits. Capitals and spaces do not matter.",
  codeEmpty: "Type the code first.",
  codeUnlike: (chars: readonly string[]): string =>
    `No code has ${say.list(chars.map((char) => `“${char}”`))}. Codes leave out 0, 1, 2 and 5, and I, L, O, S and Z. Please look again.`,
  codeLength: (count: number): string => `A code has six characters; this has ${count}. Please look again.`,
  enter: "Join",
  joining: "Joining…",
  noServer: "The workshop’s server does not answer. Check that this phone is on the right network, then try again.",
  tryAgain: "Try again",
  back: (title: string): string => (title ? `Go back to “${title}”` : "Go back to your room"),
  backLead: "This phone was in a room before.",
  otherCode: "Or join with another code",
  table: "Which table are you at?",
  tableHow: (tables: number): string => `A number from 1 to ${tables}.`,
  tableMissing: "Choose your table first.",
  tableWrong: (tables: number): string => `This room has tables 1 to ${tables}.`,
  tableIs: (table: number): string => `Table ${table}`,
  name: "Your name",
  nameHow: "The trainer sees it beside your answers. You may leave it empty.",
  opening: "One moment…",
  openingLong: "This takes longer than it should. It goes on by itself as soon as the server answers.",
  gone: "This room does not know this phone any more.",
  goneHow: "The trainer may have asked everybody to come in anew, or closed and deleted it. If your workshop goes on, join again with the code on the screen.",
  joinAgain: "Join again",

  // The head and the foot
  lobby: "Before it begins",
  stepOf: (number: number, of: number): string => `Step ${number} of ${of}`,
  step: (number: number): string => `Step ${number}`,
  kinds: { item: "Question", transcript: "Conversation", pause: "Pause" } as Record<StepKind, string>,
  connected: "Connected",
  away: "Not connected",
  awayNone: "Not connected. This page goes on by itself.",
  awayKept: (count: number, lasts: boolean): string =>
    `Not connected. ${count === 1 ? "Your answer is" : `${count} answers are`} kept ${lasts ? "here" : "while this page is open"} and will be sent.`,
  sending: (count: number): string => `Sending ${many(count, "answer")}…`,
  allSent: "Connected. Every answer is saved.",
  again: "Connected again.",
  blocked:
    "This browser keeps nothing for this page. It works as long as the page is open: keep it open until every answer is saved.",

  // Sending
  refused: (step: number | null, why: string): string =>
    step === null ? `An answer was not taken. ${why}` : `Your answer to step ${step} was not taken. ${why}`,
  understood: "Understood",
  late: "It came after the question was closed, and is shown as late.",

  // Lobby
  youAreIn: "You are in",
  lobbyLead: "The trainer begins soon. Leave this page open; it follows by itself.",
  how: [
    "You read a conversation, and judge it by yourself.",
    "Then you see how the room judged, and why somebody with practice sees it as they do.",
    "If your phone sleeps or loses the network, you come back to where you were.",
  ],
  noNames: "No name is kept with your answers.",
  withName: (name: string | null): string =>
    name ? `You are here as ${name}. The trainer can see which answers are yours.` : "You gave no name.",

  // Steps
  case: "The situation and what was said",
  story: "The conversation",
  line: (shown: number, of: number): string => `Line ${shown} of ${of}`,
  listening: "The next line appears when the trainer goes on.",
  heardAll: "That is the whole conversation.",
  locked: "Closed",
  lockedHow: "No answer is taken any more. The trainer shows next how the room answered.",
  closedWriting: "The trainer has closed this question. What you wrote stays here, but it was not sent.",
  noAnswer: "You gave no answer here.",
  notSentDraft: "What you chose here was not sent before the question closed.",
  pause: "Pause",
  pauseLead: "It goes on here by itself.",
  fetching: "Fetching this step…",
  unknownStep: "This step is not here yet.",

  // Revealed
  room: "How the room answered",
  people: (count: number): string => (count === 0 ? "Nobody answered." : `${many(count, "person", "people")} answered.`),
  wrote: (count: number): string =>
    count === 0 ? "Nobody wrote anything." : `${many(count, "person", "people")} wrote. Nobody’s words are shown here.`,
  asYou: (count: number, of: number): string =>
    count === 1 ? `You alone of ${of} chose this.` : `You and ${many(count - 1, "other")} of ${of} chose the same.`,
  answer: "Answer",
  count: "How many",
  of: (of: number): string => `of ${of}`,
  viewOf: (judge: string): string => `The ${judge}’s view`,
  you: "You",
  counting: "Counting…",

  // Following and looking back
  moved: (what: string): string => `The trainer has gone on: ${what}`,
  shown: "The trainer has shown how the room answered.",
  closed: "The trainer has closed this question.",
  goThere: "Go there",
  show: "Show it",
  lookingBack: "You are looking back.",
  trainerAt: (what: string): string => `The trainer is at ${what}.`,
  lookBack: "Look back",
  steps: "The steps",
  stepsLead: "Go through them in any order and at your own pace.",
  toSteps: "The steps",
  next: "Next",
  previous: "Previous",
  stepName: (number: number, what: string): string => `Step ${number}: ${what}`,
  states: {
    open: "Open",
    locked: "Closed",
    revealed: "Shown",
  },
  answered: "Answered",
  waitingState: "On its way",
  blank: "Not answered",
  doneOf: (done: number, of: number): string => `${done} of ${of} questions answered`,

  // Timer
  left: (seconds: number): string => clock(seconds),
  leftAbout: (seconds: number): string => (seconds >= 60 ? `About ${about(seconds)}` : "Less than a minute"),
  leftHeard: (seconds: number): string => `${about(seconds)} left.`,
  timer: "Time left",
  timeUp: "Time is up",
  timeUpHeard: "The time is up. You can answer until the trainer closes the question.",

  // The end
  endedBrief: "The end",
  ended: "That was the workshop",
  endedLead: "Thank you for taking part.",
  endedCount: (count: number): string =>
    count === 0 ? "You saved no answer." : `You saved answers to ${many(count, "question")}.`,
  stillWaiting: (count: number): string =>
    `${count === 1 ? "One answer is" : `${count} answers are`} still on the way. Leave this page open until ${count === 1 ? "it is" : "they are"} saved.`,
  home: "Take your answers home",
  homeMake: "Make my page",
  homeLead:
    "A page of your own, with your answers beside the reasons. Keep its address: whoever has it can read it, and nobody can change anything there.",
  homeFailed: "The page could not be made just now. Try again in a moment.",
  copy: "Copy its address",
  copied: "Copied.",
  notCopied: "Copying did not work here. Open the page and keep its address.",
  download: "Download my answers",
  downloadHow: "One file with every answer you saved, which a course or a later workshop can read.",
  leave: "Leave this room on this phone",
  leaveAsk: "Leave? This phone then forgets that it was here. Answers that were saved stay with the workshop.",
  leaveYes: "Yes, leave",
  no: "No, stay",

  // To take home
  homeTitle: "Your answers",
  homePrivate: "Whoever has this address can read this page. It names nobody.",
  homeGone: "There is nothing at this address any more, or the trainer has closed it.",
  print: "Print",
  notShown: "Its reasons were not shown in the workshop.",
};
