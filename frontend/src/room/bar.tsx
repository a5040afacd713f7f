/** Stays in sight above the room: where the room is, the time, and whether the phone is connected. */

import { words } from "./words";
import { Timer } from "./timer";
import type { Screen } from "./place";
import type { Session } from "./session";

interface BarProps {
  session: Session;
  screen: Screen;
  announce(text: string): void;
}

/** What is on its way, in a word; the whole sentence stands in the notices. */
function Connection({ session }: { session: Session }) {
  const { waiting } = session.outbox;
  const is = session.away ? "away" : waiting > 0 ? "sending" : "on";
  return (
    <p class={`connection ${is}`} data-testid="connection" data-connection={is}>
      <i aria-hidden="true" />
      <span>{is === "away" ? words.away : is === "sending" ? words.sending(waiting) : words.connected}</span>
    </p>
  );
}

function where(screen: Screen, steps: number): string {
  if (screen.is === "step") return words.stepOf(screen.number + 1, steps);
  return screen.is === "lobby" ? words.lobby : screen.is === "steps" ? words.steps : words.endedBrief;
}

export function Bar({ session, screen, announce }: BarProps) {
  const { state, ends } = session;
  return (
    <div class="bar">
      <div class="bar-inside">
        <p class="where">{where(screen, state?.plan.length ?? 0)}</p>
        {ends !== null && state?.phase !== "ended" && (
          <Timer key={state?.timer?.ends} ends={ends} announce={announce} />
        )}
        <Connection session={session} />
      </div>
    </div>
  );
}
