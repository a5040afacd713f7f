/** A new room: what is done in it, and how. */

import { useState } from "preact/hooks";
import type { ExerciseCard, PlanCard, Shelf, StepCard } from "./types";
import { words } from "./words";

interface NewRoomProps {
  shelf: Shelf;
  onCreate(wish: Record<string, unknown>): Promise<void>;
}

interface Chosen {
  plan: string;
  exercises: string[];
}

const NOTHING: Chosen = { plan: "", exercises: [] };

function stepsOf({ plans, exercises }: Shelf, chosen: Chosen): StepCard[] {
  const plan = plans.find(({ slug }) => slug === chosen.plan);
  if (plan) return plan.steps;
  return chosen.exercises.flatMap((slug) => exercises.find((one) => one.slug === slug)?.steps ?? []);
}

function titleOf({ plans, exercises }: Shelf, chosen: Chosen): string {
  const plan = plans.find(({ slug }) => slug === chosen.plan);
  return plan?.title ?? exercises.find(({ slug }) => slug === chosen.exercises[0])?.title ?? "";
}

export function NewRoom({ shelf, onCreate }: NewRoomProps) {
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [title, setTitle] = useState("");
  const [pace, setPace] = useState("trainer");
  const [tables, setTables] = useState(0);
  const [names, setNames] = useState(false);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const steps = stepsOf(shelf, chosen);

  const choose = (next: Chosen): void => {
    setChosen(next);
    setLeft(new Set());
    setWrong("");
    const plan = shelf.plans.find(({ slug }) => slug === next.plan);
    setTables(plan?.tables ? Math.max(1, Math.round(plan.people[0] / plan.tables[0])) : 0);
  };
  const flip = (number: number): void => {
    const next = new Set(left);
    if (!next.delete(number)) next.add(number);
    setLeft(next);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (steps.length === 0) return setWrong(words.chooseFirst);
    setBusy(true);
    await onCreate({
      title: title.trim() || titleOf(shelf, chosen),
      plan: chosen.plan,
      exercises: chosen.exercises,
      leave: [...left],
      pace,
      tables,
      names,
      most: 3000,
    });
    setBusy(false);
  };

  return (
    <section aria-labelledby="fresh" class="fresh">
      <h2 id="fresh">{words.fresh}</h2>
      <form onSubmit={(event) => void submit(event)}>
        <Plans plans={shelf.plans} chosen={chosen.plan} onChoose={(plan) => choose({ plan, exercises: [] })} />
        <Exercises
          exercises={shelf.exercises}
          chosen={chosen.exercises}
          onChoose={(exercises) => choose({ plan: "", exercises })}
        />
        {steps.length > 0 && (
          <>
            <Steps steps={steps} left={left} onFlip={flip} />
            <div class="settings">
              <label class="field">
                <span>{words.name}</span>
                <input
                  type="text"
                  maxLength={120}
                  value={title}
                  placeholder={titleOf(shelf, chosen)}
                  onInput={(event) => setTitle(event.currentTarget.value)}
                />
              </label>
              <label class="field">
                <span>{words.pace}</span>
                <select value={pace} onChange={(event) => setPace(event.currentTarget.value)}>
                  <option value="trainer">{words.paceTrainer}</option>
                  <option value="self">{words.paceSelf}</option>
                </select>
              </label>
              <label class="field">
                <span>{words.tables}</span>
                <input
                  type="number"
                  min={0}
                  max={200}
                  value={tables}
                  aria-describedby="tables-hint"
                  onInput={(event) => setTables(Math.max(0, Math.min(200, Number(event.currentTarget.value) || 0)))}
                />
                <span class="hint" id="tables-hint">
                  {words.tablesHint}
                </span>
              </label>
              <label class="tick">
                <input type="checkbox" checked={names} onChange={() => setNames(!names)} />
                <span>
                  {words.names} <span class="hint">{words.namesHint}</span>
                </span>
              </label>
            </div>
          </>
        )}
        <p class="wrong" role="alert">
          {wrong}
        </p>
        <button type="submit" class="button big" disabled={busy} data-testid="create">
          {words.create}
        </button>
      </form>
    </section>
  );
}

interface PlansProps {
  plans: PlanCard[];
  chosen: string;
  onChoose(slug: string): void;
}

const Plans = ({ plans, chosen, onChoose }: PlansProps) => (
  <fieldset class="choices">
    <legend>{words.plans}</legend>
    {plans.map((plan) => (
      <div key={plan.slug} class={`choice ${plan.slug === chosen ? "chosen" : ""}`}>
        <label>
          <input type="radio" name="plan" checked={plan.slug === chosen} onChange={() => onChoose(plan.slug)} />
          <span>
            <b>{plan.title}</b>{" "}
            <span class="hint">
              {words.minutes(plan.minutes)}, {words.forPeople(plan.people)}
            </span>
            <span class="about">{plan.summary}</span>
          </span>
        </label>
        {plan.slug === chosen && plan.prepare.length > 0 && (
          <div class="prepare">
            <p class="label">{words.prepare}</p>
            <ul>
              {plan.prepare.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    ))}
  </fieldset>
);

interface ExercisesProps {
  exercises: ExerciseCard[];
  chosen: string[];
  onChoose(slugs: string[]): void;
}

function Exercises({ exercises, chosen, onChoose }: ExercisesProps) {
  const [wanted, setWanted] = useState("");
  const low = wanted.trim().toLowerCase();
  const fits = (one: ExerciseCard): boolean =>
    chosen.includes(one.slug) || !low || `${one.title} ${one.summary}`.toLowerCase().includes(low);
  const flip = (slug: string): void =>
    onChoose(chosen.includes(slug) ? chosen.filter((one) => one !== slug) : [...chosen, slug]);
  return (
    <fieldset class="choices">
      <legend>{words.exercises}</legend>
      <label class="field">
        <span>{words.find}</span>
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <div class="shelf">
        {exercises.filter(fits).map((one) => (
          <label key={one.slug} class={`choice ${chosen.includes(one.slug) ? "chosen" : ""}`}>
            <input type="checkbox" checked={chosen.includes(one.slug)} onChange={() => flip(one.slug)} />
            <span>
              <b>{one.title}</b> <span class="hint">{words.minutes(one.minutes)}</span>
              <span class="about">{one.summary}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface StepsProps {
  steps: StepCard[];
  left: ReadonlySet<number>;
  onFlip(number: number): void;
}

const Steps = ({ steps, left, onFlip }: StepsProps) => (
  <fieldset class="choices">
    <legend>{words.inIt}</legend>
    <p class="hint">{words.leaveOut}</p>
    <ol class="plain steps-in">
      {steps.map((step, number) => (
        <li key={number}>
          <label class="tick">
            <input type="checkbox" checked={!left.has(number)} onChange={() => onFlip(number)} />
            <span>
              {number + 1}. {step.prompt ?? step.title}{" "}
              {step.minutes !== null && <span class="hint">{words.minutes(step.minutes)}</span>}
            </span>
          </label>
        </li>
      ))}
    </ol>
  </fieldset>
);
