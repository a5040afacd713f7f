/** `goal`: build a goal with a family, on a sheet that fills. */

import { count, textOf, type Closeness } from "../compare";
import { useSetting } from "../player/setting";
import { LEVELS, say, STEPS } from "../strings";
import type { GoalItem, StepName } from "../types";
import { Cards } from "../ui/cards";
import { Pair, Rationale, Verdict, Why } from "../ui/compare";
import { Heading } from "../ui/text";
import { bestOf, cardAt, levelOf, LEVEL_NAMES, missing, put, read, STEP_NAMES, type GoalAnswer } from "./goal-answer";
import { Sheet } from "./goal-sheet";
import { Wording } from "./goal-wording";
import { kind, type AskProps, type ViewProps } from "./kind";

type Props = AskProps<GoalItem, GoalAnswer>;

function StepAsk({ step, item, answer, onChange }: Props & { step: StepName }) {
  const { id } = useSetting();
  const label = id(item.id, step);
  return (
    <div class="part">
      <Heading below={2}>{STEPS[step]}</Heading>
      <p class="question" id={label}>
        {item[step].prompt}
      </p>
      <Cards
        type="radio"
        name={id(item.id, "step", step)}
        labelledBy={label}
        options={item[step].options}
        picked={answer[step] === undefined ? [] : [answer[step]]}
        onPick={(card) => onChange({ ...answer, [step]: card })}
        testId={(card) => `goal-${step}-${card}`}
      />
    </div>
  );
}

function LevelsAsk({ item, answer, onChange }: Props) {
  const { id } = useSetting();
  const { prompt, options } = item.levels;
  return (
    <div class="part">
      <Heading below={2}>{STEPS.levels}</Heading>
      <p class="question">{prompt}</p>
      <p class="how">{say.cardsHow(options.length)}</p>
      <ul class="plain hand" aria-label={say.cards}>
        {options.map((card) => {
          const level = levelOf(answer, card.id);
          return (
            <li key={card.id} class={level === undefined ? "" : "used"}>
              {card.text} {level !== undefined && <b>{say.cardAt(level)}</b>}
            </li>
          );
        })}
      </ul>
      {LEVEL_NAMES.map((level) => {
        const field = id(item.id, "level", level);
        return (
          <div key={level} class="field level">
            <label for={field}>
              <b>{say.signed(level)}</b> {LEVELS[level]}
            </label>
            <select
              id={field}
              value={answer.levels?.[level] ?? ""}
              onChange={(event) => onChange(put(answer, level, event.currentTarget.value))}
              data-testid={`level-${level}`}
            >
              <option value="">{say.chooseCard}</option>
              {options.map((card) => {
                // Not to be picked here: arrow keys pass over each card on the way, and would carry it off.
                const taken = levelOf(answer, card.id);
                const elsewhere = taken !== undefined && taken !== level;
                return (
                  <option key={card.id} value={card.id} disabled={elsewhere}>
                    {elsewhere ? `${card.text} (${say.cardAt(taken)})` : card.text}
                  </option>
                );
              })}
            </select>
          </div>
        );
      })}
    </div>
  );
}

function Ask(props: Props) {
  const { item, answer, onChange } = props;
  return (
    <div class="goal">
      <div class="parts">
        <StepAsk step="goal" {...props} />
        <StepAsk step="owner" {...props} />
        <StepAsk step="baseline" {...props} />
        <LevelsAsk {...props} />
        <StepAsk step="weight" {...props} />
        <StepAsk step="review" {...props} />
        <Wording item={item} text={answer.wording ?? ""} onText={(wording) => onChange({ ...answer, wording })} />
      </div>
      <Sheet item={item} answer={answer} />
    </div>
  );
}

function StepView({ step, item, answer }: ViewProps<GoalItem, GoalAnswer> & { step: StepName }) {
  const { options } = item[step];
  const mine = answer[step];
  const best = bestOf(item, step);
  const credit = item.key?.credit[step]?.[mine ?? ""] ?? 0;
  const is: Closeness = mine === best ? "same" : credit > 0 ? "near" : "apart";
  return (
    <li class="row">
      <Heading below={2}>{STEPS[step]}</Heading>
      <div class="outcome">
        <Pair mine={textOf(options, mine) || say.nothing} theirs={textOf(options, best)} />
        <Verdict is={is} {...(is === "near" ? { words: say.defensible } : {})} />
      </div>
      <Why text={item.key?.why?.[mine ?? ""]} />
      {mine !== best && <Why text={item.key?.why?.[best ?? ""]} />}
    </li>
  );
}

function LevelsView({ item, answer }: ViewProps<GoalItem, GoalAnswer>) {
  const { options } = item.levels;
  return (
    <li class="row">
      <Heading below={2}>{STEPS.levels}</Heading>
      <ol class="plain ladder">
        {LEVEL_NAMES.map((level) => {
          const mine = answer.levels?.[level];
          const best = cardAt(item, level);
          const right = item.key?.levels[mine ?? ""];
          const near = right !== undefined && Math.abs(right - Number(level)) === 1;
          return (
            <li key={level}>
              <b>{say.signed(level)}</b>
              <div class="outcome">
                <Pair mine={textOf(options, mine) || say.nothing} theirs={textOf(options, best)} />
                <Verdict is={mine === best ? "same" : near ? "near" : "apart"} />
              </div>
              <Why text={item.key?.why?.[mine ?? ""]} />
            </li>
          );
        })}
      </ol>
    </li>
  );
}

function View({ item, answer }: ViewProps<GoalItem, GoalAnswer>) {
  return (
    <>
      {!item.key && <Sheet item={item} answer={answer} />}
      {item.key && (
        <ol class="plain rows">
          <StepView step="goal" item={item} answer={answer} />
          <StepView step="owner" item={item} answer={answer} />
          <StepView step="baseline" item={item} answer={answer} />
          <LevelsView item={item} answer={answer} />
          <StepView step="weight" item={item} answer={answer} />
          <StepView step="review" item={item} answer={answer} />
        </ol>
      )}
      {item.key && answer.wording?.trim() && (
        <div class="row">
          <p class="label">{say.inYourWords}</p>
          <blockquote class="written">{answer.wording}</blockquote>
          <p class="count">{say.wordingGoes}</p>
        </div>
      )}
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

export const goal = kind<GoalItem, GoalAnswer>({
  blank: () => ({}),
  read: (item, raw) => {
    const answer = read(item, raw);
    return Object.keys(answer).length > 0 ? answer : null;
  },
  missing: (_item, answer) => missing(answer),
  agree: (item, answer) => {
    if (!item.key) return null;
    const steps = STEP_NAMES.map((step) => answer[step] === bestOf(item, step));
    const levels = LEVEL_NAMES.map((level) => answer.levels?.[level] === cardAt(item, level));
    return { same: count([...steps, ...levels]), of: steps.length + levels.length };
  },
  Ask,
  View,
});
