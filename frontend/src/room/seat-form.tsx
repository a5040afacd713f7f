/** Where somebody sits, and what they are called if the room asks. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons";
import type { Asked } from "../sending/net";
import { words } from "./words";

/** More tables than this are typed, not picked. */
const MOST_CARDS = 30;
const MOST_NAME = 60;

interface SeatFormProps {
  asked: Asked;
  announce(text: string): void;
  onSeat(seat: { table?: number; name?: string }): void;
}

interface TableProps {
  tables: number;
  table: string;
  wrong: string;
  onTable(table: string): void;
}

const Picked = ({ tables, table, wrong, onTable }: TableProps) => (
  <fieldset class="tables" aria-describedby={wrong ? "mp-table-wrong" : undefined}>
    <legend>{words.table}</legend>
    {Array.from({ length: tables }, (_, index) => String(index + 1)).map((each) => (
      <label key={each} class="card">
        <input
          type="radio"
          name="mp-table"
          value={each}
          checked={table === each}
          onChange={() => onTable(each)}
          data-testid={`table-${each}`}
        />
        <span>{each}</span>
      </label>
    ))}
  </fieldset>
);

const Typed = ({ tables, table, wrong, onTable }: TableProps) => (
  <div class="field">
    <label for="mp-table">{words.table}</label>
    <input
      id="mp-table"
      type="text"
      inputMode="numeric"
      autocomplete="off"
      value={table}
      aria-describedby={wrong ? "mp-table-wrong mp-table-how" : "mp-table-how"}
      onInput={(event) => onTable(event.currentTarget.value)}
      data-testid="table"
    />
    <p class="hint" id="mp-table-how">
      {words.tableHow(tables)}
    </p>
  </div>
);

export function SeatForm({ asked, announce, onSeat }: SeatFormProps) {
  const [table, setTable] = useState("");
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const number = Number(table.trim() || NaN);
    const fits = Number.isInteger(number) && number >= 1 && number <= asked.tables;
    if (asked.tables > 0 && !fits) {
      const why = table.trim() ? words.tableWrong(asked.tables) : words.tableMissing;
      setWrong(why);
      announce(why);
      form.current?.querySelector("input")?.focus();
      return;
    }
    onSeat({ ...(asked.tables > 0 ? { table: number } : {}), ...(asked.names ? { name: name.trim() } : {}) });
  };
  const Table = asked.tables > MOST_CARDS ? Typed : Picked;
  return (
    <form class="seat-form" ref={form} onSubmit={submit} noValidate data-testid="seat-form">
      {asked.tables > 0 && (
        <Table
          tables={asked.tables}
          table={table}
          wrong={wrong}
          onTable={(each) => {
            setTable(each);
            setWrong("");
          }}
        />
      )}
      {asked.names && (
        <div class="field">
          <label for="mp-name">{words.name}</label>
          <input
            id="mp-name"
            type="text"
            value={name}
            maxLength={MOST_NAME}
            autocomplete="off"
            aria-describedby="mp-name-how"
            onInput={(event) => setName(event.currentTarget.value)}
            data-testid="name"
          />
          <p class="hint" id="mp-name-how">
            {words.nameHow}
          </p>
        </div>
      )}
      {wrong && (
        <p class="missing" id="mp-table-wrong" data-testid="table-wrong">
          <Icon name="note" /> <span>{wrong}</span>
        </p>
      )}
      <button type="submit" class="button large" data-testid="sit">
        {words.enter}
      </button>
    </form>
  );
}
