/** A member's scoring sheet: words first, then the number, quality by quality; the foot says what is saved. */

import { useEffect, useRef } from "preact/hooks";
import { Live, useLive } from "../player/live";
import { useHost } from "../player/use-host";
import { SaveState } from "../player/save-state";
import { Icon } from "../ui/icons";
import { Ladder, rungsOf } from "../ui/scale";
import { Heard } from "../ui/text";
import { LockPart } from "./lock";
import { Words } from "./evidence";
import type { Sheet } from "./sheet";
import type { Judged, Quality } from "./types";
import { words } from "./words";

export interface SheetProps {
  sheet: Sheet;
}

const Notes = ({ notes }: { notes: readonly string[] }) => {
  if (notes.length === 0) return null;
  return (
    <ul class="read-so">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
};

interface QualityProps extends SheetProps {
  quality: Quality;
  number: number;
}

function QualityCard({ sheet, quality, number }: QualityProps) {
  const { words: shared } = sheet.tablet.data;
  const { id, bare } = quality;
  const now = sheet.of(id);
  const write = (part: Partial<Judged>): void => sheet.change(id, { ...now, ...part }, "silence");
  const line = (place: 0 | 1, text: string): void =>
    write({ lines: place === 0 ? [text, now.lines[1] ?? ""] : [now.lines[0] ?? "", text] });
  const pick = (value: string): void =>
    sheet.change(id, { ...now, point: value === "unseen" ? "unseen" : Number(value) }, "once");
  const unseen = { value: "unseen", sign: "–", words: `${shared["unseen"]}. ${shared["unseen_help"]}` };
  const leave = (): void => sheet.flush();
  const status = sheet.stands(id);
  return (
    <section class="judged" id={`q-${id}`} aria-labelledby={`h-${id}`} data-testid={`quality-${id}`}>
      <h2 id={`h-${id}`} tabIndex={-1}>
        <span class="numeral" aria-hidden="true">
          {number}
        </span>{" "}
        {quality.name}
      </h2>
      {quality.what && <p class="what">{quality.what}</p>}
      <div class={bare ? "one" : "two"}>
        {!bare && (
          <div class="heard">
            <Words
              id={`first-${id}`}
              label={shared["first"] ?? ""}
              value={now.lines[0] ?? ""}
              onInput={(text) => line(0, text)}
              onLeave={leave}
            />
            <Words
              id={`second-${id}`}
              label={shared["second"] ?? ""}
              value={now.lines[1] ?? ""}
              onInput={(text) => line(1, text)}
              onLeave={leave}
            />
          </div>
        )}
        <fieldset class="ladder">
          <legend>
            {shared["point"]}
            <Heard>: {quality.name}</Heard>
          </legend>
          <Ladder
            name={`point-${id}`}
            rungs={[...rungsOf(quality.anchors), unseen]}
            picked={now.point === null ? null : String(now.point)}
            onPick={pick}
            testId={`point-${id}`}
          />
          {quality.notes.length > 0 && <p class="label">{shared["notes"]}</p>}
          <Notes notes={quality.notes} />
        </fieldset>
        {!bare && (
          <div class="higher">
            <Words
              id={`higher-${id}`}
              label={shared["higher"] ?? ""}
              value={now.higher}
              onInput={(higher) => write({ higher })}
              onLeave={leave}
            />
          </div>
        )}
      </div>
      {status && <SaveState status={status} where={sheet.where} />}
    </section>
  );
}

/** Whether an answer has waited longer than a moment. */
const away = ({ waiting, tablet }: Sheet): boolean => waiting > 0 && tablet.outbox.status().is === "kept";

function footWords(sheet: Sheet): string {
  if (away(sheet)) return words.waiting(sheet.waiting, sheet.lasts);
  if (sheet.waiting > 0) return words.sending(sheet.waiting);
  return sheet.data.fields.every(({ id }) => sheet.stands(id) === null) ? words.nothing : words.allSaved;
}

function Foot({ sheet }: SheetProps) {
  const state = away(sheet) ? "away" : sheet.waiting > 0 ? "sending" : "saved";
  return (
    <div class="sheet-foot" data-testid="foot" data-state={state}>
      <nav aria-label={words.jumps}>
        {sheet.data.fields.map((quality, place) => {
          const done = sheet.whole(quality);
          return (
            <a key={quality.id} class={`jump ${done ? "done" : ""}`} href={`#q-${quality.id}`}>
              <span aria-hidden="true">{place + 1}</span>
              <Heard>{words.jump(quality.name, done)}</Heard>
              {done && <Icon name="same" />}
            </a>
          );
        })}
      </nav>
      <p>
        <Icon name={state === "saved" ? "same" : state === "sending" ? "clock" : "note"} />
        <span data-testid="all">{footWords(sheet)}</span>
      </p>
    </div>
  );
}

/** Queue what is being written before the page goes or is looked away from. */
function useLeaving(sheet: Sheet): void {
  useEffect(() => {
    const flush = (): void => sheet.flush();
    const leaving = (event: BeforeUnloadEvent): void => {
      sheet.flush();
      if (sheet.waiting > 0 && !sheet.lasts) event.preventDefault();
    };
    window.addEventListener("pagehide", flush);
    window.addEventListener("beforeunload", leaving);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("beforeunload", leaving);
      document.removeEventListener("visibilitychange", flush);
    };
  }, [sheet]);
}

/** Say that the connection is lost, and that it is back; not each time that something is saved. */
function useSaid(sheet: Sheet, announce: (text: string) => void): void {
  const gone = away(sheet);
  const first = useRef(true);
  useEffect(() => {
    if (gone) announce(words.waits);
    else if (!first.current) announce(words.back);
    first.current = false;
  }, [gone]);
}

export function SheetView({ sheet }: SheetProps) {
  const [said, announce] = useLive();
  useHost(sheet);
  useLeaving(sheet);
  useSaid(sheet, announce);
  return (
    <div data-testid="sheet" data-waiting={sheet.waiting}>
      {sheet.data.fields.map((quality, place) => (
        <QualityCard key={quality.id} sheet={sheet} quality={quality} number={place + 1} />
      ))}
      <LockPart sheet={sheet} announce={announce} />
      <Foot sheet={sheet} />
      <Live said={said} />
    </div>
  );
}
