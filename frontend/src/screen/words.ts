/** What the wall says. */

export const words = {
  open: "Open",
  type: "and type",
  shut: "The door is shut. Whoever is in can come back in.",
  orScan: "or point a camera here",
  here: (people: number) =>
    people === 0 ? "Nobody is here yet" : people === 1 ? "1 person is here" : `${people} people are here`,
  answered: (count: number, of: number) => `${count} of ${of} have answered`,
  locked: "Answers are locked",
  onPhone: "Answer on your phone",
  ended: "Thank you",
  endedMore: "Your phone shows what you may keep.",
  why: (judge: string) => `What ${judge} thinks, and why`,
  noPanel: "One author's view. No panel has rated it.",
  more: (count: number) => `and ${count} more on your phone`,
  lost: "No connection. This screen comes back by itself.",
  left: (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`,
  timeUp: "Time is up",
  self: "At your own pace, on your phone",
};
