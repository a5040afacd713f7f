/** The step that the trainer looks at: what it says, what can be done with it, and what came of it. */

import type { ChoiceItem, Exercise, ItemBase, KeyBase } from "../types";
import { reasonsOf } from "../room/reasons";
import type { Desk } from "./desk";
import type { Following } from "./follow";
import { Answers } from "./answers";
import type { Now, PlanStep, RoomData } from "./types";
import { words } from "./words";

interface StageProps {
  room: Following;
  data: RoomData;
  now: Now;
  at: number | null;
  peek: boolean;
  onPeek(peek: boolean): void;
  desk: Desk;
}

export function Stage(props: StageProps) {
  const { room, data, now, at } = props;
  const { state } = now;
  if (at === null) {
    return (
      <section class="stage" aria-label={words.phases["lobby"]!}>
        <p class="lead">{words.phases["lobby"]}</p>
        <button type="button" class="button big" onClick={() => void room.move("goto", { step: 0 })} data-testid="begin">
          {words.begin}
        </button>
      </section>
    );
  }
  const step = data.plan[at]!;
  const here = state.step === at;
  const exercise = step.exercise === null ? null : data.exercises[step.exercise]!.exercise;
  return (
    <section class="stage" aria-labelledby="stage">
      <p class="kicker">
        {words.step(at + 1, data.plan.length)} · {words.phases[state.phases[at] ?? ""]}
      </p>
      <h2 id="stage">{step.title}</h2>
      {!here && state.phase !== "ended" && <p class="note">{words.looking}</p>}
      <Moves {...props} step={step} here={here} />
      {step.kind === "transcript" && exercise && <Transcript exercise={exercise} now={now} at={at} room={room} here={here} />}
      {step.kind === "item" && exercise && <Asked exercise={exercise} id={step.id!} />}
      {step.prompts.length > 0 && (
        <div class="prompts">
          <p class="label">{words.prompts}</p>
          <ul>
            {step.prompts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {step.kind === "item" && exercise && (
        <>
          <p class="how-many" data-testid="answered">
            {words.answered(now.answered[at] ?? 0, now.joined)}
          </p>
          <Answers {...props} number={at} />
          <Key judge={data.exercises[step.exercise!]!.judge} exercise={exercise} id={step.id!} />
        </>
      )}
    </section>
  );
}

function Moves({ room, now, at, data, step, here }: StageProps & { step: PlanStep; here: boolean }) {
  const { state } = now;
  const number = at!;
  const phase = state.phases[number] ?? "";
  const ended = state.phase === "ended";
  const button = (name: string, label: string, strong = false, value?: number) => (
    <button
      type="button"
      class={`button ${strong ? "" : "quiet"}`}
      disabled={ended}
      data-testid={`move-${name}`}
      onClick={() => void room.move(name, { step: value ?? number })}
    >
      {label}
    </button>
  );
  return (
    <div class="moves" role="group" aria-label={words.step(number + 1, data.plan.length)}>
      {!here && button("goto", words.goTo(number + 1), true)}
      {step.kind === "item" && here && phase === "open" && button("lock", words.lock)}
      {step.kind === "item" && here && phase !== "open" && button("open", phase === "" ? words.openStep : words.reopenStep)}
      {step.kind === "item" && here && phase !== "revealed" && button("reveal", words.reveal, true)}
      {step.kind === "item" && here && phase === "revealed" && button("hide", words.hide)}
      {here && number > 0 && (
        <button type="button" class="button quiet" disabled={ended} onClick={() => void room.move("goto", { step: number - 1 })}>
          {words.previous}
        </button>
      )}
      {here && number + 1 < data.plan.length && (
        <button
          type="button"
          class={`button ${phase === "revealed" || step.kind !== "item" ? "" : "quiet"}`}
          disabled={ended}
          data-testid="next"
          onClick={() => void room.move("goto", { step: number + 1 })}
        >
          {words.next}
        </button>
      )}
      {state.pace === "self" && (
        <>
          {(["open_all", "lock_all", "reveal_all"] as const).map((name) => (
            <button key={name} type="button" class="button quiet" disabled={ended} onClick={() => void room.move(name)}>
              {{ open_all: words.openAll, lock_all: words.lockAll, reveal_all: words.revealAll }[name]}
            </button>
          ))}
        </>
      )}
    </div>
  );
}

interface TranscriptProps {
  exercise: Exercise;
  now: Now;
  at: number;
  room: Following;
  here: boolean;
}

function Transcript({ exercise, now, at, room, here }: TranscriptProps) {
  const lines = exercise.transcript ?? [];
  const shown = now.state.turns[String(at)] ?? 0;
  const names = new Map((exercise.people ?? []).map((person) => [person.id, person.name]));
  const turn = (value: number): void => void room.move("turn", { step: at, value });
  return (
    <div class="transcript">
      {here && (
        <div class="moves" role="group" aria-label={words.line(shown, lines.length)}>
          <button type="button" class="button" disabled={shown >= lines.length} onClick={() => turn(shown + 1)} data-testid="line-on">
            {words.lineOn}
          </button>
          <button type="button" class="button quiet" disabled={shown <= 0} onClick={() => turn(shown - 1)}>
            {words.lineBack}
          </button>
          <button type="button" class="button quiet" disabled={shown >= lines.length} onClick={() => turn(lines.length)}>
            {words.lineAll}
          </button>
          <span class="hint">{words.line(shown, lines.length)}</span>
        </div>
      )}
      {exercise.case && <p class="case-text">{exercise.case}</p>}
      <ol class="plain spoken">
        {lines.map((line, number) => (
          <li key={line.id} class={number < shown ? "shown" : "to-come"}>
            <b>{line.who === undefined ? "" : (names.get(line.who) ?? line.who)}</b> <span>{line.says}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const itemOf = (exercise: Exercise, id: string): ItemBase & { key?: KeyBase } =>
  exercise.items.find((item) => item.id === id)!;

function Asked({ exercise, id }: { exercise: Exercise; id: string }) {
  const item = itemOf(exercise, id);
  const { options } = item as ChoiceItem;
  return (
    <div class="asked">
      <p class="prompt-text">{item.prompt}</p>
      {Array.isArray(options) && (
        <ul>
          {options.map((option) => (
            <li key={option.id}>{option.text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Key({ exercise, id, judge }: { exercise: Exercise; id: string; judge: string }) {
  const item = itemOf(exercise, id);
  const lines = new Map((exercise.transcript ?? []).map((line) => [line.id, line.says]));
  const reasons = reasonsOf(item, (line) => lines.get(line));
  if (!item.key) return null;
  return (
    <details class="key-view">
      <summary>{words.judge(judge)}</summary>
      {judge !== "panel" && <p class="hint">{words.authorKey}</p>}
      <p>{item.key.rationale}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason.id}>
            <b>{reason.about}</b> {reason.why}
          </li>
        ))}
      </ul>
    </details>
  );
}
