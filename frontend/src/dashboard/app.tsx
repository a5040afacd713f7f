/** The dashboard: read tables, choose one, look at it. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Desk } from "../hosts/desk";
import type { Model } from "../hosts/model";
import { Faults } from "./faults";
import { Reader } from "./reader";
import type { FaultCard, HomeData, TableCard } from "./types";
import { TableView } from "./table";
import { words } from "./words";

/** A spreadsheet of 100,000 rows takes a while to read. */
const PATIENCE = 300_000;

export function App({ model }: { model: Model }) {
  const desk = useMemo(() => new Desk(model, words.silence, PATIENCE), [model]);
  const [home, setHome] = useState<HomeData | null>(null);
  const [tables, setTables] = useState<TableCard[]>([]);
  const [faults, setFaults] = useState<FaultCard[]>([]);
  const [shown, setShown] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    void desk.ask<HomeData>("home").then((reply) => {
      setSaid(reply.say);
      if (!reply.ok) return;
      setHome(reply.data);
      setTables(reply.data.tables);
      setFaults(reply.data.faults);
      setShown(reply.data.tables[0]?.id ?? null);
    });
    heading.current?.focus();
    return () => desk.close();
  }, [desk]);

  /** Take what was read; the first of new tables is shown. */
  const took = (now: TableCard[], open: string | null): void => {
    setTables(now);
    setShown(open);
  };
  const faulty = (found: FaultCard[]): void =>
    setFaults((old) => [...old.filter(({ file }) => !found.some((one) => one.file === file)), ...found]);
  const drop = async (id: string): Promise<void> => {
    const reply = await desk.ask<{ tables: TableCard[] }>("drop", { table: id });
    if (reply.ok) took(reply.data.tables, reply.data.tables[0]?.id ?? null);
    setSaid(reply.say);
    heading.current?.focus();
  };
  const table = tables.find(({ id }) => id === shown);

  return (
    <div class="dash">
      <header class="intro">
        <h1 ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        <p>{words.about}</p>
        <p class="privacy">{words.privacy}</p>
      </header>
      <p class="said" role="status" data-testid="said">
        {home === null && !said ? words.loading : said}
      </p>
      {home !== null && (
        <>
          <Reader desk={desk} home={home} tables={tables} onRead={took} onFaults={faulty} onSay={setSaid} />
          <Faults faults={faults} onGone={(file) => setFaults(faults.filter((one) => one.file !== file))} />
          {tables.length > 0 && <Tables tables={tables} shown={shown} onShow={setShown} />}
          {table && <TableView key={table.id} desk={desk} table={table} onDrop={() => void drop(table.id)} onSay={setSaid} />}
        </>
      )}
    </div>
  );
}

interface TablesProps {
  tables: TableCard[];
  shown: string | null;
  onShow(id: string): void;
}

const Tables = ({ tables, shown, onShow }: TablesProps) => (
  <nav aria-labelledby="tables" class="tables">
    <h2 id="tables">{words.tables}</h2>
    <ul class="plain">
      {tables.map((table) => (
        <li key={table.id}>
          <button
            type="button"
            class="tab"
            aria-current={table.id === shown ? "true" : undefined}
            data-testid={`table-${table.kind}`}
            onClick={() => onShow(table.id)}
          >
            <strong>{table.title}</strong>
            <span>
              {table.file}, {words.rows(table.rows)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  </nav>
);
