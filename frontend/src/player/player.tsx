/** One exercise, played. */

import { useMemo, useRef, useState } from "preact/hooks";
import { dropDrafts } from "../hosts/drafts";
import type { Host } from "../hosts/host";
import { kindOf } from "../kinds";
import { latest, newLine } from "../record";
import type { Payload } from "../types";
import { Boundary } from "./boundary";
import { Case, hasCase } from "./case";
import { useFold } from "./fold";
import { Header, Progress } from "./header";
import { ItemFrame } from "./item-frame";
import { Live, useLive } from "./live";
import { makeSetting, SettingProvider } from "./setting";
import { Summary, type Outcome } from "./summary";
import { Tools } from "./tools";
import { useHost } from "./use-host";
import { useWide } from "./wide";
import { say } from "../strings";

interface PlayerProps {
  payload: Payload;
  host: Host;
  /** Heading level of the title. */
  level: number;
  /** On a long page: begin as a title with a button that opens the rest. */
  folds?: boolean;
}

/** What came of each item that is answered to its end. */
function outcomes({ exercise }: Payload, host: Host): Outcome[] {
  const last = latest(host.lines());
  return exercise.items.flatMap((item) => {
    const kind = kindOf(item.kind);
    const line = last.get(item.id);
    try {
      const answer = kind && line ? kind.read(item, line.answer) : null;
      if (!kind || !answer || (kind.live && kind.missing(item, answer) !== null)) return [];
      return [{ id: item.id, kind: item.kind, agreed: kind.agree(item, answer) }];
    } catch {
      return [];
    }
  });
}

export function Player({ payload, host, level, folds = false }: PlayerProps) {
  useHost(host);
  const [said, announce] = useLive();
  const setting = useMemo(() => makeSetting(payload, level, announce), [payload, level]);
  const [round, nextRound] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const wide = useWide(root);
  const { exercise } = payload;
  const [open, toggle] = useFold(exercise.slug, folds);

  const done = outcomes(payload, host);
  const playable = exercise.items.filter((item) => kindOf(item.kind) !== null);
  const jump = (item: string): void => {
    const heading = root.current?.querySelector<HTMLElement>(`#${setting.id(item, "heading")}`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  };
  const restart = (): void => {
    const lines = host.lines();
    const answered = exercise.items.filter((item) => latest(lines).has(item.id));
    host.save(answered.map((item) => newLine(payload, item, null, lines[lines.length - 1]?.at)));
    dropDrafts(exercise.slug);
    nextRound(round + 1);
  };
  const wipe = (): void => {
    host.wipe?.();
    dropDrafts(exercise.slug);
    nextRound(round + 1);
  };

  return (
    <SettingProvider value={setting}>
      <div class={`player ${wide && hasCase(exercise) ? "wide" : ""}`} ref={root} data-testid="player">
        <Header
          fold={
            folds
              ? { open, toggle, words: say.fold(open, done.length, exercise.items.length), body: setting.id("body") }
              : undefined
          }
        />
        {open && (
          <div id={setting.id("body")}>
            <div class="body">
              {hasCase(exercise) && <Case beside={wide} />}
              <div class="questions">
                <Progress done={new Set(done.map(({ id }) => id))} onJump={jump} />
                {exercise.items.map((item, index) => (
                  <Boundary key={`${round}-${item.id}`} words={say.broken}>
                    <ItemFrame payload={payload} item={item} number={index + 1} host={host} />
                  </Boundary>
                ))}
                {done.length > 0 && done.length === playable.length && <Summary outcomes={done} />}
              </div>
            </div>
            <Tools host={host} onRestart={restart} onWipe={wipe} />
          </div>
        )}
        <Live said={said} />
      </div>
    </SettingProvider>
  );
}
