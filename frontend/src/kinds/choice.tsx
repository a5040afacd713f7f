/** `choice`: one or several of the options. */

import { among, count, ids, type Closeness } from "../compare";
import { isObject } from "../record";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { ChoiceItem } from "../types";
import { Cards } from "../ui/cards";
import { Rationale, Verdict, Why } from "../ui/compare";
import { Icon } from "../ui/icons";
import { kind, type AskProps, type ViewProps } from "./kind";

export interface ChoiceAnswer {
  picked: string[];
}

const severalOf = (item: ChoiceItem): boolean => item.select === "many";

function Ask({ item, answer, onChange }: AskProps<ChoiceItem, ChoiceAnswer>) {
  const { id } = useSetting();
  const several = severalOf(item);
  const pick = (option: string, on: boolean): void => {
    const picked = several ? answer.picked.filter((entry) => entry !== option) : [];
    onChange({ picked: among(on ? [...picked, option] : picked, ids(item.options)) });
  };
  return (
    <>
      <p class="how">{several ? say.several : say.one}</p>
      <Cards
        type={several ? "checkbox" : "radio"}
        name={id(item.id, "pick")}
        labelledBy={id(item.id, "prompt")}
        options={item.options}
        picked={answer.picked}
        onPick={pick}
        testId={(option) => `option-${option}`}
      />
    </>
  );
}

/** What the key says of an option; null where there is nothing to say. */
function standing(
  item: ChoiceItem,
  option: string,
  picked: boolean,
  judge: string,
): { is: Closeness; words: string } | null {
  if (!item.key) return null;
  const credit = item.key.credit[option] ?? 0;
  const several = severalOf(item);
  if (credit <= 0) return picked ? { is: "apart", words: several ? say.unfit(judge) : say.otherwise(judge) } : null;
  if (credit >= 1) return { is: "same", words: several ? say.fits(judge) : say.best(judge) };
  return { is: "near", words: several ? say.partly : say.defensible };
}

function View({ item, answer }: ViewProps<ChoiceItem, ChoiceAnswer>) {
  const { judge } = useSetting();
  return (
    <>
      <ul class="plain options">
        {item.options.map((option) => {
          const yours = answer.picked.includes(option.id);
          const key = standing(item, option.id, yours, judge);
          return (
            <li key={option.id} class={`option ${yours ? "yours" : ""}`}>
              <p class="text">{option.text}</p>
              {(yours || key !== null) && (
                <p class="flags">
                  {yours && (
                    <span class="flag">
                      <Icon name="same" /> {say.yours}
                    </span>
                  )}
                  {key !== null && <Verdict {...key} />}
                </p>
              )}
              <Why text={item.key?.why?.[option.id]} />
            </li>
          );
        })}
      </ul>
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

export const choice = kind<ChoiceItem, ChoiceAnswer>({
  blank: () => ({ picked: [] }),
  read: (item, raw) => {
    const picked = isObject(raw) ? among(raw["picked"], ids(item.options)) : [];
    return picked.length > 0 ? { picked: severalOf(item) ? picked : picked.slice(0, 1) } : null;
  },
  missing: (item, { picked }) => (picked.length > 0 ? null : severalOf(item) ? say.pickSome : say.pickOne),
  agree: (item, { picked }) => {
    if (!item.key) return null;
    const { credit } = item.key;
    if (!severalOf(item)) return { same: count([credit[picked[0] ?? ""] === 1]), of: 1 };
    const agreed = item.options.map(({ id }) => picked.includes(id) === (credit[id] ?? 0) > 0);
    return { same: count(agreed), of: agreed.length };
  },
  Ask,
  View,
});
