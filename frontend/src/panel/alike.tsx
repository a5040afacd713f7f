/** Candidates who cannot be told apart, in groups; somebody in two groups stands in both. */

import type { Alike } from "./types";
import { words } from "./words";

export const AlikeView = ({ alike }: { alike: Alike }) => (
  <div class="alike" data-testid="alike">
    <h4>{words.alike}</h4>
    <p>{alike.say}</p>
    {!alike.all && (
      <ul class="plain groups">
        {alike.sets.map((set, place) => (
          <li key={set.join(" ")}>
            <span class="hint">{words.group(place + 1)}</span>
            <ul class="plain chips" aria-label={words.group(place + 1)}>
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
