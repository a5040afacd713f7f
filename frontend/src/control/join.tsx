/** How people come in: the address, the code, and both as a QR code. */

import type { RoomData, Way } from "./types";
import { words } from "./words";

export const Qr = ({ way }: { way: Way }) => (
  <svg class="qr" viewBox={`0 0 ${way.qr.size} ${way.qr.size}`} role="img" aria-label={way.url} shape-rendering="crispEdges">
    <rect width={way.qr.size} height={way.qr.size} fill="#fff" />
    <path d={way.qr.path} fill="#000" />
  </svg>
);

export function Join({ data }: { data: RoomData }) {
  const [way] = data.ways;
  if (!way) return null;
  return (
    <section class="panel" aria-labelledby="join">
      <h2 id="join">{words.join}</h2>
      <Qr way={way} />
      <p>
        {words.joinAt} <b class="address">{way.at}</b>
      </p>
      {!data.outside && <p class="note">{words.joinOnly}</p>}
      <p>
        <a class="button quiet" href={`/screen/${data.screen}`} target="_blank" rel="noopener" data-testid="screen">
          {words.screen}
        </a>
      </p>
      <p class="hint">{words.screenHint}</p>
    </section>
  );
}
