/** A room's code as people type it, read it aloud, paste it or scan it. Pure. */

export const ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789";
export const LENGTH = 6;
const PASS = 10;

/** What stands behind /join/ in an address, or the text itself. */
const behind = (text: string): string => /\/join\/([^/?#\s]*)/i.exec(text)?.[1] ?? text;

const plain = (text: string): string =>
  Array.from(behind(text).normalize("NFKC").toUpperCase())
    .filter((char) => /[A-Z0-9]/.test(char))
    .join("");

export type Typed =
  | { is: "code"; code: string; pass: string }
  | { is: "empty" }
  /** Characters that no code has. */
  | { is: "unlike"; chars: string[] }
  | { is: "length"; count: number };

export function readCode(text: string): Typed {
  const chars = plain(text);
  if (chars === "") return { is: "empty" };
  const unlike = [...new Set(chars)].filter((char) => !ALPHABET.includes(char));
  if (unlike.length > 0) return { is: "unlike", chars: unlike };
  if (chars.length !== LENGTH && chars.length !== LENGTH + PASS) return { is: "length", count: chars.length };
  return { is: "code", code: chars.slice(0, LENGTH), pass: chars.slice(LENGTH) };
}

/** What is sent to the door. */
export const door = ({ code, pass }: { code: string; pass: string }): string => (pass ? `${code}-${pass}` : code);

/** The code in this page's address, if it has one. */
export const codeIn = (path: string): Typed => readCode(/^\/join\/(.+)$/.exec(path)?.[1] ?? "");
