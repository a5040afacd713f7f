/** The end: what was answered, and how to take it home. */

import { useState } from "preact/hooks";
import { download } from "../give";
import { asText } from "../record";
import type { Session } from "./session";
import type { RoomState } from "./state";
import { counted, StepList } from "./steps";
import { words } from "./words";

interface EndedProps {
  session: Session;
  state: RoomState;
  announce(text: string): void;
  go(number: number): void;
  onLeave(): void;
}

/** A page of one's own, where the trainer allows it. */
function Home({ session, announce }: Pick<EndedProps, "session" | "announce">) {
  const [address, setAddress] = useState("");
  const [fault, setFault] = useState("");
  const [copied, setCopied] = useState("");
  const make = async (): Promise<void> => {
    try {
      const token = await session.home();
      setAddress(token ? `${location.origin}/home/${token}` : "");
      setFault(token ? "" : words.homeFailed);
    } catch {
      setFault(words.homeFailed);
      announce(words.homeFailed);
    }
  };
  const copy = async (): Promise<void> => {
    let said = words.copied;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      said = words.notCopied;
    }
    setCopied(said);
    announce(said);
  };
  return (
    <div class="take-home">
      <p>{words.homeLead}</p>
      {address === "" ? (
        <div class="buttons">
          <button type="button" class="button" onClick={() => void make()} data-testid="home">
            {words.homeMake}
          </button>
        </div>
      ) : (
        <>
          <p class="address">
            <a href={address} target="_blank" rel="noopener" data-testid="home-link">
              {address}
            </a>
          </p>
          <div class="buttons">
            <button type="button" class="button quiet" onClick={() => void copy()} data-testid="copy">
              {words.copy}
            </button>
          </div>
        </>
      )}
      {(fault || copied) && <p class="hint">{fault || copied}</p>}
    </div>
  );
}

/** On a phone that is passed on, nobody finds the way back. */
export function Leave({ onLeave }: { onLeave(): void }) {
  const [asking, ask] = useState(false);
  return (
    <div class="leave">
      <button type="button" class="link" aria-expanded={asking} onClick={() => ask(!asking)} data-testid="leave">
        {words.leave}
      </button>
      {asking && (
        <div class="confirm" role="group" aria-label={words.leave}>
          <p>{words.leaveAsk}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={onLeave} data-testid="leave-yes">
              {words.leaveYes}
            </button>
            <button type="button" class="button quiet" onClick={() => ask(false)}>
              {words.no}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

export function Ended({ session, state, announce, go, onLeave }: EndedProps) {
  const { waiting } = session.outbox;
  const { done } = counted(session, state);
  const lines = session.lines();
  return (
    <div class="wait" data-testid="ended">
      <h2 class="arrive huge" tabIndex={-1}>
        {words.ended}
      </h2>
      <p class="big">{words.endedLead}</p>
      <p data-testid="ended-count">{words.endedCount(done)}</p>
      {waiting > 0 && <p class="missing">{words.stillWaiting(waiting)}</p>}
      {(lines.length > 0 || state.home) && (
        <section class="home-part" aria-labelledby="mp-home">
          <h3 id="mp-home">{words.home}</h3>
          {state.home && <Home session={session} announce={announce} />}
          {lines.length > 0 && (
            <>
              <p>{words.downloadHow}</p>
              <div class="buttons">
                <button
                  type="button"
                  class="button quiet"
                  onClick={() => download(`answers-${session.seat.code}.jsonl`, asText(lines))}
                  data-testid="download"
                >
                  {words.download}
                </button>
              </div>
            </>
          )}
        </section>
      )}
      <section aria-labelledby="mp-look-back">
        <h3 id="mp-look-back">{words.lookBack}</h3>
        <StepList session={session} state={state} now={null} go={go} />
      </section>
      <Leave onLeave={onLeave} />
    </div>
  );
}
