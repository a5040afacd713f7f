/** The frame around a question: its number and prompt, saving, and the comparison afterwards. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { settled, type Host, type Status } from "../hosts/host";
import { kindOf } from "../kinds";
import type { AnyKind } from "../kinds/kind";
import { KINDS, say } from "../strings";
import type { ItemBase, Payload } from "../types";
import { Icon } from "../ui/icons";
import { Heading, Paragraphs } from "../ui/text";
import { Boundary, Notice } from "./boundary";
import { SaveState, statusWords } from "./save-state";
import { useSetting } from "./setting";
import { useAnswer } from "./use-answer";

interface QuestionProps {
  payload: Payload;
  item: ItemBase;
  host: Host;
  kind: AnyKind;
  /** Why no answer is taken any more, where somebody is still writing one. */
  closed?: string | undefined;
}

interface FrameProps {
  payload: Payload;
  item: ItemBase;
  number: number;
  host: Host;
}

export function ItemFrame(props: FrameProps) {
  const { id, exercise } = useSetting();
  const { item, number } = props;
  const kind = kindOf(item.kind);
  return (
    <section class={`item ${item.kind}`} aria-labelledby={id(item.id, "heading")} data-testid={`item-${item.id}`}>
      <div class="ask">
        <Heading below={1} class="count-heading" id={id(item.id, "heading")} focusable>
          <span class="numeral" aria-hidden="true">
            {number}
          </span>
          <span class="vh">{say.question(number, exercise.items.length)}: </span>
          {KINDS[item.kind] ?? item.kind}
        </Heading>
        <div class="prompt" id={id(item.id, "prompt")}>
          <Paragraphs text={item.prompt} />
        </div>
        {kind === null ? (
          <Notice words={say.badItem(item.kind)} />
        ) : (
          <Boundary words={say.broken}>
            <Question {...props} kind={kind} />
          </Boundary>
        )}
      </div>
    </section>
  );
}

export function Question({ payload, item, host, kind, closed }: QuestionProps) {
  const { announce, graded, id, judge, room } = useSetting();
  const [missing, setMissing] = useState<string | null>(null);
  const doubted = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const goTo = useRef<string | null>(null);

  const settledNow = (status: Status): void => {
    // A visit is told as it goes on; only what was not saved interrupts it.
    if (kind.live && status.is === "saved") return;
    const words = [statusWords(status, host.where)];
    if (settled(status) && !kind.live) {
      const agreed = graded ? null : kind.agree(item, state.value);
      if (agreed) words.push(say.agree(judge, agreed.same, agreed.of));
      if (holdsFocus(box.current)) goTo.current = id(item.id, "view");
    }
    announce(words.map((sentence) => sentence.replace(/\.?$/, ".")).join(" "));
  };
  const state = useAnswer(payload, item, kind, host, settledNow);
  const { value, answer, status } = state;

  // Before anything else can be pressed: a focus that moves late takes somebody away from where they went.
  useLayoutEffect(() => {
    const target = goTo.current && rootOf(box.current)?.getElementById(goTo.current);
    if (!target) return;
    goTo.current = null;
    target.focus();
  });
  useEffect(() => {
    if (status && (status.is === "kept" || status.is === "refused")) announce(statusWords(status, host.where));
  }, [status?.is]);

  const change = (next: object): void => {
    setMissing(null);
    if (kind.live) state.save(next);
    else state.change(next);
  };
  const doubtOnce = (): string | null => {
    if (doubted.current || state.before) return null;
    const doubt = kind.doubt?.(item, value) ?? null;
    doubted.current = doubt !== null;
    return doubt;
  };
  const save = (): void => {
    const still = kind.missing(item, value) ?? doubtOnce();
    setMissing(still);
    if (still === null) state.save(value);
    else announce(still);
  };
  const reopen = (): void => {
    goTo.current = id(item.id, "heading");
    state.reopen(value);
  };

  const compares = !graded && answer !== null && kind.missing(item, answer) === null;
  const open = kind.live || answer === null;
  const { Ask, View } = kind;
  return (
    <div ref={box}>
      {open && <Ask item={item} answer={value} onChange={change} onRewind={state.reopen} />}
      {open && (
        <div class="saving">
          {!kind.live && closed === undefined && (
            <button
              type="button"
              class="button"
              aria-describedby={missing ? id(item.id, "missing") : undefined}
              onClick={save}
              data-testid="save"
            >
              {saveWords(item, graded || room)}
            </button>
          )}
          {closed !== undefined && (
            <p class="missing" data-testid="closed">
              <Icon name="note" /> {closed}
            </p>
          )}
          {missing !== null && (
            <p class="missing" id={id(item.id, "missing")} data-testid="missing">
              <Icon name="note" /> {missing}
            </p>
          )}
          {status !== undefined && <SaveState status={status} where={host.where} />}
        </div>
      )}
      {answer !== null && (!kind.live || compares) && (
        <div class="view" data-testid="view">
          <Result item={item} answer={answer} kind={kind} />
          <Boundary words={say.broken}>
            <View item={item} answer={answer} />
          </Boundary>
          {!kind.live && (
            <div class="saving">
              <button type="button" class="button quiet" onClick={reopen} data-testid="change">
                {say.change}
              </button>
              {status !== undefined && <SaveState status={status} where={host.where} />}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** The heading of a comparison, with what it comes to. */
function Result({ item, answer, kind }: { item: ItemBase; answer: object; kind: AnyKind }) {
  const { graded, id, judge } = useSetting();
  const agreed = graded ? null : kind.agree(item, answer);
  return (
    <>
      <Heading below={1} class="view-heading" id={id(item.id, "view")} focusable>
        {agreed ? say.beside(judge) : say.yourAnswer}
      </Heading>
      {agreed && (
        <p class="agree" data-testid="agree">
          {say.agree(judge, agreed.same, agreed.of)}.
        </p>
      )}
      {graded && <p class="agree">{say.later}</p>}
    </>
  );
}

const saveWords = (item: ItemBase, keyless: boolean): string =>
  keyless ? say.saveGraded : item.kind === "reflection" ? say.saveWritten : say.save;

const rootOf = (element: HTMLElement | null): ShadowRoot | Document | null => {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot || root instanceof Document ? root : null;
};

/** Whether moving the focus would take it from nowhere else. */
function holdsFocus(element: HTMLElement | null): boolean {
  const active = rootOf(element)?.activeElement;
  if (active === undefined) return false;
  return active === null || active === document.body ? document.activeElement === document.body : !!element?.contains(active);
}
