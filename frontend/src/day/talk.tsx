/** Once sheets are shared: the reason of a difference, and a number that is changed with what changed it. */

import { useState } from "preact/hooks";
import { draftOf, keepDraft } from "../hosts/drafts";
import { SaveState } from "../player/save-state";
import { useHost } from "../player/use-host";
import { Icon } from "../ui/icons";
import { Row } from "../ui/scale";
import { Heard } from "../ui/text";
import { Words } from "./evidence";
import type { Tablet } from "./tablet";
import type { TalkData, TalkRow } from "./types";
import { words } from "./words";

export type Said = "settled" | "change";

interface SayProps {
  tablet: Tablet;
  talk: TalkData;
  row: TalkRow;
  kind: Said;
}

/** What this tablet has of it already: an answer on its way, or words that nobody has sent. */
function useSaid({ tablet, talk, row, kind }: SayProps) {
  const { campaign, member, rev } = tablet.data;
  const own = `${campaign}:${member}`;
  const place = `${talk.station}/${talk.unit}/${row.id}/${kind}`;
  const [text, setText] = useState(() => String(draftOf(own, place, rev) ?? ""));
  const [sent, setSent] = useState<string | null>(() => {
    const waiting = tablet.waiting(talk.station, talk.unit);
    return waiting.reverse().find((line) => line.kind === kind && line.answer?.["criterion"] === row.id)?.id ?? null;
  });
  const write = (next: string): void => {
    setText(next);
    keepDraft(own, place, rev, next.trim() ? next : null);
  };
  const send = (answer: Record<string, unknown>): void => {
    const line = tablet.line(kind, talk.station, { unit: talk.unit, criterion: row.id, ...answer });
    tablet.give(place, line);
    keepDraft(own, place, rev, null);
    setSent(line.id);
  };
  return { text, write, send, status: sent === null ? null : tablet.status(sent) };
}

export function Say(props: SayProps) {
  const { tablet, talk, row, kind } = props;
  const { words: shared } = tablet.data;
  useHost(tablet);
  const { text, write, send, status } = useSaid(props);
  const [point, setPoint] = useState(row.own ?? undefined);
  const [short, setShort] = useState(false);
  const id = `${kind}-${row.id}`;
  const press = (): void => {
    const why = text.trim();
    setShort(why.length < talk.least);
    if (why.length < talk.least) document.getElementById(id)?.focus();
    else send(kind === "change" ? { point, why } : { why });
  };
  if (status?.is === "saved") {
    return (
      <p class="status saved" role="status" data-testid={`said-${id}`}>
        <Icon name="same" />
        <span>
          {words.kept[kind]} <a href={talk.at}>{words.show}</a>
        </span>
      </p>
    );
  }
  if (status !== null && status.is !== "refused") return <SaveState status={status} where="tablet" />;
  return (
    <div class="say" data-testid={`say-${id}`}>
      {kind === "change" && (
        <fieldset>
          <legend>{(shared["change_to"] ?? "").replace("{criterion}", row.name)}</legend>
          <Row name={`to-${row.id}`} anchors={row.anchors} point={point} onPoint={setPoint} testId={`to-${row.id}`} />
        </fieldset>
      )}
      <Words
        id={id}
        label={(kind === "change" ? shared["change_label"] : shared["settle_label"]) ?? ""}
        value={text}
        onInput={write}
      />
      {short && (
        <p class="missing" role="alert">
          <Icon name="note" /> <span>{words.reason(talk.least)}</span>
        </p>
      )}
      {status && <SaveState status={status} where="tablet" />}
      <button type="button" class="button quiet" onClick={press} data-testid={`send-${id}`}>
        {kind === "change" ? shared["change"] : shared["settle"]}
        <Heard>: {row.name}</Heard>
      </button>
    </div>
  );
}
