/** A participant's page: the door, and then the room. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { dropDrafts } from "../hosts/drafts";
import { codeIn } from "./code";
import { Door } from "./door";
import { Inside } from "./inside";
import { Net } from "../sending/net";
import { leaveSeat, seatOf, settle, type Seat } from "./seat";
import { Session } from "./session";
import type { Entered, Wish } from "./enter";

/** Whoever was in the room that the address names is there again. */
function resumed(net: Net): Session | null {
  const typed = codeIn(location.pathname);
  const seat = typed.is === "code" ? seatOf(typed.code) : null;
  if (!seat?.inside) return null;
  settle(seat);
  return new Session(seat, null, { net });
}

export function App() {
  const net = useMemo(() => new Net(), []);
  const [session, set] = useState<Session | null>(() => resumed(net));
  /** Another code than the address has, once somebody has left. */
  const [elsewhere, goElsewhere] = useState(false);
  /** The session that the room knows no more. */
  const [lost, lose] = useState<Session | null>(null);
  useEffect(() => () => session?.close(), [session]);

  const entered = ({ seat, state, fresh }: Entered): void => set(new Session(seat, state, { net, fresh }));
  const back = (seat: Seat): void => {
    settle(seat);
    set(new Session(seat, null, { net }));
  };
  const leave = (): void => {
    if (session) {
      leaveSeat(session.seat);
      // Nobody who has the phone next finds what was being written.
      for (const step of session.state?.plan ?? []) if (step?.exercise) dropDrafts(step.exercise);
    }
    history.replaceState(null, "", "/join");
    goElsewhere(true);
    set(null);
  };

  const again = (): void => {
    lose(session);
    set(null);
  };

  if (session === null) {
    return <Door net={net} wish={elsewhere ? null : wished()} lost={lost} onBack={back} onEntered={entered} />;
  }
  return <Inside session={session} onLeave={leave} onAgain={again} />;
}

/** What the address asks for: a QR code holds the code and the room's pass. */
function wished(): Wish | null {
  const typed = codeIn(location.pathname);
  return typed.is === "code" ? { code: typed.code, pass: typed.pass } : null;
}
