/** How people come in: the address, the code, and both as a QR code; and what is on the wall. */

import { Qr } from "../ui/qr";
import type { RoomData } from "./types";
import { words } from "./words";

export function Way({ data, code }: { data: RoomData; code: string }) {
  const [way, ...others] = data.ways;
  if (!way) return null;
  return (
    <div class="way">
      <Qr qr={way.qr} says={way.url} />
      <div>
        <p>
          {words.joinAt} <b class="address">{way.at}</b> {words.joinCode}
        </p>
        <p class="big-code">{code}</p>
        {!data.outside && <p class="note">{words.joinOnly}</p>}
        {others.length > 0 && (
          <p class="hint">
            {words.moreWays} <span class="address">{others.map(({ at }) => at).join(", ")}</span>
          </p>
        )}
        <p>
          <a class="button quiet" href={`/screen/${data.screen}`} target="_blank" rel="noopener" data-testid="screen">
            {words.screen}
          </a>
        </p>
        <p class="hint">{words.screenHint}</p>
      </div>
    </div>
  );
}

/** The same once the session has begun, folded away. */
export const Join = ({ data, code }: { data: RoomData; code: string }) => (
  <details class="panel" name="join">
    <summary>{words.join}</summary>
    <Way data={data} code={code} />
  </details>
);
