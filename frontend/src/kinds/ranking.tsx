/** `ranking`: put responses in order, by buttons, or by dragging as an extra. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { count, ids, strings, textOf } from "../compare";
import { isObject } from "../record";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { RankingItem } from "../types";
import { Rationale, Verdict, Why } from "../ui/compare";
import { Icon } from "../ui/icons";
import { Heard } from "../ui/text";
import { useDrag } from "./drag";
import { kind, type AskProps, type ViewProps } from "./kind";

export interface RankingAnswer {
  order: string[];
}

/** The places, from 1, at which the key has each response; a tie spans several. */
export function spans(order: readonly (readonly string[])[]): Map<string, [number, number]> {
  const found = new Map<string, [number, number]>();
  let start = 1;
  for (const group of order) {
    for (const entry of group) found.set(entry, [start, start + group.length - 1]);
    start += group.length;
  }
  return found;
}

export const distance = ([low, high]: readonly [number, number], place: number): number =>
  Math.max(low - place, place - high, 0);

export function movedTo(order: readonly string[], entry: string, place: number): string[] {
  const others = order.filter((each) => each !== entry);
  others.splice(place, 0, entry);
  return others;
}

function Ask({ item, answer, onChange }: AskProps<RankingItem, RankingAnswer>) {
  const { announce } = useSetting();
  const follow = useRef<string | null>(null);
  const { order } = answer;
  const text = (entry: string): string => textOf(item.options, entry);

  const put = (entry: string, place: number): void => onChange({ order: movedTo(order, entry, place) });
  const step = (entry: string, place: number): void => {
    if (place < 0 || place >= order.length) return announce(say.atEnd(text(entry), place < 0));
    put(entry, place);
    announce(say.moved(text(entry), place + 1, order.length));
  };
  const { list, held, start, handlers } = useDrag(order, put);

  // A moved element loses the focus; give it back to the button that was pressed.
  useLayoutEffect(() => {
    const button = follow.current && list.current?.querySelector<HTMLElement>(`[data-testid="${follow.current}"]`);
    follow.current = null;
    if (button) button.focus();
  });

  const Button = ({ entry, by, place }: { entry: string; by: -1 | 1; place: number }) => {
    const testId = `${by < 0 ? "up" : "down"}-${entry}`;
    const stuck = place + by < 0 || place + by >= order.length;
    return (
      <button
        type="button"
        class="step"
        aria-label={(by < 0 ? say.up : say.down)(text(entry), place + 1, order.length)}
        aria-disabled={stuck}
        onClick={() => {
          follow.current = testId;
          step(entry, place + by);
        }}
        data-testid={testId}
      >
        <Icon name={by < 0 ? "up" : "down"} />
      </button>
    );
  };

  return (
    <>
      <p class="how">{say.rankHow}</p>
      <p class="end">{item.first ?? "Best"}</p>
      <ol class="plain rank" ref={list} {...handlers}>
        {order.map((entry, place) => (
          <li key={entry} class={held === entry ? "held" : ""}>
            <span class="numeral" onPointerDown={start(entry)}>
              <Heard>{say.place(`${place + 1}`)}: </Heard>
              <span aria-hidden="true">{place + 1}</span>
            </span>
            <span class="text">{text(entry)}</span>
            <span class="steps">
              {Button({ entry, by: -1, place })}
              {Button({ entry, by: 1, place })}
            </span>
          </li>
        ))}
      </ol>
      <p class="end">{item.last ?? "Worst"}</p>
    </>
  );
}

function View({ item, answer }: ViewProps<RankingItem, RankingAnswer>) {
  const { judge } = useSetting();
  const key = item.key ? spans(item.key.order) : null;
  const shown = item.key ? item.key.order.flat() : answer.order;
  return (
    <>
      <p class="end">{item.first ?? "Best"}</p>
      <ol class="plain rank">
        {shown.map((entry) => {
          const mine = answer.order.indexOf(entry) + 1;
          const span = key?.get(entry);
          const apart = span ? distance(span, mine) : 0;
          return (
            <li key={entry} class="ranked">
              <div class="places">
                <span>
                  <span class="label">{say.you}</span> <b>{mine}</b>
                </span>
                {span && (
                  <span>
                    <span class="label">{say.capital(judge)}</span> <b>{say.tied(...span)}</b>
                  </span>
                )}
              </div>
              <div>
                <p class="text">{textOf(item.options, entry)}</p>
                {span && (
                  <p class="flags">
                    <Verdict is={apart === 0 ? "same" : apart === 1 ? "near" : "apart"} words={say.placesApart(apart)} />
                  </p>
                )}
                <Why text={item.key?.why?.[entry]} />
              </div>
            </li>
          );
        })}
      </ol>
      <p class="end">{item.last ?? "Worst"}</p>
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

export const ranking = kind<RankingItem, RankingAnswer>({
  blank: (item) => ({ order: ids(item.options) }),
  read: (item, raw) => {
    const order = [...new Set(strings(isObject(raw) ? raw["order"] : null))];
    const known = ids(item.options);
    return order.length === known.length && order.every((entry) => known.includes(entry)) ? { order } : null;
  },
  missing: () => null,
  doubt: (item, { order }) => (ids(item.options).every((entry, place) => order[place] === entry) ? say.asGiven : null),
  agree: (item, { order }) => {
    if (!item.key) return null;
    const key = spans(item.key.order);
    const same = order.map((entry, index) => distance(key.get(entry) ?? [0, 0], index + 1) === 0);
    return { same: count(same), of: order.length };
  },
  Ask,
  View,
});
