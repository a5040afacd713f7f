/** Notes for trainers alone. */

import { useState } from "preact/hooks";
import type { Desk } from "./desk";
import type { Following } from "./follow";
import type { Note } from "./types";
import { words } from "./words";

interface NotesProps {
  desk: Desk;
  who: string;
  id: string;
  step: number | null;
  notes: Note[];
  room: Following;
}

export function Notes({ desk, who, id, step, notes, room }: NotesProps) {
  const [text, setText] = useState("");
  const keep = async (more: Record<string, unknown>): Promise<boolean> => {
    const reply = await desk.ask("note", { room: id, who, step, ...more });
    if (!reply.ok) room.say(reply.say);
    await room.look();
    return reply.ok;
  };
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    // What was typed stays in the field until it is kept.
    if (text.trim() && (await keep({ text }))) setText("");
  };
  return (
    <section class="panel" aria-labelledby="notes">
      <h2 id="notes">{words.notes}</h2>
      <p class="hint" id="notes-hint">
        {words.notesHint}
      </p>
      <form onSubmit={(event) => void add(event)}>
        <textarea
          rows={3}
          maxLength={2000}
          value={text}
          aria-label={words.notes}
          aria-describedby="notes-hint"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button quiet small-button">
          {words.addNote}
        </button>
      </form>
      {notes.length > 0 && (
        <ul class="plain notes">
          {notes.map((note) => (
            <li key={note.n}>
              <p>
                {note.step !== null && <b class="label">{words.noteOf(note.step + 1)} </b>}
                {note.text}
              </p>
              <button
                type="button"
                class="link"
                aria-label={words.dropNote(note.text)}
                onClick={() => void keep({ note: note.n, text: "" })}
              >
                {words.drop}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
