/** What is shown: the contents, a section, or the last step. The address says which, so that "back" goes back. */

import { useEffect, useState } from "preact/hooks";

export type View = { is: "contents" } | { is: "section"; index: number } | { is: "hand-in" };

export const CONTENTS: View = { is: "contents" };
export const HAND_IN: View = { is: "hand-in" };
export const section = (index: number): View => ({ is: "section", index });

export function viewOf(hash: string, sections: number): View {
  if (hash === "#hand-in") return HAND_IN;
  const number = Number(/^#section-(\d{1,2})$/.exec(hash)?.[1] ?? 0);
  return number >= 1 && number <= sections ? section(number - 1) : CONTENTS;
}

export const hashOf = (view: View): string =>
  view.is === "section" ? `#section-${view.index + 1}` : view.is === "hand-in" ? "#hand-in" : "";

export function useView(sections: number): [View, (view: View) => void] {
  const [view, set] = useState(() => viewOf(location.hash, sections));
  useEffect(() => {
    const moved = (): void => set(viewOf(location.hash, sections));
    for (const event of ["hashchange", "popstate"]) window.addEventListener(event, moved);
    return () => {
      for (const event of ["hashchange", "popstate"]) window.removeEventListener(event, moved);
    };
  }, [sections]);
  const go = (next: View): void => {
    try {
      history.pushState(null, "", hashOf(next) || location.href.split("#")[0]);
    } catch {
      // A page in a frame without an address of its own still turns.
    }
    set(next);
  };
  return [view, go];
}
