/** A scale of five points with their anchors: in a row, or as a ladder on which every anchor stands open. */

import type { ComponentChildren } from "preact";
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
  words: ComponentChildren;
  /** It is no point of the scale: nothing was seen, say. */
  apart?: boolean;
}

export const rungsOf = (anchors: Readonly<Record<string, string>>): Rung[] =>
  POINTS.map((point) => ({ value: String(point), sign: String(point), words: anchors[point] ?? "" }));

/** The classes of a ladder's parts, for a page with styles of its own. */
export interface Look {
  all: string;
  rung: string;
  sign: string;
  words?: string;
  /** Whether a box is drawn that can be crossed on paper. */
  box: boolean;
}

const CARDS: Look = { all: "rungs", rung: "card rung", sign: "sign", box: false };

interface StepProps {
  name: string;
  rung: Rung;
  picked: string | null;
  onPick(value: string): void;
  testId: string;
  look?: Look;
}

/** One rung, which can also stand on its own. */
export const Step = ({ name, rung, picked, onPick, testId, look = CARDS }: StepProps) => (
  <label class={look.rung + (rung.apart ? " apart" : "")}>
    <input
      type="radio"
      name={name}
      value={rung.value}
      checked={picked === rung.value}
      onChange={() => onPick(rung.value)}
      data-testid={`${testId}-${rung.value}`}
    />
    {look.box && <span class="box" aria-hidden="true" />}
    {rung.sign && <b class={look.sign}>{rung.sign}</b>}
    <span class={look.words}>{rung.words}</span>
  </label>
);

interface LadderProps extends Omit<StepProps, "rung"> {
  rungs: readonly Rung[];
}

/** One rung below the other, each with its words. */
export const Ladder = ({ rungs, look = CARDS, ...rest }: LadderProps) => (
  <div class={look.all}>
    {rungs.map((rung) => (
      <Step key={rung.value} rung={rung} look={look} {...rest} />
    ))}
  </div>
);
