/** A scale of five points with their anchors: in a row, or as a ladder on which every anchor stands open. */

import { useState } from "preact/hooks";
import { say } from "../strings";

export const POINTS = [1, 2, 3, 4, 5];

interface RowProps {
  /** Of the radio buttons; the ids of the anchors begin with it. */
  name: string;
  anchors: Readonly<Record<string, string>>;
  point: number | undefined;
  onPoint(point: number): void;
  /** The hook of a point, with the point behind it. */
  testId: string;
}

/** Five points side by side; the anchor of the one that is picked or looked at stands below. */
export function Row({ name, anchors, point, onPoint, testId }: RowProps) {
  const [focused, setFocused] = useState<number | null>(null);
  const shown = focused ?? point;
  const anchor = (of: number): string => `${name}-anchor-${of}`;
  return (
    <>
      <div class="scale">
        {POINTS.map((each) => (
          <label key={each} class="point">
            <input
              type="radio"
              name={name}
              value={each}
              checked={point === each}
              aria-describedby={anchor(each)}
              onChange={() => onPoint(each)}
              onFocus={() => setFocused(each)}
              onBlur={() => setFocused(null)}
              data-testid={`${testId}-${each}`}
            />
            <span>{each}</span>
            <span hidden id={anchor(each)}>
              {anchors[each]}
            </span>
          </label>
        ))}
      </div>
      <p class={`anchor ${shown === undefined ? "empty" : ""}`} aria-hidden={shown !== undefined}>
        {shown === undefined ? (
          say.ratePrompt
        ) : (
          <>
            <b>{say.point(shown)}</b> {anchors[shown]}
          </>
        )}
      </p>
    </>
  );
}

/** A rung of the ladder: what is picked, what stands before it and its words. */
export interface Rung {
  value: string;
  sign: string;
  words: string;
}

export const rungsOf = (anchors: Readonly<Record<string, string>>): Rung[] =>
  POINTS.map((point) => ({ value: String(point), sign: String(point), words: anchors[point] ?? "" }));

interface LadderProps {
  name: string;
  rungs: readonly Rung[];
  picked: string | null;
  onPick(value: string): void;
  testId: string;
}

/** One rung below the other, each with its words. */
export const Ladder = ({ name, rungs, picked, onPick, testId }: LadderProps) => (
  <div class="rungs">
    {rungs.map(({ value, sign, words }) => (
      <label key={value} class="card rung">
        <input
          type="radio"
          name={name}
          value={value}
          checked={picked === value}
          onChange={() => onPick(value)}
          data-testid={`${testId}-${value}`}
        />
        <b class="sign">{sign}</b>
        <span>{words}</span>
      </label>
    ))}
  </div>
);
