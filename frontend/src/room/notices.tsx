/** What is worth a whole sentence: no connection, a browser that keeps nothing, an answer that was not taken. */

import { useEffect, useRef, useState } from "preact/hooks";
import { keeps } from "../hosts/paper";
import { Icon } from "../ui/icons";
import type { Session } from "./session";
import type { RoomState } from "./state";
import { words } from "./words";

interface NoticesProps {
  session: Session;
  announce(text: string): void;
}

export const stepOf = ({ plan }: RoomState, exercise: string, item: string): number | null => {
  const found = plan.findIndex((step) => step?.exercise === exercise && step.item === item);
  return found < 0 ? null : found;
};

const awayWords = ({ waiting, lasts }: Session["outbox"]): string =>
  waiting === 0 ? words.awayNone : words.awayKept(waiting, lasts);

/** Say that the connection is lost, and that it is back; not each time that the number of answers changes. */
function useSaid({ session, announce }: NoticesProps): void {
  const first = useRef(true);
  useEffect(() => {
    if (session.away) announce(awayWords(session.outbox));
    else if (!first.current) announce(session.outbox.waiting === 0 ? words.allSent : words.again);
    first.current = false;
  }, [session.away]);
}

export function Notices(props: NoticesProps) {
  const { session } = props;
  const [kept] = useState(keeps);
  useSaid(props);
  return (
    <>
      {!kept && (
        <p class="lasting" data-testid="blocked">
          <Icon name="note" /> <span>{words.blocked}</span>
        </p>
      )}
      {session.refusals.map((refusal) => {
        const step = session.state && stepOf(session.state, refusal.line.exercise, refusal.line.item);
        return (
          <div class="lasting" key={refusal.line.id} data-testid="refusal">
            <Icon name="note" />
            <div>
              <p>{words.refused(step === null ? null : step + 1, refusal.why)}</p>
              <button type="button" class="link" onClick={() => session.seen(refusal)}>
                {words.understood}
              </button>
            </div>
          </div>
        );
      })}
    </>
  );
}

/** At the foot of the screen, so that nothing above it moves. */
export const Away = ({ session }: { session: Session }) =>
  session.away ? (
    <p class="away" data-testid="away">
      <Icon name="note" /> <span>{awayWords(session.outbox)}</span>
    </p>
  ) : null;
