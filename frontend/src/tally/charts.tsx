/** A room's answers as tables whose numbers are also bars or shades, and in which the key is marked. */

import type { Bar, Part, Spread } from "./types";
import { judgeIn, words } from "./words";

/** From so many columns on, their heads are written upwards. */
const NARROW = 5;

export function Charts({ layout, matrix, parts, judge }: Spread) {
  const whose = judgeIn(judge);
  if (parts.length === 0) return null;
  if (layout === "options") return <Bars caption={words.all} bars={parts.map(chosen)} people={parts[0]!.people} judge={whose} />;
  if (matrix) return <Matrix parts={parts} judge={whose} />;
  return (
    <div class={`charts ${parts.length > 1 ? "several" : ""}`}>
      {parts.map((part) => (
        <Bars
          key={part.id}
          caption={part.label}
          about={part.about}
          hidden={layout === "one"}
          bars={part.bars}
          people={part.people}
          judge={whose}
        />
      ))}
    </div>
  );
}

/** An option of which several may be chosen: those who did. */
const chosen = ({ id, label, bars: [yes] }: Part): Bar => ({ ...yes!, id, label });

interface BarsProps {
  caption: string;
  about?: string;
  /** Whether the caption only says again what stands above it. */
  hidden?: boolean;
  bars: Bar[];
  people: number;
  judge: string;
}

export const Bars = ({ caption, about, hidden = false, bars, people, judge }: BarsProps) => (
  <table class="bars">
    <caption class={hidden || caption === words.all ? "vh" : ""}>
      {caption} {about && <span class="part-about">{about}</span>}
    </caption>
    <thead class="vh">
      <tr>
        <th scope="col">{words.value}</th>
        <th scope="col">{words.count}</th>
      </tr>
    </thead>
    <tbody>
      {bars.map((bar) => (
        <tr key={bar.id} class={bar.key ? "is-key" : ""}>
          <th scope="row">
            {bar.label} {bar.key && <span class="key-mark">{judge}</span>}
            <span class="track" aria-hidden="true">
              <i style={{ width: `${people ? Math.round((100 * bar.count) / people) : 0}%` }} />
            </span>
          </th>
          <td>{bar.count}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** Parts with the same values: a row for each part, a column for each value. */
export function Matrix({ parts, judge }: { parts: Part[]; judge: string }) {
  const { bars, ordered } = parts[0]!;
  const upwards = bars.length > NARROW && !ordered;
  return (
    <>
      <table class={`matrix ${upwards ? "upwards" : ""} ${ordered ? "ordered" : ""}`}>
        <caption class="vh">{words.all}</caption>
        <thead>
          <tr>
            <td />
            {bars.map((bar) => (
              <th key={bar.id} scope="col">
                <span>{bar.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <th scope="row">
                {part.label} {part.about && !part.ordered && <span class="part-about">{part.about}</span>}
              </th>
              {part.bars.map((bar) => (
                <td key={bar.id} class={`${bar.key ? "is-key" : ""} ${bar.count ? "" : "none"}`}>
                  <i aria-hidden="true" style={{ opacity: part.people ? (0.45 * bar.count) / part.people : 0 }} />
                  <span>{bar.count}</span>
                  {bar.key && <span class="vh">{words.isKey(judge)}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {parts.some((part) => part.bars.some(({ key }) => key)) && (
        <p class="legend" aria-hidden="true">
          <span class="legend-key" /> {words.legend(judge)}
        </p>
      )}
    </>
  );
}
