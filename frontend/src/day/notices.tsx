/** What is worth a sentence on every page of a member: answers that still wait here, and any that were not taken. */

import { useState } from "preact/hooks";
import { keeps } from "../hosts/paper";
import { useHost } from "../player/use-host";
import { isObject } from "../record";
import type { Refusal } from "../sending/shelf";
import { Icon } from "../ui/icons";
import type { Tablet } from "./tablet";
import { words } from "./words";

/** The words of a line that was not taken, so that nobody loses them. */
function wordsOf({ line }: Refusal): string[] {
  const { score, why } = line.answer ?? {};
  const given = isObject(score) ? score : {};
  const lines = Array.isArray(given["lines"]) ? (given["lines"] as unknown[]) : [];
  const point = typeof given["point"] === "number" ? [String(given["point"])] : [];
  const texts = [...lines, given["higher"], why].filter((text): text is string => typeof text === "string");
  return [...point, ...texts.filter((text) => text.trim() !== "")];
}

function Refused({ tablet, refusal }: { tablet: Tablet; refusal: Refusal }) {
  const { line, why } = refusal;
  const place = [tablet.data.places[line.item], line.answer?.["unit"], line.answer?.["criterion"]];
  const said = wordsOf(refusal);
  return (
    <div class="in-the-way" data-testid="refusal">
      <Icon name="note" />
      <div>
        <p>{words.refused(place.filter((part) => typeof part === "string").join(", "), why)}</p>
        {said.length > 0 && (
          <>
            <p class="label">{words.wrote}</p>
            <ul>
              {said.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
        <button type="button" class="button quiet" onClick={() => tablet.seen(refusal)}>
          {words.understood}
        </button>
      </div>
    </div>
  );
}

export function Notices({ tablet }: { tablet: Tablet }) {
  const [kept] = useState(keeps);
  useHost(tablet);
  const { station, unit } = tablet.data.sheet ?? { station: "", unit: "" };
  // The sheet itself says what waits of it.
  const elsewhere = tablet.outbox.waiting - tablet.waiting(station, unit).length;
  return (
    <>
      {!kept && (
        <p class="in-the-way" data-testid="blocked">
          <Icon name="note" /> <span>{words.blocked}</span>
        </p>
      )}
      {elsewhere > 0 && (
        <p class="in-the-way" role="status" data-testid="elsewhere">
          <Icon name="clock" /> <span>{words.elsewhere(elsewhere)}</span>
        </p>
      )}
      {tablet.refusals.map((refusal) => (
        <Refused key={refusal.line.id} tablet={tablet} refusal={refusal} />
      ))}
    </>
  );
}
