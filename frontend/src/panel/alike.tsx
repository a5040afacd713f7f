/** Candidates who cannot be told apart, in groups; somebody in two groups stands in both. */

import type { Alike } from "./types";
import { words } from "./words";

export const AlikeView = ({ alike }: { alike: Alike }) => (
  <div class="alike" data-testid="alike">
    <h4>{words.alike}</h4>
    <p>{alike.say}</p>
    {!alike.all && (
      <ul class="plain groups">
        {alike.sets.map((set) => (
          <li key={set.join(" ")}>
            <span class="hint">{words.group(set.length)}</span>
            <ul class="plain chips" aria-label={words.group(set.length)}>
              {set.map((number) => (
                <li key={number}>{number}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    )}
  </div>
);
