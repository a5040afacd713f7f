import { asPhrase } from "./words";

interface Group {
  said: string[];
  phrases: string[];
}

/** Words that mean the same: what else to look for, when somebody types one of a group. */
export class Same {
  private readonly groups: Group[];

  constructor(same: readonly (readonly string[])[]) {
    this.groups = same.map((said) => ({ said: [...said], phrases: said.map(asPhrase) }));
  }

  /** The other phrases of every group of which one stands in the question; `whole` where it is all of it. */
  others(question: string): { phrase: string; whole: boolean }[] {
    const asked = asPhrase(question);
    return this.groups.flatMap(({ said, phrases }) => {
      if (!phrases.some((phrase) => asked.includes(phrase))) return [];
      const whole = phrases.includes(asked);
      return said.filter((_, place) => !asked.includes(phrases[place]!)).map((phrase) => ({ phrase, whole }));
    });
  }
}
