/** The page to take home: what somebody answered, beside the room's answers and the reasons; nothing can be changed here. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { kindOf } from "../kinds";
import { Boundary } from "../player/boundary";
import { hasCase } from "../player/case";
import { makeSetting, SettingProvider } from "../player/setting";
import { asText, isObject, latest, type Line } from "../record";
import { download } from "../give";
import { KINDS, say } from "../strings";
import type { ItemBase, Payload } from "../types";
import { Heading, Paragraphs } from "../ui/text";
import { Backoff } from "../sending/backoff";
import { Porch } from "./door";
import { Logo } from "./logo";
import { Net, Trouble } from "../sending/net";
import { Own } from "./own";
import { Revealed } from "./revealed";
import type { Spread } from "./state";
import { About } from "./story";
import { asTaken, type Taken } from "./taken";
import { words } from "./words";

type Found = { is: "asking" } | { is: "gone"; said: string } | { is: "here"; taken: Taken };

/** Fetch the record; a server that does not answer is asked again. */
function useTaken(token: string): Found {
  const [found, set] = useState<Found>({ is: "asking" });
  useEffect(() => {
    const net = new Net();
    const backoff = new Backoff(1_500, 20_000);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      try {
        set({ is: "here", taken: asTaken(await net.get(`/room/api/home/${token}`, "")) });
      } catch (error) {
        const trouble = error instanceof Trouble ? error : null;
        if (trouble !== null && !trouble.passes) set({ is: "gone", said: words.homeGone });
        else timer = setTimeout(() => void ask(), backoff.next(trouble?.after));
      }
    };
    void ask();
    return () => clearTimeout(timer);
  }, [token]);
  return found;
}

interface AnswerProps {
  item: ItemBase;
  number: number;
  line: Line | undefined;
  spread: Spread | undefined;
}

const isKeyed = (item: ItemBase): boolean => isObject((item as ItemBase & { key?: unknown }).key);

function Answer({ item, number, line, spread }: AnswerProps) {
  const kind = kindOf(item.kind);
  const answer = (line && kind?.read(item, line.answer)) ?? null;
  return (
    <section class={`item ${item.kind}`} aria-labelledby={`mp-step-${number}`} data-testid={`item-${item.id}`}>
      <Heading below={1} class="count-heading" id={`mp-step-${number}`}>
        <span class="numeral" aria-hidden="true">
          {number + 1}
        </span>
        <span class="vh">{words.step(number + 1)}: </span>
        {KINDS[item.kind] ?? item.kind}
      </Heading>
      <div class="prompt">
        <Paragraphs text={item.prompt} />
      </div>
      <Boundary words={say.broken}>
        {spread !== undefined && isKeyed(item) ? (
          <Revealed item={item} spread={spread} answer={answer} />
        ) : (
          <div class="view">
            {kind && answer ? <Own item={item} kind={kind} answer={answer} /> : <p>{words.noAnswer}</p>}
            <p class="hint">{words.notShown}</p>
          </div>
        )}
      </Boundary>
    </section>
  );
}

function Part({ payload, taken }: { payload: Payload; taken: Taken }) {
  const { exercise } = payload;
  const setting = useMemo(() => makeSetting(payload, 2, () => undefined), [payload]);
  const last = latest(taken.lines.filter((line) => line.exercise === exercise.slug));
  return (
    <SettingProvider value={setting}>
      <section class="taken-part" aria-labelledby={`mp-part-${exercise.slug}`}>
        <div class="taken-top">
          <h2 class="title" id={`mp-part-${exercise.slug}`}>
            {exercise.title}
          </h2>
          <p class="hint">{exercise.invented}</p>
        </div>
        {hasCase(exercise) && <About beside={false} />}
        {taken.plan.map((step, number) => {
          const item = step?.exercise === exercise.slug && exercise.items.find(({ id }) => id === step.item);
          if (!item) return null;
          return <Answer key={number} item={item} number={number} line={last.get(item.id)} spread={taken.spreads.get(number)} />;
        })}
      </section>
    </SettingProvider>
  );
}

export function HomePage({ token }: { token: string }) {
  const found = useTaken(token);
  const title = found.is === "here" ? found.taken.title : "";
  useEffect(() => {
    document.title = `${title ? `${words.homeTitle}: ${title}` : words.homeTitle} · ${words.brand}`;
  }, [title]);
  if (found.is !== "here") {
    const gone = found.is === "gone";
    return (
      <Porch title={words.homeTitle}>
        <p class="big" role="status" data-testid={gone ? "home-gone" : "opening"}>
          {gone ? found.said : words.opening}
        </p>
      </Porch>
    );
  }
  const { taken } = found;
  return (
    <div class="room taken" data-testid="taken">
      <header class="room-top">
        <Logo />
        <h1>{words.homeTitle}</h1>
        <p class="seat">{taken.title}</p>
      </header>
      <main class="screen at-step">
        <div class="wait home-lead">
          <p class="big">{words.homePrivate}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={() => window.print()} data-testid="print">
              {words.print}
            </button>
            <button
              type="button"
              class="button quiet"
              onClick={() => download("answers.jsonl", asText(taken.lines))}
              data-testid="download"
            >
              {words.download}
            </button>
          </div>
        </div>
        {taken.payloads.map((payload) => (
          <Part key={payload.exercise.slug} payload={payload} taken={taken} />
        ))}
      </main>
    </div>
  );
}
