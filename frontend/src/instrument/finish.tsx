/** The end of a form: what is still missing, the record as a file, printing, and clearing. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { download } from "../give";
import type { OfFilling } from "./fields";

/** What takes the focus of a field: its control, the point that is picked or the first one. */
function focusOn(name: string): void {
  const of = (state: string): HTMLElement | null => document.querySelector<HTMLElement>(`[name="${name}"]${state}`);
  (of(":checked") ?? of(""))?.focus();
}

interface NamesProps extends OfFilling {
  head: string;
  names: readonly string[];
}

const Names = ({ filling, head, names }: NamesProps) => {
  if (names.length === 0) return null;
  return (
    <>
      <p>{filling.say(head)}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a
              href={`#i-${name}`}
              onClick={(event) => {
                event.preventDefault();
                focusOn(name);
              }}
            >
              {filling.sheet.labels[name] ?? name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Ask once before everything goes. */
function Sure({ filling, onNo }: OfFilling & { onNo(): void }) {
  const ask = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => ask.current?.focus(), []);
  const yes = (): void => {
    onNo();
    filling.clear();
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>("#mp-form :is(input, textarea)")?.focus();
  };
  const no = (): void => {
    onNo();
    document.querySelector<HTMLElement>('[data-do="clear"]')?.focus();
  };
  return (
    <div class="sure">
      <p tabIndex={-1} ref={ask}>
        {filling.say("clear_sure")}
      </p>
      <div class="buttons">
        <button type="button" data-do="clear-yes" onClick={yes}>
          {filling.say("clear_yes")}
        </button>
        <button type="button" data-do="clear-no" onClick={no}>
          {filling.say("clear_no")}
        </button>
      </div>
    </div>
  );
}

export function Finish({ filling }: OfFilling) {
  const faults = useRef<HTMLDivElement>(null);
  const [refused, setRefused] = useState(0);
  const [sure, setSure] = useState(false);
  useLayoutEffect(() => {
    if (refused > 0) faults.current?.focus();
  }, [refused]);
  const hand = (ending: ".json" | ".csv"): void => {
    const file = filling.hand(ending);
    if (file === null) setRefused(refused + 1);
    else download(file.name, file.text, file.type);
  };
  return (
    <section class="finish" aria-labelledby="finish">
      <h2 id="finish">{filling.say("finish")}</h2>
      <div class="faults" tabIndex={-1} role="alert" hidden={!filling.complains} ref={faults}>
        {filling.complains && (
          <>
            <Names filling={filling} head="missing" names={filling.missing()} />
            <Names filling={filling} head="bad" names={filling.wrong()} />
          </>
        )}
      </div>
      {filling.sheet.audience !== "staff" && <p class="hand-back">{filling.say("hand_back")}</p>}
      <p class="notice">{filling.say("private")}</p>
      <div class="buttons">
        <button type="button" class="main" data-do="download" onClick={() => hand(".json")}>
          {filling.say("download")}
        </button>
        <button type="button" data-do="row" onClick={() => hand(".csv")}>
          {filling.say("download_row")}
        </button>
        <button type="button" data-do="print" onClick={() => window.print()}>
          {filling.say("print")}
        </button>
        <button type="button" data-do="clear" onClick={() => setSure(true)}>
          {filling.say("empty")}
        </button>
      </div>
      {sure && <Sure filling={filling} onNo={() => setSure(false)} />}
    </section>
  );
}
