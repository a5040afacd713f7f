/** A transcript, of which the room sees so many lines. */

import type { Exercise } from "../types";
import { Paragraphs } from "../ui/text";
import type { Following } from "./follow";
import type { Now } from "./types";
import { words } from "./words";

interface TranscriptProps {
  exercise: Exercise;
  now: Now;
  at: number;
  room: Following;
  here: boolean;
}

export function Transcript({ exercise, now, at, room, here }: TranscriptProps) {
  const lines = exercise.transcript ?? [];
  const shown = now.state.turns[String(at)] ?? 0;
  const ended = now.state.phase === "ended";
  const names = new Map((exercise.people ?? []).map((person) => [person.id, person.name]));
  const turn = (value: number): void => void room.move("turn", { step: at, value });
  const by = (more: number): void =>
    void room.moveFrom("turn", (state) => ({ step: at, value: (state.turns[String(at)] ?? 0) + more }));
  return (
    <div class="transcript">
      {here && (
        <div class="moves" role="group" aria-label={words.line(shown, lines.length)}>
          <button
            type="button"
            class="button quiet"
            disabled={ended || shown >= lines.length}
            onClick={() => by(1)}
            data-testid="line-on"
          >
            {words.lineOn}
          </button>
          <button type="button" class="button quiet" disabled={ended || shown <= 1} onClick={() => by(-1)}>
            {words.lineBack}
          </button>
          <button type="button" class="button quiet" disabled={ended || shown >= lines.length} onClick={() => turn(lines.length)}>
            {words.lineAll}
          </button>
          <span class="hint">{words.line(shown, lines.length)}</span>
        </div>
      )}
      {exercise.case && <Paragraphs class="case-text" text={exercise.case} />}
      <ol class="plain spoken">
        {lines.map((line, number) => (
          <li key={line.id} class={number < shown ? "shown" : "to-come"}>
            <b>{line.who === undefined ? "" : (names.get(line.who) ?? line.who)}</b> <span>{line.says}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
