/** Calibration: who is late until all have locked; then agreement, who is lenient, and what to talk about. */

import type { Desk } from "../hosts/desk";
import { Disclosure } from "../ui/disclosure";
import { Picture } from "./drawn";
import { useAnswer } from "./follow";
import type { Calibration, CalibrationMade, CalibrationWaits } from "./types";
import { words } from "./words";

export function CalibrationView({ desk, mark }: { desk: Desk; mark: string }) {
  const { data, say } = useAnswer<Calibration>(desk, "calibration", mark);
  return (
    <>
      <p class="said" role="status">
        {say || (data === null ? words.reckoning : "")}
      </p>
      {data && (data.ready ? <Made made={data} /> : <Waits waits={data} />)}
    </>
  );
}

const Waits = ({ waits: { why, waiting } }: { waits: CalibrationWaits }) => (
  <div class="not-yet" data-testid="not-yet">
    <p>
      <strong>{why}</strong>
    </p>
    {waiting.length > 0 && (
      <>
        <h3>{words.calibrationLate}</h3>
        <ul>
          {waiting.map(({ member, what }) => (
            <li key={member}>
              <b>{member}</b>: {what}
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
);

const Made = ({ made }: { made: CalibrationMade }) => (
  <>
    <p class="about">{made.title}</p>
    <p class={`ruling ${made.certificate.given ? "" : "refused"}`} data-testid="certificate">
      <strong>{words.mark(made.certificate.given)}.</strong> {made.certificate.say}
    </p>
    <div class="two">
      <section class="block" aria-label={words.agreement} data-testid="agreement">
        <h3>{words.agreement}</h3>
        <Picture drawn={made.agreement} />
        <Disclosure summary={words.found}>
          <dl class="all-found">
            {made.found.map(({ name, lines }) => (
              <div key={name}>
                <dt>{name}</dt>
                {lines.map((line) => (
                  <dd key={line}>{line}</dd>
                ))}
              </div>
            ))}
          </dl>
        </Disclosure>
      </section>
      <section class="block" aria-label={words.lenient} data-testid="lenient">
        <h3>{words.lenient}</h3>
        <Picture drawn={made.lenient} />
        <h4>{words.readings}</h4>
        <ul class="plain prose">
          {made.readings.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </div>
    <section class="block" aria-label={words.parted}>
      <h3>{words.parted}</h3>
      <p class="hint">{made.parted.length === 0 ? words.partedNone(made.bar) : words.partedAbout(made.bar)}</p>
      <ul class="plain parted">
        {made.parted.map((one) => (
          <li key={`${one.criterion} ${one.recording}`}>
            <p>
              <b>{one.criterion}</b>, {one.recording}
            </p>
            {one.ends.map(({ point, members, anchor }) => (
              <p key={point} class="side">
                <b class="digit">{point}</b> {members}: <span class="hint">{anchor}</span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  </>
);
