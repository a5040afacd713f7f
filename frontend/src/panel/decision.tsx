/** The decision: what is missing until all is locked and talked about; then the table, and who cannot be told apart. */

import { useState } from "preact/hooks";
import type { Desk } from "../hosts/desk";
import { Disclosure } from "../ui/disclosure";
import { AlikeView } from "./alike";
import { Picture } from "./drawn";
import { useAnswer } from "./follow";
import { DecisionTable } from "./table";
import type { Decision, DecisionMade, DecisionWaits } from "./types";
import { words } from "./words";

interface DecisionProps {
  desk: Desk;
  mark: string;
  onTalk(): void;
}

export function DecisionView({ desk, mark, onTalk }: DecisionProps) {
  const { data, say } = useAnswer<Decision>(desk, "decision", mark);
  return (
    <>
      <p class="said" role="status">
        {say || (data === null ? words.reckoning : "")}
      </p>
      {data && (data.ready ? <Made made={data} /> : <Waits waits={data} onTalk={onTalk} />)}
    </>
  );
}

const Waits = ({ waits: { why, unlocked, open }, onTalk }: { waits: DecisionWaits; onTalk(): void }) => (
  <div class="not-yet" data-testid="not-yet">
    <p>
      <strong>{why}</strong>
    </p>
    {unlocked.length > 0 && (
      <>
        <h3>{words.unlocked}</h3>
        <ul>
          {unlocked.map(({ member, who, at }) => (
            <li key={member}>
              <b>{member}</b>, {who}
              <ul class="plain hint">
                {at.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </>
    )}
    {open.length > 0 && (
      <>
        <h3>{words.open}</h3>
        <ul>
          {open.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <button type="button" class="button" onClick={onTalk}>
          {words.toTalk}
        </button>
      </>
    )}
  </div>
);

function Made({ made }: { made: DecisionMade }) {
  const [quality, setQuality] = useState(made.criteria[0]?.id ?? "");
  const chosen = made.charts[quality];
  return (
    <>
      <p class="about">
        {words.decisionAbout} {made.other}
      </p>
      <DecisionTable made={made} />
      <div class="two">
        <section class="block" aria-label={words.byQuality} data-testid="by-quality">
          <h3>{words.byQuality}</h3>
          <div class="field">
            <label for="quality">{words.quality}</label>
            <select id="quality" value={quality} onChange={(event) => setQuality(event.currentTarget.value)}>
              {made.criteria.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          {chosen && <Picture drawn={chosen} />}
          {chosen?.error && <p class="hint">{chosen.error}</p>}
          {chosen?.alike && <AlikeView alike={chosen.alike} />}
        </section>
        <div class="column">
          {made.composite && (
            <section class="block" aria-label={words.weighted} data-testid="weighted">
              <h3>{words.weighted}</h3>
              <p>{made.composite.say}</p>
              <ul class="plain chips">
                {made.composite.values.map(({ number, value }) => (
                  <li key={number}>
                    <b>{number}</b> {value}
                  </li>
                ))}
              </ul>
              {made.composite.alike && <AlikeView alike={made.composite.alike} />}
            </section>
          )}
          <section class="block" aria-label={words.order}>
            <h3>{words.order}</h3>
            <ol class="plain chips">
              {made.order.map((number) => (
                <li key={number}>{number}</li>
              ))}
            </ol>
            <p class="hint">{words.orderAbout}</p>
            <p class="ruling">{words.notRank}</p>
          </section>
        </div>
      </div>
      <Disclosure summary={words.inWords} class="prose">
        {made.lines.map((line, place) => (
          <p key={place}>{line}</p>
        ))}
      </Disclosure>
    </>
  );
}
