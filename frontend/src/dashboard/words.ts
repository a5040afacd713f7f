/** What the dashboard says. */

const count = (number: number): string => number.toLocaleString("en-GB");

export const words = {
  title: "Measures",
  about: "Read your team's own tables, look at what they allow, and take away what you need.",
  privacy:
    "What is read stays in this computer's memory. It is not saved and not sent anywhere, and is forgotten when you close this page. Only what you download is kept, where you save it.",
  silence: "The dashboard does not answer just now. Try again in a moment.",
  loading: "Getting ready …",

  read: "Read tables",
  choose: "Choose .csv or .xlsx files",
  chooseHint: "Several at once, 100 MB each at most.",
  invented: "Try with the invented authority",
  inventedHint: "Tables of four years in which nobody exists, one of them with faults on purpose.",
  kinds: "Which tables can be read",
  kindsHint: "Each has a template with a guide:",
  template: (name: string) => `mp measure template ${name}`,
  reading: (file: string) => `Reading ${file} …`,
  readingInvented: "Making the invented tables …",
  done: (files: number) => (files === 1 ? "1 table was read." : `${count(files)} tables were read.`),

  faults: "What has faults",
  cell: "Cell",
  wrong: "What is wrong",
  right: "What would be right",
  whole: "the file",
  moreFaults: (more: number) => `And ${count(more)} more.`,
  dismiss: (file: string) => `Put this list away: ${file}`,
  gone: "Put this list away",
  which: "What kind of data is it?",
  readAs: "Read it so",
  leaveOut: "Leave this file out",

  tables: "Tables",
  none: "No table has been read yet.",
  rows: (rows: number) => (rows === 1 ? "1 row" : `${count(rows)} rows`),
  drop: (file: string) => `Forget this table: ${file}`,
  forget: "Forget this table",
  howRead: "How it was read",
  filters: "Look at",
  reset: "Look at all",
  looking: "Looking …",
  looked: (panels: number) => (panels === 1 ? "1 measure." : `${count(panels)} measures.`),

  mayBe: "May be said",
  mayNot: "May not be said",
  found: "All that was found",
  figures: "The figures",
  refused: "No figure",

  take: "Download",
  codes: "Codes instead of ids, and no free text",
  codesHint:
    "For whatever has a row of single people. The codes are drawn anew each time, and kept nowhere. Rare dates and figures can still be recognised: treat it as personal data all the same.",
  noCodes: "Downloads will hold ids and free text as they stand in your file.",
  takeRows: "The rows that you look at",
  takePage: "One page for the head of service, of all tables",
  takeFigures: (name: string) => `Figures: ${name.replace(/-/g, " ")}`,
  takeChart: "Chart",
  people: "single people",
  as: (what: string, form: string) => `${what}, as ${form}`,
  got: (name: string) => `${name} is in your downloads.`,
  noPicture: "This browser could not make a picture of the chart. Take the .svg file.",
};
