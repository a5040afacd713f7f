/** Before it begins, and in a pause: what to do is to wait, and that it goes on by itself. */

import { words } from "./words";
import type { Session } from "./session";

export function Lobby({ session }: { session: Session }) {
  const { seat, state } = session;
  return (
    <div class="wait" data-testid="lobby">
      <h2 class="arrive huge" tabIndex={-1}>
        {words.youAreIn}
      </h2>
      {seat.table !== null && (
        <p class="your-table" data-testid="your-table">
          {words.tableIs(seat.table)}
        </p>
      )}
      <p class="big">{words.lobbyLead}</p>
      <ol class="plain promises">
        {words.how.map((promise, index) => (
          <li key={promise}>
            <span class="numeral" aria-hidden="true">
              {index + 1}
            </span>
            <span>{promise}</span>
          </li>
        ))}
      </ol>
      <p class="hint">{state?.names ? words.withName(seat.name) : words.noNames}</p>
    </div>
  );
}

export const Pause = ({ title }: { title: string }) => (
  <div class="wait" data-testid="pause">
    <p class="kicker">{title ? words.pause : ""}</p>
    <h2 class="arrive huge" tabIndex={-1}>
      {title || words.pause}
    </h2>
    <p class="big">{words.pauseLead}</p>
  </div>
);
