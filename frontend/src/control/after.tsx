/** The end of a session, and what is taken away from it. */

import type { Desk } from "./desk";
import { download } from "./desk";
import type { Following } from "./follow";
import type { Now } from "./types";
import { words } from "./words";

interface AfterProps {
  desk: Desk;
  id: string;
  room: Following;
  now: Now;
}

const FORMS = [
  ["debrief", words.debrief],
  ["xlsx", words.workbook],
  ["csv", words.csv],
] as const;

export function After({ desk, id, room, now }: AfterProps) {
  const ended = now.state.phase === "ended";
  const take = async (form: string): Promise<void> => {
    const reply = await desk.ask<{ name: string; type: string }>("export", { room: id, form });
    if (!reply.ok || reply.file === null) return room.say(reply.say || words.silence);
    download(reply.file, reply.data.name, reply.data.type);
    room.say(words.got(reply.data.name));
  };
  return (
    <section class="panel" aria-labelledby="after">
      <h2 id="after">{words.after}</h2>
      <div class="moves column">
        {FORMS.map(([form, label]) => (
          <button key={form} type="button" class="button quiet" onClick={() => void take(form)} data-testid={`export-${form}`}>
            {label}
          </button>
        ))}
      </div>
      <label class="tick">
        <input type="checkbox" checked={now.state.home} onChange={() => void room.move("home", { value: !now.state.home })} />
        <span>
          {words.allowHome} <span class="hint">{words.homeHint}</span>
        </span>
      </label>
      <button type="button" class="button quiet" onClick={() => void room.move(ended ? "resume" : "end")} data-testid="end">
        {ended ? words.resume : words.end}
      </button>
    </section>
  );
}
