/** What the buttons for the views say of them. */

import type { Locks, StationLocks } from "./types";

export const CALIBRATION = "calibration";

export interface Summary {
  locked: number;
  of: number;
}

/** How many sheets of these stations are locked, of how many that count. */
export function sheetsOf(stations: StationLocks[]): Summary {
  const units = stations.flatMap((station) => station.units).filter((unit) => unit.counts);
  return {
    locked: units.reduce((sum, unit) => sum + unit.locked, 0),
    of: units.reduce((sum, unit) => sum + unit.members.length, 0),
  };
}

export const ofDay = (locks: Locks): StationLocks[] => locks.stations.filter(({ id }) => id !== CALIBRATION);

export const ofCalibration = (locks: Locks): StationLocks[] => locks.stations.filter(({ id }) => id === CALIBRATION);

/** Whether all that a decision rests on is locked and talked about. */
export function decidable(locks: Locks): boolean {
  const { locked, of } = sheetsOf(ofDay(locks));
  return of > 0 && locked === of && locks.waits === 0;
}
