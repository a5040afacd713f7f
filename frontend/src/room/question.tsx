/** A question of the room: open, closed, or with its answer shown. */

import { draftOf } from "../hosts/drafts";
import type { Host } from "../hosts/host";
import { kindOf } from "../kinds";
import type { AnyKind } from "../kinds/kind";
import { Boundary, Notice } from "../player/boundary";
import { Question as Asked } from "../player/item-frame";
import { SaveState } from "../player/save-state";
import { useSetting } from "../player/setting";
import { latest } from "../record";
import { KINDS, say } from "../strings";
import type { ItemBase, Payload } from "../types";
import { Icon } from "../ui/icons";
import { Heading, Paragraphs } from "../ui/text";
import { Own } from "./own";
import { Revealed } from "./revealed";
import type { Spread, StepPhase } from "./state";
import { words } from "./words";

interface QuestionProps {
  payload: Payload;
  host: Host;
  number: number;
  steps: number;
  /** What is on the screen. */
  phase: StepPhase;
  /** Whether answers are taken: it may be closed already while somebody still writes. */
  open: boolean;
  spread: Spread | null;
  late(id: string): boolean;
}

/** The newest answer to an item, whether it has arrived or not. */
function given(host: Host, item: ItemBase, kind: AnyKind): { id: string; answer: object } | null {
  const line = latest(host.lines()).get(item.id);
  const answer = line ? kind.read(item, line.answer) : null;
  return line && answer ? { id: line.id, answer } : null;
}

interface ClosedProps extends QuestionProps {
  item: ItemBase;
  kind: AnyKind;
}

function Closed({ payload, host, late, item, kind }: ClosedProps) {
  const { id } = useSetting();
  const mine = given(host, item, kind);
  const draft = mine || kind.live ? null : kind.read(item, draftOf(payload.exercise.slug, item.id, payload.rev));
  const answer = mine?.answer ?? draft;
  return (
    <div class="closed" data-testid="closed-item">
      <p class="closed-words">
        <b>{words.locked}.</b> {words.lockedHow}
      </p>
      {answer === null ? (
        <p class="hint" data-testid="no-answer">
          {words.noAnswer}
        </p>
      ) : (
        <div class="view" data-testid="view">
          <Heading below={1} class="view-heading" id={id(item.id, "view")}>
            {say.yourAnswer}
          </Heading>
          {mine === null && (
            <p class="missing" data-testid="unsent">
              <Icon name="note" /> {words.notSentDraft}
            </p>
          )}
          <Own item={item} kind={kind} answer={answer} />
          {mine !== null && (
            <div class="saving">
              <SaveState status={host.status(mine.id)} where={host.where} />
              {late(mine.id) && <p class="hint">{words.late}</p>}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Body(props: ClosedProps) {
  const { payload, host, phase, open, spread, item, kind } = props;
  if (phase === "revealed") {
    return <Revealed item={item} spread={spread} answer={given(host, item, kind)?.answer ?? null} />;
  }
  if (phase === "locked") return <Closed {...props} />;
  return <Asked payload={payload} item={item} host={host} kind={kind} closed={open ? undefined : words.closedWriting} />;
}

export function Question(props: QuestionProps) {
  const { id } = useSetting();
  const { payload, number, steps } = props;
  const item = payload.exercise.items[0];
  if (item === undefined) return null;
  const kind = kindOf(item.kind);
  return (
    <section class={`item ${item.kind}`} aria-labelledby={id(item.id, "heading")} data-testid={`item-${item.id}`}>
      <div class="ask">
        <Heading below={1} class="count-heading arrive" id={id(item.id, "heading")} focusable>
          <span class="numeral" aria-hidden="true">
            {number + 1}
          </span>
          <span class="vh">{words.stepOf(number + 1, steps)}: </span>
          {KINDS[item.kind] ?? item.kind}
        </Heading>
        <div class="prompt" id={id(item.id, "prompt")}>
          <Paragraphs text={item.prompt} />
        </div>
        {kind === null ? (
          <Notice words={say.badItem(item.kind)} />
        ) : (
          <Boundary words={say.broken}>
            <Body {...props} item={item} kind={kind} />
          </Boundary>
        )}
      </div>
    </section>
  );
}
