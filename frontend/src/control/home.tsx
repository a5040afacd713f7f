/** All rooms: open one, put one away, delete one, or make a new one. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "./desk";
import { NewRoom } from "./new-room";
import type { RoomCard, Shelf } from "./types";
import { words } from "./words";

interface HomeProps {
  desk: Desk;
  who: string;
  onOpen(id: string): void;
}

export function Home({ desk, who, onOpen }: HomeProps) {
  const [shelf, setShelf] = useState<Shelf | null>(null);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);

  const act = async (ask: string, more: Record<string, unknown> = {}): Promise<void> => {
    const reply = await desk.ask<Shelf>(ask, { who, ...more });
    if (reply.ok) setShelf(reply.data);
    setSaid(reply.say);
  };
  useEffect(() => {
    void act("home");
    heading.current?.focus();
  }, []);
  const create = async (wish: Record<string, unknown>): Promise<void> => {
    const reply = await desk.ask<{ room: string }>("create", wish);
    if (reply.ok) onOpen(reply.data.room);
    else setSaid(reply.say);
  };

  return (
    <div class="home">
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="said" role="status" data-testid="said">
        {said}
      </p>
      {shelf === null ? (
        <p class="hint">{said ? "" : words.loading}</p>
      ) : (
        <>
          <Rooms rooms={shelf.rooms} onOpen={onOpen} act={act} />
          <NewRoom shelf={shelf} onCreate={create} />
        </>
      )}
    </div>
  );
}

const moment = (at: number): string =>
  new Date(at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

interface RoomsProps {
  rooms: RoomCard[];
  onOpen(id: string): void;
  act(ask: string, more: Record<string, unknown>): Promise<void>;
}

function Rooms({ rooms, onOpen, act }: RoomsProps) {
  const [doomed, setDoomed] = useState<string | null>(null);
  const now = rooms.filter(({ archived }) => !archived);
  const away = rooms.filter(({ archived }) => archived);
  const card = (room: RoomCard) => (
    <li key={room.id} class="room-card" data-testid={`room-${room.code}`}>
      <div>
        <p class="room-name">
          {room.title} <span class="code">{room.code}</span>
        </p>
        <p class="hint">
          {words.phases[room.phase]} · {words.summary(room.people, room.answers)} · {words.touched(moment(room.touched))}
        </p>
      </div>
      {doomed === room.id ? (
        <div class="doom" role="alert">
          <p>{words.sure(room.title)}</p>
          <button type="button" class="button danger" onClick={() => void act("purge", { room: room.id })}>
            {words.yesPurge}
          </button>
          <button type="button" class="button quiet" onClick={() => setDoomed(null)}>
            {words.no}
          </button>
        </div>
      ) : (
        <div class="acts">
          {!room.archived && (
            <button type="button" class="button" aria-label={words.openRoom(room.title)} onClick={() => onOpen(room.id)}>
              {words.open}
            </button>
          )}
          <button
            type="button"
            class="button quiet"
            onClick={() => void act(room.archived ? "reopen" : "archive", { room: room.id })}
          >
            {room.archived ? words.takeOut : words.putAway}
          </button>
          <button type="button" class="button quiet" onClick={() => setDoomed(room.id)}>
            {words.purge}
          </button>
        </div>
      )}
    </li>
  );
  return (
    <section aria-labelledby="rooms">
      <h2 id="rooms">{words.rooms}</h2>
      {now.length === 0 ? <p class="hint">{words.noRooms}</p> : <ul class="plain cards">{now.map(card)}</ul>}
      {away.length > 0 && (
        <details class="away">
          <summary>
            {words.archived} ({away.length})
          </summary>
          <ul class="plain cards">{away.map(card)}</ul>
        </details>
      )}
    </section>
  );
}
