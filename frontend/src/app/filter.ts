/** Which exercises fit a filter. Pure. */

import { inWords } from "../strings";
import type { Card } from "../types";

export interface Filter {
  text: string;
  kind: string;
  skill: string;
}

/** Every word must stand somewhere in the title, the summary or what it trains. */
export function fitting(cards: readonly Card[], { text, kind, skill }: Filter): Card[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    const about = [card.title, card.summary, ...card.competencies.map(inWords)].join(" ").toLowerCase();
    return (
      (!kind || card.kinds.includes(kind)) &&
      (!skill || card.competencies.includes(skill)) &&
      words.every((word) => about.includes(word))
    );
  });
}
