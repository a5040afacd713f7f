/** The room's door: shut it to newcomers, send away who never answered, and open it with another code. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Following } from "./follow";
import type { Now, RoomData } from "./types";
import { words } from "./words";

interface DoorProps {
  room: Following;
  data: RoomData;
  now: Now;
}

export function Door({ room, data, now }: DoorProps) {
  const { state, places, silent } = now;
  const shut = state.door === "shut";
  const ended = state.phase === "ended";
  const move = (name: string) => (): void => void room.move(name);
  return (
    <section class="panel" aria-labelledby="door">
      <h2 id="door">{words.door}</h2>
      {places >= data.settings.most && !shut && (
        <p class="note" data-testid="room-full">
          {words.full(data.settings.most)}
        </p>
      )}
      <p data-testid="door">{shut ? words.doorShut : words.doorOpen}</p>
      <div class="moves column">
        {/* One place for both, so that focus stays. */}
        <button type="button" class="button quiet" disabled={ended} onClick={move(shut ? "admit" : "shut")} data-testid="door-move">
          {shut ? words.admit : words.shut}
        </button>
        {shut && (
          <button type="button" class="button quiet" disabled={ended} onClick={move("recode")} data-testid="recode">
            {words.recode}
          </button>
        )}
      </div>
      {shut && !ended && <Silent count={silent} onClear={move("clear")} />}
    </section>
  );
}

/** Sending away is asked about once more: it may be half the room. */
function Silent({ count, onClear }: { count: number; onClear(): void }) {
  const [asked, ask] = useState(false);
  /** Whether this trainer has just pressed one of its buttons, which is about to give way to another. */
  const pressed = useRef(false);
  /** Whether it was to send people away, after which there is nobody to send. */
  const clearing = useRef(false);
  const nobody = count === 0;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Focus stays here, on the button that does nothing first.
    if (pressed.current) (place.current?.querySelector<HTMLElement>("[data-first]") ?? place.current)?.focus();
    pressed.current = clearing.current && !nobody;
  }, [asked, nobody]);
  const press = (next: boolean, sure = false): void => {
    pressed.current = true;
    clearing.current = sure;
    ask(next);
    if (sure) onClear();
  };
  return (
    <div class="silent" ref={place} tabIndex={-1}>
      {asked && !nobody ? (
        <div class="doom" role="alert">
          <p>{words.sureClear(count)}</p>
          <button type="button" class="button danger" onClick={() => press(false, true)} data-testid="yes-clear">
            {words.yesClear}
          </button>
          <button type="button" class="button quiet" onClick={() => press(false)} data-first>
            {words.noClear}
          </button>
        </div>
      ) : !nobody ? (
        <button type="button" class="button quiet" onClick={() => press(true)} data-testid="clear" data-first>
          {words.clear(count)}
        </button>
      ) : (
        <p class="hint">{words.nobodySilent}</p>
      )}
    </div>
  );
}
