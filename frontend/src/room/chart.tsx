/** A chart that is a table: its bars are drawn, and its numbers and marks are words. */

import { useSetting } from "../player/setting";
import { say } from "../strings";
import { Icon } from "../ui/icons";
import { LineBody, roleOf } from "../ui/line";
import { Heard } from "../ui/text";
import { asYou, type Bar, type Chart } from "./charts";
import { words } from "./words";

const share = (count: number, most: number): string => `${most > 0 ? Math.round((100 * count) / most) : 0}%`;

/** Whose choice a bar is. */
function Marks({ bar }: { bar: Bar }) {
  const { judge } = useSetting();
  if (!bar.mine && !bar.key) return null;
  return (
    <span class="marks">
      {bar.mine && (
        <span class="mark-mine">
          <Icon name="same" /> {words.you}
        </span>
      )}
      {bar.key && <span class="mark-key">{say.capital(judge)}</span>}
    </span>
  );
}

function Caption({ chart }: { chart: Chart }) {
  const { lines, people } = useSetting();
  const line = chart.line === undefined ? undefined : lines.get(chart.line);
  const same = asYou(chart);
  return (
    <caption class={chart.title || line || same ? "" : "vh"}>
      {chart.title && <b class="chart-title">{chart.title}</b>}
      {line && (
        <span class={`line ${roleOf(people, line.who)}`}>
          <LineBody line={line} />
        </span>
      )}
      {!chart.title && !line && !same && words.room}
      {same && <span class="as-you">{same}</span>}
    </caption>
  );
}

function Rows({ chart }: { chart: Chart }) {
  const most = Math.max(chart.of, 1);
  return (
    <table class="chart rows-chart" data-testid={`chart-${chart.id}`}>
      <Caption chart={chart} />
      <thead>
        <tr>
          <th scope="col">
            <Heard>{words.answer}</Heard>
          </th>
          <th scope="col">
            <Heard>{words.count}</Heard>
          </th>
        </tr>
      </thead>
      <tbody>
        {chart.bars.map((bar) => (
          <tr key={bar.id} class={`${bar.mine ? "mine" : ""} ${bar.key ? "key" : ""}`}>
            <th scope="row">
              <span class="what-bar">{bar.label}</span> <Marks bar={bar} />
              <span class="track" aria-hidden="true">
                <i style={{ width: share(bar.count, most) }} />
              </span>
            </th>
            <td>
              <b>{bar.count}</b> <span class="of">{words.of(chart.of)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Columns({ chart }: { chart: Chart }) {
  const { id } = useSetting();
  const most = Math.max(1, ...chart.bars.map(({ count }) => count));
  const head = (bar: Bar): string => id("chart", chart.id, bar.id);
  return (
    <table class="chart columns-chart" data-testid={`chart-${chart.id}`}>
      <Caption chart={chart} />
      <tbody>
        <tr>
          {chart.bars.map((bar) => (
            <td key={bar.id} headers={head(bar)} class={`${bar.mine ? "mine" : ""} ${bar.key ? "key" : ""}`}>
              <span class="column">
                <b>{bar.count}</b>
                <i aria-hidden="true" style={{ height: share(bar.count, most) }} />
              </span>
            </td>
          ))}
        </tr>
        <tr>
          {chart.bars.map((bar) => (
            <th key={bar.id} scope="col" id={head(bar)}>
              {bar.label}
              <Marks bar={bar} />
            </th>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

export const Drawn = ({ chart }: { chart: Chart }) =>
  chart.form === "columns" ? <Columns chart={chart} /> : <Rows chart={chart} />;
