/** The record's fingerprint, which the assessor's receipt repeats. */

import { useEffect, useState } from "preact/hooks";

/** The first 16 hexadecimal digits of the SHA-256 of the text as UTF-8, in fours; null where the browser has none. */
export async function fingerprint(text: string): Promise<string | null> {
  try {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const hex = Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
  } catch {
    // Only a page from a safe origin has it; the record is as good without.
    return null;
  }
}

/** The fingerprint of a text, once it is known; null before, and where there is none. */
export function useFingerprint(text: string): string | null {
  const [found, set] = useState<{ text: string; print: string | null } | null>(null);
  useEffect(() => {
    let wanted = true;
    void fingerprint(text).then((print) => {
      if (wanted) set({ text, print });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  return found?.text === text ? found.print : null;
}
