/** Who is here: how many, at which table, and by name where the room asked for names. */

import { useEffect, useState } from "preact/hooks";
import type { Desk } from "./desk";
import type { Now, PersonHere, RoomData } from "./types";
import { words } from "./words";

const EACH = 5_000;

interface PeopleProps {
  desk: Desk;
  data: RoomData;
  now: Now;
  who: string;
}

export function People({ desk, data, now, who }: PeopleProps) {
  const others = now.trainers.filter((name) => name !== who);
  return (
    <section class="panel" aria-labelledby="people">
      <h2 id="people">{words.people_}</h2>
      <p data-testid="presence">{words.here(now.joined, now.connected)}</p>
      {data.settings.tables > 0 && now.tables.length > 0 && (
        <ul class="plain seats">
          {now.tables.map(({ number, joined, connected }) => (
            <li key={number}>
              <span>{words.table(number)}</span> <span class="hint">{words.seats(joined, connected)}</span>
            </li>
          ))}
        </ul>
      )}
      {data.settings.names && <Names desk={desk} id={data.id} />}
      {others.length > 0 && <p class="hint">{words.trainers(others)}</p>}
    </section>
  );
}

function Names({ desk, id }: { desk: Desk; id: string }) {
  const [open, setOpen] = useState(false);
  const [people, setPeople] = useState<PersonHere[]>([]);
  useEffect(() => {
    if (!open) return;
    const look = async (): Promise<void> => {
      const reply = await desk.ask<{ people: PersonHere[] }>("people", { room: id });
      if (reply.ok) setPeople(reply.data.people);
    };
    void look();
    const timer = setInterval(() => void look(), EACH);
    return () => clearInterval(timer);
  }, [open, desk, id]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.whoByName}</summary>
      <ul class="plain seats" data-testid="names">
        {people.map((person, place) => (
          <li key={place}>
            <span>{person.name || words.noName}</span>{" "}
            <span class="hint">
              {person.table !== null && `${words.table(person.table)}, `}
              {person.connected ? words.isHere : words.isGone}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
