/** What the exercise is, how long it takes, whose judgement it rests on. */

import { KINDS, say } from "../strings";
import { Icon } from "../ui/icons";
import { Heading } from "../ui/text";
import { useSetting } from "./setting";

interface HeaderProps {
  /** Absent where the exercise does not fold. */
  fold?: { open: boolean; toggle(): void; words: string; body: string } | undefined;
}

export function Header({ fold }: HeaderProps) {
  const { exercise, graded, id } = useSetting();
  return (
    <header class="top">
      <p class="kicker">
        <b class="mark">{graded ? say.graded : say.practice}</b>
        <span>
          <Icon name="clock" /> {say.minutes(exercise.minutes)}
        </span>
        <span>{say.questions(exercise.items.length)}</span>
      </p>
      <Heading below={0} class="title" id={id("title")} focusable>
        {exercise.title}
      </Heading>
      <p class="lead">{exercise.summary}</p>
      <ul class="plain facts">
        <li>{say.provenance(exercise.provenance)}</li>
        <li>{exercise.invented}</li>
      </ul>
      {fold && (
        <button
          type="button"
          class={`button fold ${fold.open ? "open" : ""}`}
          aria-expanded={fold.open}
          aria-controls={fold.open ? fold.body : undefined}
          aria-label={`${fold.words}: ${exercise.title}`}
          onClick={fold.toggle}
          data-testid="fold"
        >
          <span>{fold.words}</span> <Icon name={fold.open ? "up" : "down"} />
        </button>
      )}
    </header>
  );
}

interface ProgressProps {
  done: ReadonlySet<string>;
  onJump(item: string): void;
}

export function Progress({ done, onJump }: ProgressProps) {
  const { exercise } = useSetting();
  const { items } = exercise;
  if (items.length < 2) return null;
  return (
    <div class="progress" role="group" aria-label={say.jumps(exercise.title)}>
      <p data-testid="progress">{say.progress(items.filter(({ id }) => done.has(id)).length, items.length)}</p>
      <ol class="plain">
        {items.map((item, index) => (
          <li key={item.id}>
            <button
              type="button"
              class={`jump ${done.has(item.id) ? "done" : ""}`}
              aria-label={say.jump(index + 1, KINDS[item.kind] ?? item.kind, done.has(item.id))}
              onClick={() => onJump(item.id)}
              data-testid={`jump-${item.id}`}
            >
              {index + 1}
              {done.has(item.id) && <Icon name="same" />}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
