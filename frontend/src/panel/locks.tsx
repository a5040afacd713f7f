/** Who has locked what: states by station, candidate and member, and no number of anybody's. */

import { useState } from "preact/hooks";
import type { Locks, RoomData, StationLocks, UnitLocks } from "./types";
import { sheetsOf } from "./summary";
import { words } from "./words";

interface LocksProps {
  room: RoomData;
  locks: Locks;
  onTalk(): void;
}

export const LocksView = ({ room, locks, onTalk }: LocksProps) => (
  <>
    <p class="about">
      {words.locksAbout} {room.together && words.together} <span class="hint">{words.live}</span>
    </p>
    <ul class="plain stations">
      {locks.stations.map((station) => (
        <li key={station.id}>
          <Station station={station} />
        </li>
      ))}
    </ul>
    {locks.waits > 0 && (
      <p>
        <button type="button" class="button quiet" onClick={onTalk}>
          {words.toTalk}
        </button>
      </p>
    )}
  </>
);

function Station({ station }: { station: StationLocks }) {
  const { locked, of } = sheetsOf([station]);
  const waits = station.units.some((unit) => unit.waits > 0);
  // What was done when the page came is folded; nothing folds itself while somebody reads it.
  const [open] = useState(locked < of || waits);
  const id = `station-${station.id}`;
  return (
    <details class="station" open={open} data-testid={id}>
      <summary>
        <h3 id={id}>{station.name}</h3>
        <span>{locked === of ? words.stationDone : words.lockedOf(locked, of)}</span>
        <progress max={Math.max(of, 1)} value={locked} aria-labelledby={id} />
      </summary>
      <ul class="plain units">
        {station.units.map((unit) => (
          <Unit key={unit.id} unit={unit} />
        ))}
      </ul>
    </details>
  );
}

const Unit = ({ unit }: { unit: UnitLocks }) => (
  <li class="unit" data-testid={`unit-${unit.id}`}>
    <h4>{unit.name}</h4>
    <ul class="plain locks">
      {unit.members.map(({ id, state }) => (
        <li key={id} class="lock" data-state={state}>
          <span class="shape" aria-hidden="true" />
          <b>{id}</b> {words.states[state]}
        </li>
      ))}
    </ul>
    <p class="so-far">
      {!unit.counts ? words.notCounted : unit.shared ? words.shared : words.closed}
      {unit.waits > 0 && <strong>, {words.waitsHere(unit.waits)}</strong>}
      {unit.kept > 0 && <>, {words.keptHere(unit.kept)}</>}
    </p>
  </li>
);
