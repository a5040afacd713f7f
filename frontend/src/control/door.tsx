/** The room's door: shut it to newcomers, send away who never answered, and open it with another code. */

import { useState } from "preact/hooks";
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
  if (count === 0) return <p class="hint">{words.nobodySilent}</p>;
  if (!asked) {
    return (
      <button type="button" class="button quiet" onClick={() => ask(true)} data-testid="clear">
        {words.clear(count)}
      </button>
    );
  }
  const answered = (yes: boolean) => (): void => {
    ask(false);
    if (yes) onClear();
  };
  return (
    <div class="doom" role="alert">
      <p>{words.sureClear(count)}</p>
      <button type="button" class="button danger" onClick={answered(true)} data-testid="yes-clear">
        {words.yesClear}
      </button>
      <button type="button" class="button quiet" onClick={answered(false)}>
        {words.noClear}
      </button>
    </div>
  );
}
