/** One section: its case, its questions, and the way on. */

import { useRef } from "preact/hooks";
import { Boundary } from "../player/boundary";
import { Case, hasCase } from "../player/case";
import { Progress } from "../player/header";
import { ItemFrame } from "../player/item-frame";
import { SettingProvider } from "../player/setting";
import { useWide } from "../player/wide";
import { say } from "../strings";
import { Icon } from "../ui/icons";
import { Heading } from "../ui/text";
import { useSheet } from "./context";
import { isDone } from "./progress";
import { HAND_IN, section } from "./view";
import { words } from "./words";

function Turns({ index }: { index: number }) {
  const { paper, go } = useSheet();
  const before = paper.sections[index - 1];
  const after = paper.sections[index + 1];
  return (
    <footer class="turns">
      {before && (
        <button type="button" class="turn" onClick={() => go(section(index - 1))} data-testid={`previous-${index + 1}`}>
          <small>
            <Icon name="back" /> {words.previous}
          </small>
          <span>
            {index}. {before.exercise.title}
          </span>
        </button>
      )}
      <button
        type="button"
        class="turn on"
        onClick={() => go(after ? section(index + 1) : HAND_IN)}
        data-testid={`next-${index + 1}`}
      >
        <small>{words.next}</small>
        <span>{after ? `${index + 2}. ${after.exercise.title}` : words.handIn}</span>
      </button>
    </footer>
  );
}

export function Section({ index, shown }: { index: number; shown: boolean }) {
  const { paper, hosts, settings, questions, go } = useSheet();
  const root = useRef<HTMLElement>(null);
  const wide = useWide(root);
  const payload = paper.sections[index]!;
  const { exercise } = payload;
  const setting = settings[index]!;
  const host = hosts.of(exercise.slug);
  const done = new Set(questions[index]!.filter(isDone).map(({ item }) => item.id));
  return (
    <SettingProvider value={setting}>
      <section
        class={`unit ${wide && hasCase(exercise) ? "wide" : ""}`}
        ref={root}
        hidden={!shown}
        aria-labelledby={setting.id("title")}
        data-testid={`section-${exercise.slug}`}
      >
        <header class="unit-top">
          <p class="kicker">
            <span>{words.sectionOf(index + 1, paper.sections.length)}</span>
            <span>
              <Icon name="clock" /> {say.minutes(exercise.minutes)}
            </span>
            <span>{say.questions(exercise.items.length)}</span>
          </p>
          <Heading below={0} class="title view-title" id={setting.id("title")} focusable>
            {exercise.title}
          </Heading>
          <p class="lead">{exercise.summary}</p>
          <p class="facts">{exercise.invented}</p>
        </header>
        <div class="body">
          {hasCase(exercise) && <Case beside={wide} />}
          <div class="questions">
            <Progress done={done} onJump={(item) => go(section(index), item)} />
            {exercise.items.map((item, place) => (
              <Boundary key={item.id} words={say.broken}>
                <ItemFrame payload={payload} item={item} number={place + 1} host={host} />
              </Boundary>
            ))}
          </div>
        </div>
        <Turns index={index} />
      </section>
    </SettingProvider>
  );
}
