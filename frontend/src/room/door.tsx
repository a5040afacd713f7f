/** The door: a code, and where the room asks for it a table and a name. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Live, useLive } from "../player/live";
import { Icon } from "../ui/icons";
import { Backoff } from "../sending/backoff";
import { CodeForm } from "./code-form";
import { again, askedBy, enter, type Entered, type Wish } from "./enter";
import { Logo } from "./logo";
import { noAnswer, Trouble, type Asked, type Net } from "../sending/net";
import { lastSeat, tidy, type Seat } from "./seat";
import { SeatForm } from "./seat-form";
import type { Session } from "./session";
import { words } from "./words";

interface DoorProps {
  net: Net;
  /** The code that the address holds. */
  wish: Wish | null;
  /** The session that its room knows no more, and what of it waits. */
  lost: Session | null;
  onEntered(entered: Entered): void;
  onBack(seat: Seat): void;
}

/** Browsers open pages before anybody looks at them: that lets nobody in. */
function whenSeen(go: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "hidden") return;
    document.removeEventListener("visibilitychange", seen);
    go();
  };
  document.addEventListener("visibilitychange", seen);
  seen();
  return () => document.removeEventListener("visibilitychange", seen);
}

type Stage =
  | { is: "code" }
  | { is: "joining"; wish: Wish; slow: string }
  | { is: "asking"; wish: Wish; asked: Asked };

/** Knock until somebody answers; each knock is the same person's. */
function useKnocking({ net, wish, lost, onEntered }: DoorProps, announce: (text: string) => void) {
  const [stage, set] = useState<Stage>(wish ? { is: "joining", wish, slow: "" } : { is: "code" });
  const [fault, setFault] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const backoff = useRef(new Backoff(1_500, 20_000));

  const knock = async (wanted: Wish): Promise<void> => {
    clearTimeout(timer.current);
    setFault("");
    set((before) => ({ is: "joining", wish: wanted, slow: before.is === "joining" ? before.slow : "" }));
    try {
      onEntered(await enter(net, wanted, lost !== null && lost.outbox.waiting > 0 ? lost.seat : null));
    } catch (error) {
      failed(wanted, error instanceof Trouble ? error : noAnswer());
    }
  };
  const failed = (wanted: Wish, trouble: Trouble): void => {
    const asked = askedBy(trouble);
    if (asked !== null) return set({ is: "asking", wish: wanted, asked });
    const said = trouble.say || words.noServer;
    announce(said);
    if (again(trouble)) {
      set({ is: "joining", wish: wanted, slow: said });
      timer.current = setTimeout(() => void knock(wanted), backoff.current.next(trouble.after));
      return;
    }
    setFault(said);
    set({ is: "code" });
  };
  useEffect(() => {
    tidy();
    const stop = wish ? whenSeen(() => void knock(wish)) : () => undefined;
    return () => {
      stop();
      clearTimeout(timer.current);
    };
  }, []);
  const toCode = (): void => {
    clearTimeout(timer.current);
    set({ is: "code" });
  };
  return { stage, fault, knock: (wanted: Wish) => void knock(wanted), toCode };
}

export function Door(props: DoorProps) {
  const [said, announce] = useLive();
  const { stage, fault, knock, toCode } = useKnocking(props, announce);
  const [last] = useState(() => lastSeat(props.lost?.seat));
  return (
    <Porch title={stage.is === "asking" && stage.asked.title ? stage.asked.title : words.join}>
      {stage.is === "code" && last && (
        <section class="way-back" aria-labelledby="mp-back">
          <h2 class="small" id="mp-back">
            {words.backLead}
          </h2>
          <button type="button" class="button" onClick={() => props.onBack(last)} data-testid="back">
            {words.back(last.title)}
          </button>
        </section>
      )}
      {stage.is === "code" && <CodeForm fault={fault} known={props.wish} announce={announce} onCode={knock} />}
      {stage.is === "joining" && (
        <div class="joining" data-testid="joining">
          <p class="big">{words.joining}</p>
          {stage.slow && (
            <>
              <p class="missing" data-testid="slow">
                <Icon name="note" /> <span>{stage.slow}</span>
              </p>
              <div class="buttons">
                <button type="button" class="button" onClick={() => knock(stage.wish)} data-testid="try-again">
                  {words.tryAgain}
                </button>
                <button type="button" class="button quiet" onClick={toCode}>
                  {words.otherCode}
                </button>
              </div>
            </>
          )}
        </div>
      )}
      {stage.is === "asking" && (
        <SeatForm
          asked={stage.asked}
          announce={announce}
          onSeat={(more) => knock({ ...stage.wish, ...more })}
        />
      )}
      <Live said={said} />
    </Porch>
  );
}

/** What stands before the room: the sign, a title, and one thing to do. */
export const Porch = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="porch">
    <header class="porch-top">
      <p class="brand">
        <Logo /> {words.brand}
      </p>
      <h1>{title}</h1>
    </header>
    <main class="porch-body">{children}</main>
  </div>
);
