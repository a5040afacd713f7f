/** The one live region of a player: what happened, said once. */

import { useCallback, useState } from "preact/hooks";

interface Said {
  text: string;
  turn: number;
}

export function useLive(): [Said, (text: string) => void] {
  const [said, set] = useState<Said>({ text: "", turn: 0 });
  const announce = useCallback((text: string) => set(({ turn }) => ({ text, turn: turn + 1 })), []);
  return [said, announce];
}

/** A new element each time, so that the same words are heard twice. */
export const Live = ({ said }: { said: Said }) => (
  <div class="vh" aria-live="polite" data-testid="live">
    <span key={said.turn}>{said.text}</span>
  </div>
);
