/** The registry: one entry a kind. */

import { branching } from "./branching";
import { choice } from "./choice";
import { coding } from "./coding";
import { goal } from "./goal";
import type { AnyKind } from "./kind";
import { ranking } from "./ranking";
import { rating } from "./rating";
import { reflection } from "./reflection";
import { sorting } from "./sorting";

const REGISTRY: Record<string, AnyKind> = {
  rating,
  coding,
  choice,
  ranking,
  sorting,
  branching,
  goal,
  reflection,
};

export const kindOf = (name: string): AnyKind | null =>
  Object.prototype.hasOwnProperty.call(REGISTRY, name) ? REGISTRY[name]! : null;
