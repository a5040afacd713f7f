/** What is said of an answer on its way; another place than a room has other words. */

export interface Sending {
  /** `lasts`: whether it outlives the page. */
  notSent(lasts: boolean): string;
  notTaken: string;
}

export const sending: Sending = {
  notSent: (lasts) =>
    lasts
      ? "Not sent yet. Your answer is kept on this phone and will be sent by itself."
      : "Not sent yet. Your answer is kept while this page is open and will be sent by itself.",
  notTaken: "This answer was not taken.",
};
