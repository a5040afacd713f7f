/** `sorting`: put cards into bins. */

import { count, ids, placed, textOf, type Closeness } from "../compare";
import { isObject } from "../record";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { SortingItem } from "../types";
import { Pair, Rationale, Verdict, Why } from "../ui/compare";
import { kind, type AskProps, type ViewProps } from "./kind";

export interface SortingAnswer {
  bins: Record<string, string>;
}

const read = (item: SortingItem, raw: unknown): SortingAnswer => ({
  bins: placed(isObject(raw) ? raw["bins"] : null, ids(item.cards), ids(item.bins)),
});

export function closeness(item: SortingItem, card: string, bin: string | undefined): Closeness {
  if (item.key?.bins[card] === bin) return "same";
  return (item.key?.part?.[card]?.[bin ?? ""] ?? 0) > 0 ? "near" : "apart";
}

function Ask({ item, answer, onChange }: AskProps<SortingItem, SortingAnswer>) {
  const { id } = useSetting();
  return (
    <>
      {item.cards.map((card) => (
        <fieldset key={card.id} class="sort">
          <legend>{card.text}</legend>
          <div class="bins">
            {item.bins.map((bin) => (
              <label key={bin.id} class="bin">
                <input
                  type="radio"
                  name={id(item.id, card.id)}
                  value={bin.id}
                  checked={answer.bins[card.id] === bin.id}
                  onChange={() => onChange(read(item, { bins: { ...answer.bins, [card.id]: bin.id } }))}
                  data-testid={`bin-${card.id}-${bin.id}`}
                />
                <span>{bin.text}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

function View({ item, answer }: ViewProps<SortingItem, SortingAnswer>) {
  const name = (bin: string | undefined): string => textOf(item.bins, bin) || say.unplaced;
  return (
    <>
      <ul class="plain rows">
        {item.cards.map((card) => {
          const mine = answer.bins[card.id];
          const is = closeness(item, card.id, mine);
          return (
            <li key={card.id} class="row">
              <p class="text">{card.text}</p>
              <div class="outcome">
                <Pair mine={name(mine)} {...(item.key ? { theirs: name(item.key.bins[card.id]) } : {})} />
                {item.key && <Verdict is={is} {...(is === "near" ? { words: say.defensible } : {})} />}
              </div>
              <Why text={item.key?.why?.[card.id]} />
            </li>
          );
        })}
      </ul>
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

export const sorting = kind<SortingItem, SortingAnswer>({
  blank: () => ({ bins: {} }),
  read: (item, raw) => {
    const answer = read(item, raw);
    return Object.keys(answer.bins).length > 0 ? answer : null;
  },
  missing: (item, { bins }) => {
    const open = item.cards.length - Object.keys(bins).length;
    return open > 0 ? say.stillToSort(open) : null;
  },
  agree: (item, { bins }) => {
    const key = item.key?.bins;
    const cards = ids(item.cards);
    return key ? { same: count(cards.map((card) => bins[card] === key[card])), of: cards.length } : null;
  },
  Ask,
  View,
});
