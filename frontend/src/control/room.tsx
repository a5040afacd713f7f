/** One room: its steps, what is on the screens, and who is here. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { After } from "./after";
import { Door } from "./door";
import { useRoom } from "./follow";
import type { Desk } from "./desk";
import { First } from "./first";
import { Join } from "./join";
import { Lobby } from "./lobby";
import { Notes } from "./notes";
import { People } from "./people";
import { SettingsPanel } from "./settings";
import { Stage } from "./stage";
import { Steps } from "./steps";
import { TimerPanel } from "./timer-panel";
import { words } from "./words";

interface RoomProps {
  desk: Desk;
  who: string;
  id: string;
  onLeave(): void;
  onName(name: string): void;
}

export function RoomView({ desk, who, id, onLeave, onName }: RoomProps) {
  /** A step that the trainer looks at ahead of the room; null to go with it. */
  const [elsewhere, setElsewhere] = useState<number | null>(null);
  const [peek, setPeek] = useState(false);
  const [step, setStep] = useState<number | null>(null);
  const room = useRoom(desk, who, id, { step, peek });
  const { data, now } = room;
  const here = now?.state.step ?? null;
  const at = elsewhere ?? here;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    setStep(at);
    // What was looked at on the sly stays there: the next step begins hidden.
    setPeek(false);
  }, [at]);
  useEffect(() => setElsewhere(null), [here]);
  useLayoutEffect(() => heading.current?.focus(), [data === null]);

  if (data === null || now === null) {
    return (
      <div class="room">
        <p class="said" role="status">
          {room.said.join(" ") || words.loading}
        </p>
        <button type="button" class="button quiet" onClick={onLeave}>
          {words.back}
        </button>
      </div>
    );
  }
  return (
    <div class="room">
      <header class="room-head">
        <button type="button" class="button quiet small-button" onClick={onLeave}>
          {words.back}
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {now.title} <span class="code">{now.code}</span>
        </h1>
      </header>
      <div class="said" role="status" data-testid="said">
        {room.said.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      <div class="desk">
        <div class="left">
          <Steps data={data} now={now} at={at} onLook={(number) => setElsewhere(number === here ? null : number)} />
        </div>
        <div class="middle">
          {at === null ? (
            <Lobby room={room} data={data} now={now} />
          ) : (
            <Stage room={room} data={data} now={now} at={at} peek={peek} onPeek={setPeek} desk={desk} />
          )}
        </div>
        <aside class="right" aria-label={words.beside}>
          {at !== null && <Join data={data} code={now.code} />}
          <People desk={desk} data={data} now={now} who={who} />
          <Door room={room} data={data} now={now} />
          <TimerPanel room={room} now={now} planned={here === null ? null : (data.plan[here]?.minutes ?? null)} />
          <First
            desk={desk}
            id={id}
            seq={now.state.seq}
            revealed={now.state.phases.includes("revealed")}
            onGo={setElsewhere}
          />
          <Notes desk={desk} who={who} id={id} step={at} notes={now.notes} room={room} />
          <SettingsPanel desk={desk} id={id} room={room} now={now} who={who} onName={onName} />
          <After desk={desk} id={id} room={room} now={now} />
        </aside>
      </div>
    </div>
  );
}
