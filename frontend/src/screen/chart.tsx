/** A part of an answer on the wall: a table whose numbers are also bars. */

import type { Part } from "./types";
import { words } from "./words";

interface ChartProps {
  part: Part;
  judge: string;
  /** Whether its label says more than the question above it. */
  captioned: boolean;
}

export function Chart({ part, judge, captioned }: ChartProps) {
  const most = Math.max(1, ...part.bars.map(({ count }) => count));
  return (
    <table class={part.ordered ? "steps" : "rows"}>
      <caption class={captioned ? "" : "vh"}>
        {words.chart(part.label)} {part.about && <span>{part.about}</span>}
      </caption>
      <tbody>
        {part.bars.map((bar) => (
          <tr key={bar.id} class={bar.key ? "key" : ""}>
            <th scope="row">
              {bar.label} {bar.key && <span class="mark">{words.key[judge] ?? judge}</span>}
            </th>
            <td>
              <span class="track" aria-hidden="true">
                <i style={{ width: `${Math.round((100 * bar.count) / most)}%` }} />
              </span>
              <b>{bar.count}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
