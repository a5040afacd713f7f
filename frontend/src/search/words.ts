import { stemmer } from "stemmer";

const WORD = /[\p{L}\p{N}]+(?:['’.:/-][\p{L}\p{N}]+)*/gu;

/** Words as the index keeps them: "re-referral" whole and also as its parts. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    found.push(word);
    const parts = word.split(/['’.:/-]/u).filter((part) => part.length > 1);
    if (parts.length > 1) found.push(...parts);
  }
  return found;
}

/** A word without its ending, so that "reflections" finds "reflection"; null where it says nothing. */
export function termOf(word: string, stop: ReadonlySet<string>): string | null {
  const plain = word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/’/gu, "'").replace(/'s$/u, "");
  if (plain.length < 2 && !/\d/u.test(plain)) return null;
  return stop.has(plain) ? null : stemmer(plain);
}

/** A text as one line of terms between spaces, in which a phrase can be looked for. */
export function asPhrase(text: string): string {
  const words = [...text.toLowerCase().matchAll(WORD)].map(([word]) => stemmer(word.replace(/’/gu, "'").replace(/'s$/u, "")));
  return ` ${words.join(" ")} `;
}
