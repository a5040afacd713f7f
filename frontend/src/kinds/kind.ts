/** What a kind of item must do. A new kind is one file that exports one of these, and an entry in index.ts. */

import type { ComponentType } from "preact";
import type { ItemBase } from "../types";

/** How many judgements there were, and in how many the trainee and the key agree. */
export interface Agreement {
  same: number;
  of: number;
}

export interface AskProps<I, A> {
  item: I;
  answer: A;
  onChange(answer: A): void;
  /** For live kinds: show this without saving it. */
  onRewind(answer: A): void;
}

export interface ViewProps<I, A> {
  item: I;
  answer: A;
}

export interface Kind<I extends ItemBase, A extends object> {
  blank(item: I): A;
  /** Read an answer that may be old or damaged; null if nothing of it can be used. */
  read(item: I, raw: unknown): A | null;
  /** A sentence that says what is still to do; null if the answer can be saved. */
  missing(item: I, answer: A): string | null;
  /** What a first answer is asked about, once, before it is saved; null if nothing about it is odd. */
  doubt?(item: I, answer: A): string | null;
  /** null where a person marks, or where the definition carries no key. */
  agree(item: I, answer: A): Agreement | null;
  Ask: ComponentType<AskProps<I, A>>;
  /** The trainee's own answer, beside the key where there is one. */
  View: ComponentType<ViewProps<I, A>>;
  /** Each change saves itself, and the question stays open beside its view. */
  live?: boolean;
}

/** A kind whose types are known to itself alone. */
export type AnyKind = Kind<ItemBase, object>;

export const kind = <I extends ItemBase, A extends object>(made: Kind<I, A>): AnyKind => made as unknown as AnyKind;
