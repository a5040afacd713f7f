/** One's own answer where no key is shown: as it was given, and not to be changed. */

import type { AnyKind } from "../kinds/kind";
import type { ItemBase } from "../types";

const nothing = (): void => undefined;

export function Own({ item, kind, answer }: { item: ItemBase; kind: AnyKind; answer: object }) {
  const { Ask, View } = kind;
  if (!kind.live) return <View item={item} answer={answer} />;
  // What is played step by step has no other form without its key.
  return (
    <fieldset disabled class="as-given">
      <Ask item={item} answer={answer} onChange={nothing} onRewind={nothing} />
    </fieldset>
  );
}
