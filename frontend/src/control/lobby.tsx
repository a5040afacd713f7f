/** Before the first step: how people come in, how many have, and the start. */

import type { Following } from "./follow";
import { Way } from "./join";
import type { Now, RoomData } from "./types";
import { words } from "./words";

export function Lobby({ room, data, now }: { room: Following; data: RoomData; now: Now }) {
  const self = now.state.pace === "self";
  const begin = (): void => void (self ? room.move("open_all") : room.move("goto", { step: 0 }));
  return (
    <section class="stage lobby" aria-labelledby="lobby">
      <h2 id="lobby">{now.state.door === "shut" ? words.lobbyShut : words.lobby}</h2>
      <Way data={data} code={now.code} />
      <p class="how-many">{words.here(now.joined, now.connected)}</p>
      <p class="hint">{self ? words.beginSelf : words.beginHint}</p>
      <button type="button" class="button big" disabled={now.state.phase === "ended"} onClick={begin} data-testid="begin">
        {words.begin}
      </button>
    </section>
  );
}
