/** One step of the room, whichever it is. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { Boundary } from "../player/boundary";
import { hasCase } from "../player/case";
import { makeSetting, SettingProvider } from "../player/setting";
import { useWide } from "../player/wide";
import { say } from "../strings";
import { Pause } from "./lobby";
import { payloadOf } from "./payload";
import { Question } from "./question";
import { RoomHost } from "./room-host";
import type { Session } from "./session";
import type { RoomState, StepPhase } from "./state";
import { About, Story } from "./story";
import { words } from "./words";

interface StepProps {
  session: Session;
  state: RoomState;
  number: number;
  phase: StepPhase;
  announce(text: string): void;
}

export function StepView(props: StepProps) {
  const { state, number } = props;
  const step = state.plan[number];
  if (!step) return null;
  if (step.kind === "pause") return <Pause title={step.title} />;
  return <Shown {...props} slug={step.exercise ?? ""} />;
}

/** A step of an exercise; drawn anew only where something in it has changed. */
function Shown({ session, state, number, phase, announce, slug }: StepProps & { slug: string }) {
  const step = state.plan[number]!;
  const known = session.book.get(slug);
  const here = number === state.step ? state.here : null;
  // What is held on the screen keeps the key that it was drawn with, or without.
  const payload = useMemo(
    () => payloadOf(state, known, number, phase),
    [known, here, number, phase, step.phase, state.step],
  );
  const lines = payload?.exercise.transcript?.length;
  const setting = useMemo(
    () => payload && makeSetting(payload, 1, announce),
    [slug, known?.payload.rev, lines, payload === null],
  );
  const host = useMemo(() => new RoomHost(session, slug), [session, slug]);
  useEffect(() => session.book.want(state, number, false), [state, number]);
  const root = useRef<HTMLDivElement>(null);
  const cased = step.kind === "item" && payload !== null && hasCase(payload.exercise);
  const wide = useWide(root) && cased;
  return (
    <div class={`step-view ${cased ? "cased" : ""} ${wide ? "wide" : ""}`} ref={root}>
      {payload === null || setting === null ? (
        <p class="fetching arrive" tabIndex={-1} data-testid="fetching">
          {words.fetching}
        </p>
      ) : (
        <SettingProvider value={setting}>
          <Boundary words={say.broken}>
            {step.kind === "transcript" ? (
              <Story state={state} number={number} />
            ) : (
              <div class="body">
                <About beside={wide} />
                <div class="questions">
                  <Question
                    payload={payload}
                    host={host}
                    number={number}
                    steps={state.plan.length}
                    phase={phase}
                    open={step.phase === "open" && state.phase !== "ended"}
                    spread={phase === "revealed" ? session.spread(number) : null}
                    late={(id) => session.wasLate(id)}
                  />
                </div>
              </div>
            )}
          </Boundary>
        </SettingProvider>
      )}
    </div>
  );
}
