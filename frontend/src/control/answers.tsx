/** What the room answered: hidden until it is revealed, or until the trainer wants to peek. */

import { useState } from "preact/hooks";
import { Heard } from "./heard";
import type { Desk } from "./desk";
import type { Following } from "./follow";
import type { Now, Part, Picture, RoomData, TableView } from "./types";
import { words } from "./words";

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
      {picture && <Texts desk={desk} id={data.id} step={number} />}
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
      {picture.parts.map((part) => (
        <Chart key={part.id} part={part} captioned={picture.layout !== "one"} />
      ))}
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
            <Table key={String(table.number)} table={table} captioned={picture.layout !== "one"} />
          ))}
        </details>
      )}
    </>
  );
}

function Table({ table, captioned }: { table: TableView; captioned: boolean }) {
  return (
    <section class="table-view">
      <h3>
        {words.table(table.number)} <span class="hint">{words.people(table.people)}</span>
      </h3>
      <p>{table.words}</p>
      {table.parts?.map((part) => (
        <Chart key={part.id} part={part} captioned={captioned} />
      ))}
    </section>
  );
}

interface ChartProps {
  part: Part;
  /** Whether its label says more than the question above it. */
  captioned: boolean;
}

/** A table whose numbers are also bars. */
export function Chart({ part, captioned }: ChartProps) {
  const most = Math.max(1, part.people);
  return (
    <table class="bars">
      <caption class={captioned ? "" : "vh"}>
        {part.label} {part.about && <span class="hint">{part.about}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Heard>{words.value}</Heard>
          </th>
          <th scope="col">
            <Heard>{words.count}</Heard>
          </th>
        </tr>
      </thead>
      <tbody>
        {part.bars.map((bar) => (
          <tr key={bar.id} class={bar.key ? "is-key" : ""}>
            <th scope="row">
              {bar.label} {bar.key && <span class="mark-key">{words.key}</span>}
              <span class="track" aria-hidden="true">
                <i style={{ inlineSize: `${Math.round((100 * bar.count) / most)}%` }} />
              </span>
            </th>
            <td>{bar.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
