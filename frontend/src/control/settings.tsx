/** What of a room can be changed while it runs: its name, its pace, and what other trainers call you. */

import { useState } from "preact/hooks";
import type { Desk } from "./desk";
import type { Following } from "./follow";
import type { Now } from "./types";
import { words } from "./words";

interface SettingsProps {
  desk: Desk;
  id: string;
  room: Following;
  now: Now;
  who: string;
  onName(name: string): void;
}

export function SettingsPanel({ desk, id, room, now, who, onName }: SettingsProps) {
  const rename = async (title: string): Promise<void> => {
    const reply = await desk.ask("rename", { room: id, title });
    if (!reply.ok) room.say(reply.say);
    await room.look();
  };
  return (
    <details class="panel" data-testid="settings">
      <summary>{words.settings}</summary>
      <fieldset class="paces">
        <legend>{words.pace}</legend>
        {(["trainer", "self"] as const).map((pace) => (
          <label key={pace} class="tick">
            <input
              type="radio"
              name="pace-now"
              checked={now.state.pace === pace}
              disabled={now.state.phase === "ended"}
              onChange={() => void room.move("pace", { value: pace })}
            />
            <span>{pace === "self" ? words.paceSelf : words.paceTrainer}</span>
          </label>
        ))}
      </fieldset>
      <Line label={words.name} value={now.title} most={120} onSave={(text) => void rename(text)} />
      <Line label={words.yourName} hint={words.yourNameHint} value={who} most={40} onSave={onName} />
    </details>
  );
}

interface LineProps {
  label: string;
  hint?: string;
  value: string;
  most: number;
  onSave(text: string): void;
}

/** One line of text that is saved by its own button. */
function Line({ label, hint, value, most, onSave }: LineProps) {
  const [text, setText] = useState<string | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const clean = (text ?? "").trim();
    if (clean) onSave(clean);
    setText(null);
  };
  return (
    <form class="line-form" onSubmit={submit}>
      <label class="field">
        <span>{label}</span>
        <input type="text" maxLength={most} value={text ?? value} onInput={(event) => setText(event.currentTarget.value)} />
        {hint && <span class="hint">{hint}</span>}
      </label>
      <button type="submit" class="button quiet small-button">
        {words.save}
      </button>
    </form>
  );
}
