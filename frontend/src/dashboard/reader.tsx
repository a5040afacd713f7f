/** Choosing files, and the invented authority. */

import { useRef, useState } from "preact/hooks";
import type { Desk } from "../hosts/desk";
import { Disclosure } from "../ui/disclosure";
import { sendFile, type Read } from "./reading";
import type { FaultCard, HomeData, Option, TableCard, Tables } from "./types";
import { words } from "./words";

interface ReaderProps {
  desk: Desk;
  home: HomeData;
  tables: TableCard[];
  onRead(tables: TableCard[], open: string | null): void;
  onFaults(found: FaultCard[]): void;
  onSay(text: string): void;
}

/** A file that could be of several kinds waits in the kernel until somebody says which. */
interface Asking {
  say: string;
  kinds: Option[];
  /** Null leaves the file out. */
  settle(kind: string | null): void;
}

export function Reader({ desk, home, tables, onRead, onFaults, onSay }: ReaderProps) {
  const [busy, setBusy] = useState("");
  const [asking, setAsking] = useState<Asking | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const sure = async (reply: Awaited<ReturnType<typeof sendFile>>): Promise<typeof reply> => {
    const kinds = reply.data.kinds;
    if (reply.why !== "which" || !kinds) return reply;
    const kind = await new Promise<string | null>((settle) => setAsking({ say: reply.say, kinds, settle }));
    setAsking(null);
    if (kind === null) return { ...reply, say: "" };
    return desk.ask<Read>("read", { kind });
  };
  const read = async (files: File[]): Promise<void> => {
    let done = 0;
    let wrong = "";
    for (const file of files) {
      setBusy(words.reading(file.name));
      const reply = await sure(await sendFile(desk, file, home.part));
      if (reply.ok && reply.data.tables) {
        done += 1;
        onRead(reply.data.tables, reply.data.table ?? null);
      } else if (reply.data.fault) onFaults([reply.data.fault]);
      else wrong = reply.say;
    }
    setBusy("");
    onSay([done ? words.done(done) : "", wrong].filter(Boolean).join(" "));
    if (input.current) input.current.value = "";
  };
  const invent = async (): Promise<void> => {
    setBusy(words.readingInvented);
    const before = new Set(tables.map(({ id }) => id));
    const reply = await desk.ask<Tables & { faults: FaultCard[] }>("invented");
    setBusy("");
    if (reply.ok) {
      const fresh = reply.data.tables.filter(({ id }) => !before.has(id));
      onRead(reply.data.tables, fresh[0]?.id ?? null);
      onFaults(reply.data.faults);
      onSay(words.done(fresh.length));
    } else onSay(reply.say);
  };

  return (
    <section class="reader" aria-labelledby="read">
      <h2 id="read">{words.read}</h2>
      <div class="ways">
        <div class="field">
          <label for="files">{words.choose}</label>
          <input
            ref={input}
            id="files"
            type="file"
            multiple
            accept=".csv,.xlsx"
            aria-describedby="files-hint"
            disabled={busy !== ""}
            onChange={(event) => void read([...(event.currentTarget.files ?? [])])}
          />
          <p id="files-hint" class="hint">
            {words.chooseHint}
          </p>
        </div>
        <div class="field">
          <button type="button" class="button quiet" disabled={busy !== ""} data-testid="invented" onClick={() => void invent()}>
            {words.invented}
          </button>
          <p class="hint">{words.inventedHint}</p>
        </div>
      </div>
      <p class="busy" role="status">
        {busy}
      </p>
      {asking && <Which {...asking} />}
      <Disclosure summary={words.kinds}>
        <p class="hint">{words.kindsHint}</p>
        <ul class="plain kinds">
          {home.kinds.map((kind) => (
            <li key={kind.name}>
              <strong>{kind.title}</strong>: {kind.row}. <code>{words.template(kind.name)}</code>
            </li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}

function Which({ say, kinds, settle }: Asking) {
  const [kind, setKind] = useState(kinds[0]?.key ?? "");
  const submit = (event: Event): void => {
    event.preventDefault();
    settle(kind);
  };
  return (
    <form class="which notice" onSubmit={submit}>
      <p role="alert">{say}</p>
      <div class="field">
        <label for="which">{words.which}</label>
        <select id="which" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          {kinds.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div class="buttons">
        <button type="submit" class="button">
          {words.readAs}
        </button>
        <button type="button" class="button quiet" onClick={() => settle(null)}>
          {words.leaveOut}
        </button>
      </div>
    </form>
  );
}
