/** What a comparison is made of: the verdict in a word, two views side by side, the reasons. */

import type { ComponentChildren } from "preact";
import type { Closeness } from "../compare";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { KeyBase } from "../types";
import { Icon } from "./icons";
import { Quotes } from "./line";
import { Paragraphs } from "./text";

export const Verdict = ({ is, words }: { is: Closeness; words?: string }) => (
  <span class={`verdict ${is}`}>
    <Icon name={is} /> {words ?? say[is]}
  </span>
);

/** The trainee's answer, and the key's where it is known. */
export function Pair({ mine, theirs }: { mine: ComponentChildren; theirs?: ComponentChildren }) {
  const { judge } = useSetting();
  return (
    <dl class="pair">
      <div class="mine">
        <dt>{say.you}</dt>
        <dd>{mine}</dd>
      </div>
      {theirs !== undefined && (
        <div class="theirs">
          <dt>{say.capital(judge)}</dt>
          <dd>{theirs}</dd>
        </div>
      )}
    </dl>
  );
}

export const Why = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="why">
      <span class="label">{say.because}</span> {text}
    </p>
  ) : null;

/** The reasoning behind the whole key, and the lines that show it. */
export const Rationale = ({ of }: { of: KeyBase }) => (
  <div class="rationale">
    <Paragraphs text={of.rationale} />
    <Quotes ids={of.cites ?? []} label={say.restsOn} />
  </div>
);
