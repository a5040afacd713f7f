/** What can be filled in: the markup of the plain form, so that one style sheet draws both, on a screen and on paper. */

import { Ladder, type Look } from "../ui/scale";
import type { Filling } from "./filling";
import type { Item, Note } from "./types";

export const OPTIONS: Look = { all: "options", rung: "option", sign: "numeral", words: "means", box: true };

export interface OfFilling {
  filling: Filling;
}

interface OfItem extends OfFilling {
  item: Item;
}

export const mark = (filling: Filling, name: string): "" | undefined => (filling.marked(name) ? "" : undefined);

const Asked = ({ filling, item }: OfItem) => (
  <>
    <span class="q">{item.text}</span> {item.required && <span class="needed">{filling.say("needed")}</span>}
  </>
);

/** What a printed form has in place of a field: lines, or what was written. */
const OnLines = ({ lines, written }: { lines: number; written: string }) => (
  <>
    <span class="ruled" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </span>
    <span class="typed" aria-hidden="true">
      {written}
    </span>
  </>
);

interface WrittenProps extends OfFilling {
  field: Note;
  described?: string | undefined;
}

/** A line or several, in somebody's words. */
export function Written({ filling, field, described }: WrittenProps) {
  const { id, lines, most } = field;
  const value = filling.value(id);
  const shared = {
    id: `f-${id}`,
    name: id,
    maxLength: most,
    value,
    "aria-describedby": described,
    "aria-invalid": filling.marked(id) || undefined,
  };
  return (
    <>
      {lines > 1 ? (
        <textarea {...shared} rows={lines} onInput={(event) => filling.set(id, event.currentTarget.value)} />
      ) : (
        <input {...shared} type="text" autocomplete="off" onInput={(event) => filling.set(id, event.currentTarget.value)} />
      )}
      <OnLines lines={lines} written={value} />
    </>
  );
}

const Notes = ({ filling, notes }: OfFilling & { notes: readonly Note[] }) => (
  <>
    {notes.map((note) => (
      <div key={note.id} class="note" data-wrong={mark(filling, note.id)}>
        <label for={`f-${note.id}`}>{note.text}</label>
        <Written filling={filling} field={note} />
      </div>
    ))}
  </>
);

/** Points with every anchor open, or the answers of a choice. */
export function Picked({ filling, item }: OfItem) {
  const { id, kind, help, rungs } = item;
  const picked = filling.value(id);
  const takeBack = (): void => {
    filling.set(id, "");
    document.querySelector<HTMLElement>(`[name="${id}"]`)?.focus();
  };
  return (
    <fieldset
      class={`item picked ${item.long ? "long" : "row"} ${kind}`}
      style={{ "--options": rungs.filter(({ apart }) => !apart).length }}
      id={`i-${id}`}
      aria-describedby={help ? `h-${id}` : undefined}
      data-wrong={mark(filling, id)}
    >
      <legend>
        <Asked filling={filling} item={item} />
      </legend>
      {help && (
        <p class="help" id={`h-${id}`}>
          {help}
        </p>
      )}
      <Ladder
        name={id}
        rungs={rungs}
        picked={picked || null}
        onPick={(value) => filling.set(id, value)}
        testId={`point-${id}`}
        look={OPTIONS}
      />
      {picked && (
        <button type="button" class="undo" data-undo={id} onClick={takeBack}>
          {filling.say("undo")}
          <span class="away">: {item.text}</span>
        </button>
      )}
      <Notes filling={filling} notes={item.notes} />
    </fieldset>
  );
}

const ELEVEN = Array.from({ length: 11 }, (_, number) => number);

interface ControlProps extends OfItem {
  described: string | undefined;
}

/** The browser's own control for what is asked. */
function Control({ filling, item, described }: ControlProps) {
  const { id, kind } = item;
  const value = filling.value(id);
  const shared = {
    id: `f-${id}`,
    name: id,
    value,
    "aria-describedby": described,
    "aria-invalid": filling.marked(id) || undefined,
    onInput: (event: { currentTarget: HTMLInputElement }): void => filling.set(id, event.currentTarget.value),
  };
  if (kind === "number") {
    return (
      <>
        <input {...shared} type="text" inputMode="decimal" maxLength={12} autocomplete="off" data-number />
        <OnLines lines={1} written={value} />
        {item.eleven && (
          <span class="strip" aria-hidden="true">
            {ELEVEN.map((number) => (
              <span key={number}>
                <span class="box" />
                {number}
              </span>
            ))}
          </span>
        )}
      </>
    );
  }
  if (kind === "date") {
    return (
      <>
        <input {...shared} type="date" min="1990-01-01" max="2100-12-31" />
        <span class="on-paper" aria-hidden="true">
          <i data-day={value ? value.split("-").reverse().join(" / ") : undefined} />
          {filling.say("date")}
        </span>
      </>
    );
  }
  if (item.shape === "code") {
    return (
      <>
        <input
          {...shared}
          type="text"
          maxLength={item.most}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          data-code
        />
        <OnLines lines={1} written={value} />
      </>
    );
  }
  return <Written filling={filling} field={item} described={described} />;
}

/** A question that is answered by typing, or with a day. */
export function Typed({ filling, item }: OfItem) {
  const { id, kind, help } = item;
  const described = help || kind === "number" ? `h-${id}` : undefined;
  return (
    <div
      class={`item typed-in kind-${kind} ${kind === "text" ? item.shape : ""}`}
      style={{ "--lines": item.lines }}
      id={`i-${id}`}
      data-wrong={mark(filling, id)}
    >
      <label for={`f-${id}`}>
        <Asked filling={filling} item={item} />
      </label>
      {described && (
        <p class="help" id={described}>
          {help}
          {kind === "number" && <span class="range"> {item.range}</span>}
        </p>
      )}
      <Control filling={filling} item={item} described={described} />
      <Notes filling={filling} notes={item.notes} />
    </div>
  );
}
