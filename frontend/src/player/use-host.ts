import { useEffect, useReducer } from "preact/hooks";
import type { Host } from "../hosts/host";

/** Draw again whenever the host has news. */
export function useHost(host: Pick<Host, "watch">): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    redraw(null);
    return host.watch(() => redraw(null));
  }, [host]);
}
