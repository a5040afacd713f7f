/** One table: how it was read, what of it is looked at, its panels, and what may be taken away. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { blobOf, give, type Desk } from "../hosts/desk";
import { Disclosure } from "../ui/disclosure";
import { Filters } from "./filters";
import { Panel } from "./panel";
import { pictureOf } from "./picture";
import type { Choice, PanelCard, TableCard } from "./types";
import { words } from "./words";

interface TableProps {
  desk: Desk;
  table: TableCard;
  onDrop(): void;
  onSay(text: string): void;
}

/** What is asked of the desk, with what of it becomes a picture. */
export interface Wish {
  what: "figures" | "rows" | "chart" | "page";
  panel?: string;
  frame?: string;
  form?: "csv" | "xlsx";
  png?: boolean;
}

export function TableView({ desk, table, onDrop, onSay }: TableProps) {
  const [choice, setChoice] = useState<Choice>({});
  const [panels, setPanels] = useState<PanelCard[] | null>(null);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(true);
  const [codes, setCodes] = useState(true);
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(0);

  useLayoutEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const number = (last.current += 1);
    setBusy(true);
    void desk.ask<{ panels: PanelCard[]; note: string }>("look", { table: table.id, choice }).then((reply) => {
      // What was asked before is of no more interest.
      if (number !== last.current) return;
      setBusy(false);
      if (reply.ok) setPanels(reply.data.panels);
      setNote(reply.ok ? reply.data.note : reply.say);
    });
  }, [desk, table.id, choice]);

  const take = async ({ png, ...wish }: Wish): Promise<void> => {
    const reply = await desk.ask<{ name: string; type: string }>("take", { table: table.id, choice, codes, ...wish });
    if (!reply.ok || reply.file === null) return onSay(reply.say);
    const blob = blobOf(reply.file, reply.data.type);
    const picture = png ? await pictureOf(blob) : blob;
    if (picture === null) return onSay(words.noPicture);
    const name = png ? reply.data.name.replace(/svg$/, "png") : reply.data.name;
    give(picture, name);
    onSay(words.got(name));
  };

  return (
    <section class="table" aria-labelledby="table" data-testid="table">
      <div class="table-head">
        <h2 id="table" ref={heading} tabIndex={-1}>
          {table.title}
        </h2>
        <p class="hint">
          {table.file}, {words.rows(table.rows)}
        </p>
      </div>
      <Disclosure summary={words.howRead}>
        <ul>
          {table.read.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      {table.filters.length > 0 && <Filters filters={table.filters} choice={choice} onChoose={setChoice} />}
      <p class="busy" role="status" data-testid="looked" data-busy={busy}>
        {busy ? words.looking : note || words.looked(panels?.length ?? 0)}
      </p>
      <div class="panels" aria-busy={busy}>
        {panels?.map((panel) => (
          <Panel key={panel.key} panel={panel} onTake={(wish) => void take(wish)} />
        ))}
      </div>
      <section class="take" aria-labelledby="take">
        <h3 id="take">{words.take}</h3>
        <label class="tick">
          <input type="checkbox" checked={codes} aria-describedby="codes-hint" onChange={(event) => setCodes(event.currentTarget.checked)} />
          <span>{words.codes}</span>
        </label>
        <p id="codes-hint" class="hint">
          {codes ? words.codesHint : words.noCodes}
        </p>
        <ul class="plain takes">
          <li>
            <span>{words.takeRows}</span>
            <Forms what={words.takeRows} onTake={(form) => void take({ what: "rows", form })} />
          </li>
          <li>
            <span>{words.takePage}</span>
            <button
              type="button"
              class="button quiet small-button"
              aria-label={words.as(words.takePage, ".html")}
              onClick={() => void take({ what: "page" })}
            >
              .html
            </button>
          </li>
        </ul>
        <button type="button" class="button quiet" aria-label={words.drop(table.file)} onClick={onDrop}>
          {words.forget}
        </button>
      </section>
    </section>
  );
}

export const Forms = ({ what, onTake }: { what: string; onTake(form: "csv" | "xlsx"): void }) => (
  <span class="forms">
    {(["csv", "xlsx"] as const).map((form) => (
      <button key={form} type="button" class="button quiet small-button" aria-label={words.as(what, `.${form}`)} onClick={() => onTake(form)}>
        .{form}
      </button>
    ))}
  </span>
);
