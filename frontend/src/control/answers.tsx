/** What the room answered: hidden until it is revealed, or until the trainer wants to peek. */

import { useState } from "preact/hooks";
import { Charts } from "../tally/charts";
import type { Desk } from "./desk";
import type { Following } from "./follow";
import type { Now, Picture, RoomData, TableView } from "./types";
import { words } from "./words";

/** Kinds in which people write in their own words. */
const WRITTEN = new Set(["reflection", "goal"]);

interface AnswersProps {
  room: Following;
  data: RoomData;
  now: Now;
  number: number;
  peek: boolean;
  onPeek(peek: boolean): void;
  desk: Desk;
}

export function Answers({ room, data, now, number, peek, onPeek, desk }: AnswersProps) {
  const revealed = now.state.phases[number] === "revealed";
  const picture = room.picture?.step === number && (revealed || peek) ? room.picture : null;
  return (
    <div class="answers" data-testid="answers">
      {!revealed && (
        <div class="peeking">
          <p class="hint">{words.hidden}</p>
          <button type="button" class="button quiet small-button" aria-pressed={peek} onClick={() => onPeek(!peek)} data-testid="peek">
            {peek ? words.unpeek : words.peek}
          </button>
        </div>
      )}
      {picture && (picture.people === 0 ? <p class="hint">{words.nobody}</p> : <Shown picture={picture} />)}
      {picture && WRITTEN.has(data.plan[number]!.item ?? "") && <Texts key={number} desk={desk} id={data.id} step={number} />}
    </div>
  );
}

function Shown({ picture }: { picture: Picture }) {
  return (
    <>
      {picture.words.map((sentence) => (
        <p key={sentence} class="in-words" data-testid="in-words">
          {sentence}
        </p>
      ))}
      {picture.late > 0 && <p class="hint">{words.late(picture.late)}</p>}
      <Charts {...picture} />
      {picture.agreement.length > 0 && (
        <details>
          <summary>{words.agreement}</summary>
          <ul>
            {picture.agreement.map((each) => (
              <li key={each.about + each.says}>
                {each.about && <b>{each.about}: </b>}
                {each.says} {each.notes.map((note) => <span key={note} class="hint"> {note}</span>)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {picture.tables.length > 0 && (
        <details class="by-table" data-testid="by-table">
          <summary>{words.byTable}</summary>
          {picture.tables.map((table) => (
            <Table key={String(table.number)} table={table} picture={picture} />
          ))}
        </details>
      )}
    </>
  );
}

function Table({ table, picture }: { table: TableView; picture: Picture }) {
  return (
    <section class="table-view">
      <h3>
        {words.table(table.number)} <span class="hint">{words.people(table.people)}</span>
      </h3>
      <p>{table.words}</p>
      {table.parts && <Charts {...picture} parts={table.parts} />}
    </section>
  );
}

function Texts({ desk, id, step }: { desk: Desk; id: string; step: number }) {
  const [texts, setTexts] = useState<string[] | null>(null);
  const read = async (): Promise<void> => {
    const reply = await desk.ask<{ texts: string[] }>("texts", { room: id, step });
    if (reply.ok) setTexts(reply.data.texts);
  };
  if (texts === null) {
    return (
      <button type="button" class="button quiet small-button" onClick={() => void read()}>
        {words.texts}
      </button>
    );
  }
  if (texts.length === 0) return <p class="hint">{words.noTexts}</p>;
  return (
    <ul class="plain texts">
      {texts.map((text, place) => (
        <li key={place}>{text}</li>
      ))}
    </ul>
  );
}
