/** The last step: what is blank, the record, what to do with it. */

import type { ComponentChildren } from "preact";
import { KINDS } from "../strings";
import { useSheet } from "./context";
import { isDone, type Question } from "./progress";
import { RecordPart } from "./record-part";
import { section } from "./view";
import { words } from "./words";

interface StepProps {
  number: number;
  title: string;
  children: ComponentChildren;
}

const Step = ({ number, title, children }: StepProps) => (
  <li class="stage">
    <span class="numeral" aria-hidden="true">
      {number}
    </span>
    <div class="told">
      <h3>{title}</h3>
      {children}
    </div>
  </li>
);

/** Each section that has such questions, with a way to each of them. */
function Listed({ which }: { which(question: Question): boolean }) {
  const { paper, questions, go } = useSheet();
  return (
    <ul class="plain listed">
      {paper.sections.map(({ exercise }, index) => {
        const found = questions[index]!.filter(which);
        return (
          found.length > 0 && (
            <li key={exercise.slug}>
              <b>
                {index + 1}. {exercise.title}
              </b>
              <ul class="plain">
                {found.map(({ item, number, state }) => (
                  <li key={item.id}>
                    <button
                      type="button"
                      class="link"
                      onClick={() => go(section(index), item.id)}
                      data-testid={`blank-${index + 1}-${item.id}`}
                    >
                      {words.question(number, KINDS[item.kind] ?? item.kind)}
                    </button>
                    {state !== "blank" && <p class="state">{words.states[state]}</p>}
                  </li>
                ))}
              </ul>
            </li>
          )
        );
      })}
    </ul>
  );
}

function Blanks() {
  const { questions } = useSheet();
  const all = questions.flat();
  const blank = all.filter((question) => !isDone(question)).length;
  const changed = all.filter(({ state }) => state === "changed").length;
  return (
    <div data-testid="blanks">
      <p>{blank === 0 ? words.noBlank(all.length) : words.blankCount(blank)}</p>
      {blank > 0 && <Listed which={(question) => !isDone(question)} />}
      {changed > 0 && (
        <>
          <p>{words.changedCount(changed)}</p>
          <Listed which={({ state }) => state === "changed"} />
        </>
      )}
    </div>
  );
}

export function HandIn() {
  const { hosts } = useSheet();
  return (
    <div class="hand-in" data-testid="hand-in">
      <h2 tabIndex={-1} class="view-title">
        {words.handIn}
      </h2>
      <p class="lead">{words.handInLead}</p>
      <ol class="plain stages">
        <Step number={1} title={words.blank}>
          <Blanks />
        </Step>
        <Step number={2} title={words.record}>
          <RecordPart />
        </Step>
        <Step number={3} title={words.send}>
          <p>{words.sendHow(hosts.where === "page")}</p>
          <p>{words.keepIt}</p>
        </Step>
      </ol>
    </div>
  );
}
