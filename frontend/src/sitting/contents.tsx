/** The contents: each section with how far it is answered. */

import { say } from "../strings";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { More } from "./more";
import { doneIn, isDone, minutesLeft, type Question } from "./progress";
import { HAND_IN, section } from "./view";
import { words } from "./words";

/** One mark a question; the words beside them say the same. */
const Marks = ({ questions }: { questions: readonly Question[] }) => (
  <span class="marks" aria-hidden="true">
    {questions.map(({ item, state }) => (
      <i key={item.id} class={state} />
    ))}
  </span>
);

function Entry({ index }: { index: number }) {
  const { paper, questions, go } = useSheet();
  const { exercise } = paper.sections[index]!;
  const here = questions[index]!;
  const done = doneIn(here);
  const begun = here.filter(({ state }) => state === "begun" || state === "changed").length;
  const blank = here.filter((question) => !isDone(question)).length;
  return (
    <li class={`entry ${blank === 0 ? "full" : ""}`}>
      <span class="numeral" aria-hidden="true">
        {index + 1}
      </span>
      <div class="told">
        <h3>
          <button
            type="button"
            aria-label={words.openSection(exercise.title, done, here.length)}
            onClick={() => go(section(index))}
            data-testid={`open-section-${index + 1}`}
          >
            {exercise.title}
          </button>
        </h3>
        <p class="about">{exercise.summary}</p>
        <p class="far" data-testid={`far-${index + 1}`}>
          <Marks questions={here} />
          <span>
            <b>{words.answered(done, here.length)}</b>
            {begun > 0 && `, ${words.begunCount(begun)}`}
          </span>
          <span>
            <Icon name="clock" /> {say.minutes(exercise.minutes)}
          </span>
        </p>
      </div>
    </li>
  );
}

export function Contents() {
  const { paper, questions, go } = useSheet();
  const all = questions.flat();
  const parts = paper.sections.map(({ exercise }, index) => ({
    minutes: exercise.minutes,
    questions: questions[index]!,
  }));
  const minutes = minutesLeft(parts);
  return (
    <div class="contents">
      <div class="ledger">
        <h2 tabIndex={-1} class="view-title" id="mp-contents">
          {words.contents}
        </h2>
        <p data-testid="overall">
          <b>{words.answered(doneIn(all), all.length)}.</b> {words.timeLeft(minutes, paper.minutes)}
        </p>
      </div>
      <ol class="plain entries" aria-labelledby="mp-contents">
        {paper.sections.map(({ exercise }, index) => (
          <Entry key={exercise.slug} index={index} />
        ))}
      </ol>
      <div class="to-end">
        <button type="button" class="button" onClick={() => go(HAND_IN)} data-testid="to-hand-in">
          {words.handIn}
        </button>
      </div>
      <More />
    </div>
  );
}
