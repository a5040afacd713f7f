/** The step that the trainer looks at: what it says, what can be done with it, and what came of it. */

import { reasonsOf } from "../room/reasons";
import type { ChoiceItem, Exercise, ItemBase, KeyBase } from "../types";
import { Paragraphs } from "../ui/text";
import { Answers } from "./answers";
import type { Desk } from "./desk";
import type { Following } from "./follow";
import { Moves } from "./moves";
import { Transcript } from "./transcript";
import type { Now, RoomData } from "./types";
import { words } from "./words";

interface StageProps {
  room: Following;
  data: RoomData;
  now: Now;
  at: number;
  peek: boolean;
  onPeek(peek: boolean): void;
  desk: Desk;
}

export function Stage(props: StageProps) {
  const { room, data, now, at } = props;
  const { state } = now;
  const step = data.plan[at]!;
  const here = state.step === at;
  const exercise = step.exercise === null ? null : data.exercises[step.exercise]!.exercise;
  return (
    <section class="stage" aria-labelledby="stage">
      <p class="kicker">
        {words.step(at + 1, data.plan.length)} · {words.kinds[step.item ?? step.kind]} ·{" "}
        {words.phaseOf(step.kind, state.phases[at] ?? "")}
      </p>
      <h2 id="stage">{step.title}</h2>
      {!here && state.phase !== "ended" && <p class="note">{words.looking}</p>}
      {state.phase === "ended" && <p class="note">{words.over}</p>}
      <Moves room={room} data={data} now={now} at={at} step={step} here={here} />
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

const itemOf = (exercise: Exercise, id: string): ItemBase & { key?: KeyBase } =>
  exercise.items.find((item) => item.id === id)!;

function Asked({ exercise, id }: { exercise: Exercise; id: string }) {
  const item = itemOf(exercise, id);
  const { options } = item as ChoiceItem;
  return (
    <div class="asked">
      <Paragraphs class="prompt-text" text={item.prompt} />
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
    <details class="key-view" data-testid="key">
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
