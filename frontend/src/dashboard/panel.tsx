/** One measure: its figure, its chart with a table of its figures, and what may and may not be said of it. */

import { Chart } from "../ui/chart";
import { Disclosure } from "../ui/disclosure";
import { Figures } from "../ui/figures";
import { Forms, type Wish } from "./table";
import type { Headline, PanelCard } from "./types";
import { words } from "./words";

interface PanelProps {
  panel: PanelCard;
  onTake(wish: Wish): void;
}

export function Panel({ panel, onTake }: PanelProps) {
  const id = `panel-${panel.key}`;
  return (
    <article class="panel" aria-labelledby={id} data-testid={id}>
      <h3 id={id}>{panel.title}</h3>
      {panel.headline && <Figure headline={panel.headline} />}
      {panel.chart && <Chart chart={panel.chart} />}
      <div class="sayings">
        <Said title={words.mayBe} lines={panel.may} role="may" />
        <Said title={words.mayNot} lines={panel.mayNot} role="may-not" />
      </div>
      <div class="more">
        {panel.table && (
          <Disclosure summary={words.figures}>
            <Figures title={panel.chart?.title || panel.title} grid={panel.table} />
          </Disclosure>
        )}
        {panel.says.length > 0 && !panel.headline?.why && (
          <Disclosure summary={words.found} class="prose">
            {panel.says.map((line, place) => (
              <p key={place}>{line}</p>
            ))}
          </Disclosure>
        )}
        <Takes panel={panel} onTake={onTake} />
      </div>
    </article>
  );
}

const Figure = ({ headline: { value, unit, interval, n, why } }: { headline: Headline }) =>
  why ? (
    <p class="headline refused">
      <strong>{value}</strong> <span>{why}</span>
    </p>
  ) : (
    <p class="headline">
      <strong>{value}</strong> <span class="unit">{unit}</span>
      <span class="sure">{[interval, n].filter(Boolean).join("; ")}</span>
    </p>
  );

const Said = ({ title, lines, role }: { title: string; lines: string[]; role: string }) =>
  lines.length === 0 ? null : (
    <div class={role}>
      <h4>{title}</h4>
      <ul class="plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );

function Takes({ panel, onTake }: PanelProps) {
  if (panel.frames.length === 0 && !panel.chart) return null;
  return (
    <Disclosure summary={words.take} testId={`take-${panel.key}`}>
      <ul class="plain takes">
        {panel.chart && (
          <li>
            <span>{words.takeChart}</span>
            <span class="forms">
              {[false, true].map((png) => (
                <button
                  key={String(png)}
                  type="button"
                  class="button quiet small-button"
                  aria-label={words.as(`${words.takeChart}: ${panel.title}`, png ? ".png" : ".svg")}
                  onClick={() => onTake({ what: "chart", panel: panel.key, png })}
                >
                  {png ? ".png" : ".svg"}
                </button>
              ))}
            </span>
          </li>
        )}
        {panel.frames.map(({ name, people }) => (
          <li key={name}>
            <span>
              {words.takeFigures(name)} {people && <em>({words.people})</em>}
            </span>
            <Forms what={words.takeFigures(name)} onTake={(form) => onTake({ what: "figures", panel: panel.key, frame: name, form })} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
