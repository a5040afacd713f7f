/** Whether there is room for the case beside the questions. */

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const WIDE_EM = 60;

export function useWide(element: RefObject<HTMLElement | null>): boolean {
  const [wide, set] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched || typeof ResizeObserver === "undefined") return;
    const measure = (): void => {
      const em = parseFloat(getComputedStyle(watched).fontSize) || 16;
      set(watched.clientWidth >= WIDE_EM * em);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, []);
  return wide;
}
