/** The control room: all rooms, or one of them; which one stands in the address, so that a reload comes back. */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Model } from "../hosts/model";
import { Desk } from "./desk";
import { Home } from "./home";
import { RoomView } from "./room";
import { words } from "./words";

const KEY = "mp-trainer";

const ROOM = /^#room=([\w-]{1,64})$/;

const roomNow = (): string | null => ROOM.exec(location.hash)?.[1] ?? null;

/** Who somebody is among the trainers of a room: a word of this browser's own, kept while its tab lives. */
function nameOf(): string {
  try {
    const kept = sessionStorage.getItem(KEY);
    if (kept) return kept;
  } catch {
    // A browser that keeps nothing forgets a trainer's name with the page.
  }
  return keepName(words.trainer(Math.random().toString(36).slice(2, 5).toUpperCase()));
}

function keepName(name: string): string {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // As above.
  }
  return name;
}

export function App({ model }: { model: Model }) {
  const desk = useMemo(() => new Desk(model, words.silence), [model]);
  const [who, setWho] = useState(nameOf);
  const [room, setRoom] = useState(roomNow);
  useEffect(() => {
    const moved = (): void => setRoom(roomNow());
    addEventListener("hashchange", moved);
    return () => {
      removeEventListener("hashchange", moved);
      desk.close();
    };
  }, [desk]);
  const go = (id: string | null): void => {
    history.pushState(null, "", id === null ? location.pathname : `#room=${id}`);
    setRoom(id);
    scrollTo(0, 0);
  };
  return room === null ? (
    <Home desk={desk} who={who} onOpen={go} />
  ) : (
    <RoomView key={room} desk={desk} who={who} id={room} onLeave={() => go(null)} onName={(name) => setWho(keepName(name))} />
  );
}
