/** What every part of a player may ask: the exercise's people and lines, ids, the live region. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { inWords, say } from "../strings";
import type { Exercise, Payload, Person, RatingItem, Utterance } from "../types";

export interface NumberedLine extends Utterance {
  number: number;
}

export interface Setting {
  exercise: Exercise;
  graded: boolean;
  /** A workshop: the key comes when the trainer reveals it. */
  room: boolean;
  /** "author" or "panel". */
  judge: string;
  /** Heading level of the exercise's title. */
  level: number;
  lines: ReadonlyMap<string, NumberedLine>;
  people: ReadonlyMap<string, Person>;
  /** An id that is unique in this player, and between players. */
  id(...parts: (string | number)[]): string;
  announce(text: string): void;
  skillName(id: string): string;
}

let players = 0;

export function makeSetting(payload: Payload, level: number, announce: (text: string) => void): Setting {
  const { exercise } = payload;
  const prefix = `mp${++players}`;
  const skills = exercise.items.flatMap((item) => (item.kind === "rating" ? (item as RatingItem).skills : []));
  const names = new Map(skills.map((skill) => [skill.id, skill.name]));
  return {
    exercise,
    graded: payload.mode === "graded",
    room: payload.mode === "room",
    judge: say.judge(exercise.provenance.source),
    level,
    lines: new Map((exercise.transcript ?? []).map((line, index) => [line.id, { ...line, number: index + 1 }])),
    people: new Map((exercise.people ?? []).map((person) => [person.id, person])),
    id: (...parts) => [prefix, ...parts].join("-"),
    announce,
    skillName: (id) => names.get(id) ?? inWords(id),
  };
}

const Context = createContext<Setting | null>(null);

export const SettingProvider = Context.Provider;

export function useSetting(): Setting {
  const setting = useContext(Context);
  if (setting === null) throw new Error("outside a player");
  return setting;
}
