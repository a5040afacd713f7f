/** The levels of one goal: the words of each, and where things stood, level by level. */

import { Step } from "../ui/scale";
import { mark, OPTIONS, Written, type OfFilling } from "./fields";
import type { Item, Section } from "./types";

const signed = (level: number): string => (level > 0 ? `+${level}` : String(level).replace("-", "−"));

interface LevelProps extends OfFilling {
  item: Item;
  ticks: readonly Item[];
  /** A tick that is missing is marked where it can be picked first. */
  first: boolean;
}

function Level({ filling, item, ticks, first }: LevelProps) {
  const level = String(item.level);
  const means = ticks[0]?.rungs.find(({ value }) => value === level)?.words;
  const wrong = mark(filling, item.id) ?? (first && ticks.some(({ id }) => filling.marked(id)) ? "" : undefined);
  return (
    <div class="rung" id={`i-${item.id}`} data-wrong={wrong}>
      <div class="step">
        <b class="numeral">{signed(item.level ?? 0)}</b> <span>{means}</span>
      </div>
      <div class="what">
        <label class="away" for={`f-${item.id}`}>
          {item.text}
        </label>
        <Written filling={filling} field={item} />
      </div>
      <div class="ticks">
        {ticks.map(({ id, text }) => (
          <Step
            key={id}
            name={id}
            rung={{
              value: level,
              sign: "",
              words: (
                <>
                  {text}
                  <span class="away">: {means}</span>
                </>
              ),
            }}
            picked={filling.value(id) || null}
            onPick={(value) => filling.set(id, value)}
            testId={`point-${id}`}
            look={OPTIONS}
          />
        ))}
      </div>
    </div>
  );
}

export function Levels({ filling, section }: OfFilling & { section: Section }) {
  const ticks = section.items.filter(({ kind }) => kind === "level");
  const worded = section.items.filter(({ kind }) => kind === "text");
  return (
    <div class="ladder">
      <div class="rung heads" aria-hidden="true">
        <span />
        <span />
        <span class="ticks">
          {ticks.map(({ id, text }) => (
            <span key={id}>{text}</span>
          ))}
        </span>
      </div>
      {worded.map((item, place) => (
        <Level key={item.id} filling={filling} item={item} ticks={ticks} first={place === 0} />
      ))}
    </div>
  );
}
