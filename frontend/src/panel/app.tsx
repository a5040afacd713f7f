/** The chair's room: one view at a time; which one stands in the address, so that a reload comes back. */

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Desk } from "../hosts/desk";
import type { Model } from "../hosts/model";
import { CalibrationView } from "./calibration";
import { DecisionView } from "./decision";
import { type Following, useDay } from "./follow";
import { LinksView } from "./links";
import { LocksView } from "./locks";
import { decidable, ofCalibration, ofDay, sheetsOf } from "./summary";
import { TalkView } from "./talk";
import type { Locks, RoomData } from "./types";
import { words } from "./words";

/** The first question of a kernel loads what reckons. */
const PATIENCE = 60_000;

const VIEWS = ["locks", "talk", "calibration", "decision", "links"] as const;
export type View = (typeof VIEWS)[number];

const viewNow = (): View => VIEWS.find((one) => location.hash === `#${one}`) ?? "locks";

export function App({ model }: { model: Model }) {
  const desk = useMemo(() => new Desk(model, words.silence, PATIENCE), [model]);
  const day = useDay(desk);
  const [view, setView] = useState(viewNow);
  const first = useRef(true);
  useEffect(() => {
    const moved = (): void => setView(viewNow());
    addEventListener("hashchange", moved);
    return () => {
      removeEventListener("hashchange", moved);
      desk.close();
    };
  }, [desk]);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (first.current) first.current = false;
    else heading.current?.focus();
  }, [view]);
  const go = (to: View): void => {
    history.pushState(null, "", `#${to}`);
    setView(to);
  };
  const { room, locks, lost } = day;
  return (
    <div class="chair">
      <header class="head">
        <p class="kicker">{words.room}</p>
        <h1>{room?.title ?? words.loading}</h1>
        {room && (
          <p class="hint">
            {room.post}, {room.day}
          </p>
        )}
        {room?.invented && (
          <p class="invented">
            <strong>{words.invented}.</strong> {room.invented}
          </p>
        )}
      </header>
      <p class="lost" role="status" data-testid="lost">
        {lost}
      </p>
      {room && locks && (
        <>
          <Views room={room} locks={locks} view={view} onGo={go} />
          <section aria-labelledby="view" class="looked" data-testid={`view-${view}`}>
            <h2 id="view" ref={heading} tabIndex={-1}>
              {words[view]}
            </h2>
            <Look desk={desk} day={day} room={room} locks={locks} view={view} onGo={go} />
          </section>
        </>
      )}
    </div>
  );
}

interface ViewsProps {
  room: RoomData;
  locks: Locks;
  view: View;
  onGo(view: View): void;
}

function Views({ room, locks, view, onGo }: ViewsProps) {
  const day = sheetsOf(ofDay(locks));
  const calibration = sheetsOf(ofCalibration(locks));
  const says: Record<View, string> = {
    locks: words.viewLocks(day.locked, day.of),
    talk: words.viewTalk(locks.waits),
    calibration: words.viewCalibration(calibration.locked, calibration.of),
    decision: words.viewDecision(decidable(locks)),
    links: words.viewLinks(room.members.length),
  };
  return (
    <nav aria-label={words.views} class="tables views">
      <ul class="plain">
        {VIEWS.map((one) => (
          <li key={one}>
            <button type="button" class="tab" aria-current={one === view ? "true" : undefined} data-testid={`go-${one}`} onClick={() => onGo(one)}>
              <strong>{words[one]}</strong>
              <span>{says[one]}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface LookProps extends ViewsProps {
  desk: Desk;
  day: Following;
}

function Look({ desk, day, room, locks, view, onGo }: LookProps) {
  switch (view) {
    case "locks":
      return <LocksView room={room} locks={locks} onTalk={() => onGo("talk")} />;
    case "talk":
      return <TalkView desk={desk} mark={day.mark} bar={room.difference} />;
    case "calibration":
      return <CalibrationView desk={desk} mark={day.mark} />;
    case "decision":
      return <DecisionView desk={desk} mark={day.mark} onTalk={() => onGo("talk")} />;
    case "links":
      return <LinksView room={room} />;
  }
}
