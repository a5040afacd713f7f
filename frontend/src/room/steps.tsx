/** The steps that were reached: for who goes at their own pace, or looks back. */

import { useEffect } from "preact/hooks";
import { KINDS } from "../strings";
import type { Session } from "./session";
import type { RoomState, Step } from "./state";
import { words } from "./words";

interface StepsProps {
  session: Session;
  state: RoomState;
  /** The step that is on the screen. */
  now: number | null;
  go(number: number): void;
}

interface Entry {
  number: number;
  step: Step;
}

const reached = ({ plan }: RoomState): Entry[] =>
  plan.flatMap((step, number) => (step === null ? [] : [{ number, step }]));

/** What a step is, in a few words. */
export function nameOf(session: Session, step: Step): string {
  if (step.kind !== "item") return (step.kind === "pause" && step.title) || words.kinds[step.kind];
  const here = session.state?.here;
  const items = session.book.get(step.exercise ?? "")?.payload.exercise.items ?? [];
  // A step that is only just shown comes with the state, before its exercise does.
  const all = here?.kind === "item" && here.exercise === step.exercise ? [here.item, ...items] : items;
  const kind = all.find(({ id }) => id === step.item)?.kind ?? "";
  return KINDS[kind] ?? words.kinds.item;
}

export const lineOf = (session: Session, step: Step) => {
  const lines = session.lines().filter(({ exercise, item }) => exercise === step.exercise && item === step.item);
  const last = lines[lines.length - 1];
  return last?.answer ? last : undefined;
};

function stateOf(session: Session, { step }: Entry): string {
  const closed = step.phase === "open" ? "" : words.states[step.phase];
  if (step.kind !== "item") return "";
  const line = lineOf(session, step);
  const own = !line ? words.blank : session.outbox.has(line.id) ? words.waitingState : words.answered;
  return closed ? `${own} · ${closed}` : own;
}

/** Steps that follow one another in one exercise stand under its title. */
function grouped(entries: readonly Entry[]): Entry[][] {
  const groups: Entry[][] = [];
  for (const entry of entries) {
    const group = groups[groups.length - 1];
    if (group?.[0]?.step.exercise === entry.step.exercise && entry.step.exercise !== null) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

export function StepList({ session, state, now, go }: StepsProps) {
  useEffect(() => {
    for (const { number } of reached(state)) session.book.want(state, number, false);
  }, [state.seq]);
  return (
    <ul class="plain groups">
      {grouped(reached(state)).map((group) => {
        const title = session.book.get(group[0]!.step.exercise ?? "")?.payload.exercise.title;
        return (
          <li key={group[0]!.number}>
            {title && <p class="group-title">{title}</p>}
            <ul class="plain entries">
              {group.map((entry) => (
                <li key={entry.number} class="entry">
                  <button
                    type="button"
                    aria-current={entry.number === now ? "step" : undefined}
                    onClick={() => go(entry.number)}
                    data-testid={`go-${entry.number + 1}`}
                  >
                    <span class="numeral" aria-hidden="true">
                      {entry.number + 1}
                    </span>
                    <span class="told">
                      <span class="vh">{words.stepOf(entry.number + 1, state.plan.length)}: </span>
                      <b>{nameOf(session, entry.step)}</b> <span class="far">{stateOf(session, entry)}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

/** How many questions were answered, of those that were reached. */
export function counted(session: Session, state: RoomState): { done: number; of: number } {
  const items = reached(state).filter(({ step }) => step.kind === "item");
  return { done: items.filter(({ step }) => lineOf(session, step)).length, of: items.length };
}

export function Steps(props: StepsProps) {
  const { done, of } = counted(props.session, props.state);
  return (
    <div class="steps-page" data-testid="steps">
      <h2 class="arrive title" tabIndex={-1}>
        {words.steps}
      </h2>
      <p class="big">{words.stepsLead}</p>
      {of > 0 && (
        <p class="hint" data-testid="done-of">
          {words.doneOf(done, of)}
        </p>
      )}
      <StepList {...props} />
    </div>
  );
}

/** The way on from a step, for who goes at their own pace. */
export function Turns({ session, state, number, go }: StepsProps & { number: number }) {
  const all = reached(state);
  const at = all.findIndex((entry) => entry.number === number);
  const before = all[at - 1];
  const after = all[at + 1];
  const name = (entry: Entry): string => words.stepName(entry.number + 1, nameOf(session, entry.step));
  return (
    <nav class="turns" aria-label={words.steps}>
      {before && (
        <button type="button" class="turn" onClick={() => go(before.number)} data-testid="previous">
          <small>{words.previous}</small>
          <span>{name(before)}</span>
        </button>
      )}
      {after && (
        <button type="button" class="turn on" onClick={() => go(after.number)} data-testid="next">
          <small>{words.next}</small>
          <span>{name(after)}</span>
        </button>
      )}
    </nav>
  );
}
