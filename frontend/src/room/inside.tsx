/** Inside a room: its head, whatever is on the screen, and what is to be said about it. */

import { useEffect, useRef } from "preact/hooks";
import { Live, useLive } from "../player/live";
import { useHost } from "../player/use-host";
import { Disclosure } from "../ui/disclosure";
import { Icon } from "../ui/icons";
import { Bar } from "./bar";
import { Porch } from "./door";
import { Ended } from "./ended";
import { useArrival, useFollowing } from "./following";
import { Lobby } from "./lobby";
import { Logo } from "./logo";
import { Away, Notices } from "./notices";
import { keyOf, samePlace, screenOf, useOwn, type Screen } from "./place";
import type { Session } from "./session";
import type { RoomState } from "./state";
import { StepView } from "./step";
import { nameOf, StepList, Steps, Turns } from "./steps";
import { words } from "./words";

interface InsideProps {
  session: Session;
  onLeave(): void;
  onAgain(): void;
}

export function Inside(props: InsideProps) {
  const { session, onAgain } = props;
  useHost(session);
  useGuard(session);
  const { state } = session;
  if (session.gone) {
    return (
      <Porch title={words.gone}>
        <p class="big">{words.goneHow}</p>
        <button type="button" class="button large" onClick={onAgain} data-testid="join-again">
          {words.joinAgain}
        </button>
      </Porch>
    );
  }
  if (state === null || !session.recalled) {
    return (
      <Porch title={session.seat.title || words.join}>
        <p class="big" data-testid="opening">
          {words.opening}
        </p>
        {session.away && <p role="status">{words.openingLong}</p>}
      </Porch>
    );
  }
  return <Room {...props} state={state} />;
}

/** Ask before the page goes, where answers would go with it. */
function useGuard({ outbox }: Session): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (outbox.waiting > 0 && !outbox.lasts) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => window.removeEventListener("beforeunload", leaving);
  }, [outbox]);
}

/** Where the trainer is, in a few words. */
function named(session: Session, state: RoomState, screen: Screen): string {
  if (screen.is === "ended") return words.ended;
  if (screen.is !== "step") return screen.is === "lobby" ? words.lobby : words.steps;
  const step = state.plan[screen.number];
  return words.stepName(screen.number + 1, step ? nameOf(session, step) : "");
}

/** Say that the trainer has gone on; what somebody opens by themselves speaks for itself. */
function useNews(props: { session: Session; state: RoomState; screen: Screen; announce(text: string): void }): void {
  const { session, state, screen, announce } = props;
  const before = useRef(screen);
  useEffect(() => {
    const from = before.current;
    before.current = screen;
    if (keyOf(from) === keyOf(screen)) return;
    const phase = screen.is === "step" ? screen.phase : "open";
    if (!samePlace(from, screen)) announce(words.moved(named(session, state, screen)));
    else if (phase === "locked") announce(words.closed);
    else if (phase === "revealed") announce(words.shown);
  }, [keyOf(screen)]);
}

interface BannerProps {
  said: string;
  button: string;
  onGo(): void;
}

/** The trainer is elsewhere, and this is the way there. */
const Banner = ({ said, button, onGo }: BannerProps) => (
  <div class="banner" data-testid="banner">
    <p>{said}</p>
    <button type="button" class="button" onClick={onGo} data-testid="go-there">
      {button}
    </button>
  </div>
);

function Room({ session, state, onLeave }: InsideProps & { state: RoomState }) {
  const root = useRef<HTMLDivElement>(null);
  const [said, announce] = useLive();
  const [own, turn] = useOwn();
  const trainers = screenOf(state, null);
  const target = screenOf(state, own);
  const { screen, held, release } = useFollowing(target, root);
  useArrival(screen, root);
  useNews({ session, state, screen: trainers, announce });
  useEffect(() => {
    document.title = `${state.title} · ${words.brand}`;
  }, [state.title]);

  const self = state.pace === "self";
  const go = (number: number | null): void => {
    turn(number);
    if (held) release();
  };
  const goTo = (number: number): void => go(!self && number === state.step && state.phase !== "ended" ? null : number);
  const back = own !== null && screen.is === "step" && !held && !(self && state.phase !== "ended");
  const several = state.plan.filter((step) => step !== null).length > 1;
  return (
    <div class="room" ref={root} data-testid="room" data-seq={state.seq}>
      <header class="room-top">
        <Logo />
        <h1>{state.title}</h1>
        {session.seat.table !== null && <p class="seat">{words.tableIs(session.seat.table)}</p>}
      </header>
      <div class="strip">
        <Bar session={session} screen={screen} announce={announce} />
        {held && (
          <Banner
            said={samePlace(screen, target) ? words.shown : words.moved(named(session, state, target))}
            button={samePlace(screen, target) ? words.show : words.goThere}
            onGo={release}
          />
        )}
        {back && (
          <Banner
            said={`${words.lookingBack} ${words.trainerAt(named(session, state, trainers))}`}
            button={words.goThere}
            onGo={() => go(null)}
          />
        )}
      </div>
      <Notices session={session} announce={announce} />
      {self && screen.is === "step" && (
        <nav class="to-steps" aria-label={words.toSteps}>
          <button type="button" class="link" onClick={() => go(null)} data-testid="to-steps">
            <Icon name="back" /> {words.toSteps}
          </button>
        </nav>
      )}
      <main class={`screen at-${screen.is}`}>
        {screen.is === "lobby" && <Lobby session={session} />}
        {screen.is === "steps" && <Steps session={session} state={state} now={null} go={goTo} />}
        {screen.is === "ended" && (
          <Ended session={session} state={state} announce={announce} go={goTo} onLeave={onLeave} />
        )}
        {screen.is === "step" && (
          <StepView
            key={screen.number}
            session={session}
            state={state}
            number={screen.number}
            phase={screen.phase}
            announce={announce}
          />
        )}
      </main>
      {screen.is === "step" && self && (
        <Turns session={session} state={state} now={screen.number} number={screen.number} go={goTo} />
      )}
      {screen.is === "step" && !self && several && (
        <Disclosure summary={words.lookBack} class="look-back" testId="look-back">
          <StepList session={session} state={state} now={screen.number} go={goTo} />
        </Disclosure>
      )}
      <Away session={session} />
      <Live said={said} />
    </div>
  );
}
