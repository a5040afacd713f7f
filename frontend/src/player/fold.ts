/** Long pages stay short: an exercise opens when it is asked for, and stays open in its tab. */

import { useEffect, useState } from "preact/hooks";

const key = (slug: string): string => `mp:open:${slug}`;

function remembered(slug: string): boolean {
  try {
    return window.sessionStorage.getItem(key(slug)) !== null;
  } catch {
    return false;
  }
}

function remember(slug: string, open: boolean): void {
  try {
    if (open) window.sessionStorage.setItem(key(slug), "");
    else window.sessionStorage.removeItem(key(slug));
  } catch {
    // A browser that keeps nothing folds it again on the next page.
  }
}

const linked = (slug: string): boolean => window.location.hash === `#exercise-${slug}`;

/** Whether the exercise is open, and how to change it; always open where it does not fold. */
export function useFold(slug: string, folds: boolean): [boolean, () => void] {
  const [open, setOpen] = useState(() => !folds || remembered(slug) || linked(slug));
  useEffect(() => {
    if (!folds) return;
    const follow = (): void => {
      if (linked(slug)) setOpen(true);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [slug, folds]);
  const toggle = (): void => {
    remember(slug, !open);
    setOpen(!open);
  };
  return [open, toggle];
}
