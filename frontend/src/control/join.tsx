/** How people come in: the address, the code, and both as a QR code; and what is on the wall. */

import type { RoomData, Way as WayIn } from "./types";
import { words } from "./words";

const Qr = ({ way }: { way: WayIn }) => (
  <svg class="qr" viewBox={`0 0 ${way.qr.size} ${way.qr.size}`} role="img" aria-label={way.url} shape-rendering="crispEdges">
    <rect width={way.qr.size} height={way.qr.size} fill="#fff" />
    <path d={way.qr.path} fill="#000" />
  </svg>
);

export function Way({ data, code }: { data: RoomData; code: string }) {
  const [way, ...others] = data.ways;
  if (!way) return null;
  return (
    <div class="way">
      <Qr way={way} />
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
