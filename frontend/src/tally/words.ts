/** What charts of a room's answers say. */

export const words = {
  value: "Answer",
  count: "People",
  judges: { panel: "the panel", author: "the author" } as Record<string, string>,
  legend: (judge: string) => `what ${judge} gave`,
  isKey: (judge: string) => `, which ${judge} gave`,
  all: "How many gave which answer",
};

export const judgeIn = (judge: string): string => words.judges[judge] ?? judge;
