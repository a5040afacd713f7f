/** Every word of an assessment's own pages; what a question says is in ../strings. */

import { say } from "../strings";

const { many } = say;

export const words = {
  // Masthead
  mark: "Assessment",
  sections: (count: number): string => many(count, "section"),
  passMark: (provisional: boolean): string =>
    provisional ? "The pass mark is still a proposal: no panel has set it." : "The pass mark was set by a panel.",
  about: "About this assessment",
  sitter: "Sitting as",
  change: "Change",
  changeName: "Change the name",

  // Before the first question
  begin: "Before you begin",
  who: "Your name or staff number, as your course has it",
  whoWhy: "It goes into your record, so that your assessor can tell whose it is.",
  whoMissing: "Write your name or staff number first.",
  start: "Begin",
  how: "How it works",
  steps: (page: boolean): string[] => [
    "Answer the sections in any order. You can leave a question blank, and come back to it.",
    page
      ? "Each answer is kept on this device when you press “Save answer”. You can close this page and go on later, in the same browser."
      : "Each answer is kept on this server when you press “Save answer”. You can close this page and go on later, in the same browser.",
    page
      ? "Nothing is sent from this page. At the end you download one file, your record, and send it as your course told you."
      : "At the end you download one file, your record, and send it as your course told you.",
    "The page holds no key: it shows no marks. A person or the marking programme marks your record later.",
  ],
  begun: "Have you begun on another device?",
  begunHow: "Choose the record that you downloaded there, and go on from it.",

  // What the browser keeps
  blocked:
    "This browser keeps nothing for this page, and forgets your answers when you close it. Before you close it, go to “Before you hand in” and download your record.",
  blockedServer:
    "This browser does not remember who you are. Your answers are kept on the server, but you cannot come back to them: download your record before you close this page.",
  framed:
    "This page is shown inside another page or app, which may forget your answers when it closes. Before you leave it, go to “Before you hand in” and download your record.",
  privately:
    "A private window, or a preview inside a mail app, forgets your answers when it closes. If this is one, download your record first.",
  unkept: (count: number): string =>
    `${many(count, "answer is", "answers are")} not kept yet. Before you close this page, go to “Before you hand in” and download your record.`,
  unsent: (count: number): string =>
    `${many(count, "answer has", "answers have")} not reached the server yet. This browser keeps what is missing and sends it again; if it stays so, go to “Before you hand in” and download your record.`,

  // Contents
  contents: "Contents",
  toContents: "Contents",
  nav: "Where you are in the assessment",
  toCase: "The case",
  fromCase: "My question",
  ofAll: (done: number, all: number): string => `${done} of ${all}`,
  areAnswered: "answered",
  sectionOf: (number: number, of: number): string => `Section ${number} of ${of}`,
  answered: (done: number, of: number): string => `${done} of ${of} answered`,
  left: (blank: number): string => (blank === 0 ? "" : `${blank} left blank`),
  timeLeft: (minutes: number, all: number): string =>
    minutes === 0 ? "Every question has an answer." : `About ${many(minutes, "minute")} of ${all} left.`,
  begunCount: (count: number): string => `${count} not saved`,
  openSection: (title: string, done: number, of: number): string =>
    `${title}: ${done === 0 ? "begin" : done < of ? "go on" : "look again"}`,

  // Turning
  previous: "Previous",
  next: "Next",

  // The last step
  handIn: "Before you hand in",
  handInLead: "Three things, and your record is ready to send.",
  blank: "Look at what is blank",
  noBlank: (of: number): string => `Nothing is blank: all ${of} questions have an answer.`,
  blankCount: (count: number): string =>
    count === 1 ? "One question has no saved answer. You may leave it blank." : `${count} questions have no saved answer. You may leave them blank.`,
  changedCount: (count: number): string =>
    count === 1
      ? "One answer was changed and not saved again: the earlier one counts."
      : `${count} answers were changed and not saved again: the earlier ones count.`,
  question: (number: number, kind: string): string => `Question ${number}: ${kind}`,
  states: {
    blank: "Blank",
    begun: "Chosen or written, but not saved",
    changed: "Changed, but not saved again",
    done: "Answered",
  },
  record: "Download your record",
  recordIs: (name: string): string => `The file is called ${name}. It holds your name and every answer you saved.`,
  download: "Download my record",
  share: "Share it…",
  shareFailed: "Sharing did not work here. Download the record instead.",
  given: {
    never: "Not downloaded yet.",
    changed: "You have saved something since you downloaded it. Download it again.",
    newest: "Downloaded. Nothing has changed since.",
  },
  fingerprint: "Its fingerprint",
  fingerprintWhy: "The receipt from your assessor repeats it. If it is the same, your record arrived as you sent it.",
  noDownload: "No file arrived?",
  noDownloadHow: "Copy the whole text below into a message or a file, and send that.",
  text: "Your record as text",
  copy: "Copy the text",
  copied: "Copied.",
  notCopied: "Copying did not work here. The text is selected: copy it yourself.",
  send: "Send it",
  sendHow: (page: boolean): string =>
    page
      ? "Send the file as your course told you, by upload or by email. This page sends nothing itself."
      : "Send the file as your course told you, by upload or by email. The server keeps your answers too.",
  keepIt: "Keep the file until you have your result. You can go on answering and download again: the last record before the deadline counts.",

  // Another device, another person
  more: "Another device, another person",
  takeUp: "Take up a downloaded record",
  takeUpHow: "Go on here from a record that you downloaded on another device. What is answered here stays; of two answers to one question the newer one counts.",
  choose: "Choose a record",
  tookUp: (count: number): string =>
    count === 0 ? "Everything in this record is here already." : `Taken up: ${many(count, "line")} of the record new to this page.`,
  damaged: (count: number): string =>
    `${count === 1 ? "One damaged line was" : `${count} damaged lines were`} left out. If an answer is missing, download the record again where it comes from.`,
  notRecord: (name: string): string =>
    `“${name}” is no record of this assessment, or it is damaged. Nothing was taken up, and your answers here are as they were.`,
  otherRecord: (name: string): string =>
    `“${name}” is a record of something else. Nothing was taken up, and your answers here are as they were.`,
  unreadable: (name: string): string =>
    `“${name}” could not be read. Nothing was taken up, and your answers here are as they were.`,
  tooLarge: (name: string): string =>
    `“${name}” is too large to be a record. Nothing was taken up, and your answers here are as they were.`,
  whose: (theirs: string, mine: string): string =>
    `This record is “${theirs}”’s, and you sit as “${mine}”. Take its answers up as yours?`,
  yesTakeUp: "Yes, they are mine",
  no: "No, leave it",
  leftIt: "Nothing was taken up.",
  afresh: (id: string): string => `Not ${id}?`,
  afreshHow: (page: boolean): string =>
    page
      ? "To sit the assessment yourself, download this record for whoever it belongs to, then delete it from this device."
      : "To sit the assessment yourself, begin a record of your own. This one stays on the server.",
  wipe: "Delete from this device",
  wipeAsk: "Delete every answer to this assessment from this device? This cannot be undone.",
  wipeYes: "Yes, delete",
  own: "Begin my own record",
  ownAsk: "Begin a record of your own? This browser then cannot open the other one again.",
  ownYes: "Yes, begin",

  // Faults
  badPaper: "This assessment cannot be shown: its definition is damaged. Please ask your course for it again.",
  waiting: "Waiting for the assessment…",
};
