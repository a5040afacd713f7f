/** What the search page says. */
export const says = {
  reading: "Reading the handbook’s index …",
  ready: "Type a few words: a chapter, something a parent said, a term.",
  none: (question: string) => `Nothing was found for “${question}”. Try one word fewer, or look in the contents.`,
  found: (count: number, question: string) =>
    count === 1 ? `One page for “${question}”` : `${count} pages for “${question}”`,
  first: (shown: number) => `the best ${shown} are shown`,
  kinds: { exercise: "Exercise", term: "Glossary", fact: "Evidence", source: "Source" } as Record<string, string>,
  pages: { page: "", path: "Reading path", list: "List" } as Record<string, string>,
  missing: "The index of the handbook did not load. Reload the page; if that does not help, use the contents.",
};
