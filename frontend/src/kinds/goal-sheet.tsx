/** The goal sheet, which fills as the trainee chooses. */

import { textOf } from "../compare";
import { say, STEPS } from "../strings";
import type { GoalItem, StepName } from "../types";
import { Heading } from "../ui/text";
import { LEVEL_NAMES, type GoalAnswer } from "./goal-answer";

const Open = () => <span class="open">{say.sheetEmpty}</span>;

export function Sheet({ item, answer }: { item: GoalItem; answer: GoalAnswer }) {
  const Row = ({ step }: { step: StepName }) => (
    <div>
      <dt>{STEPS[step]}</dt>
      <dd>{textOf(item[step].options, answer[step]) || <Open />}</dd>
    </div>
  );
  return (
    <div class="sheet" data-testid="sheet">
      <Heading below={2}>{say.sheet}</Heading>
      <dl>
        <Row step="goal" />
        <Row step="owner" />
        <Row step="baseline" />
        <div>
          <dt>{STEPS.levels}</dt>
          <dd>
            <ol class="plain ladder">
              {LEVEL_NAMES.map((level) => (
                <li key={level}>
                  <b>{say.signed(level)}</b>
                  <span>{textOf(item.levels.options, answer.levels?.[level]) || <Open />}</span>
                </li>
              ))}
            </ol>
          </dd>
        </div>
        <Row step="weight" />
        <Row step="review" />
        {answer.wording?.trim() && (
          <div>
            <dt>{say.inYourWords}</dt>
            <dd>{answer.wording}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
