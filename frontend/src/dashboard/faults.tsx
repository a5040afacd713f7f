/** What is wrong with files that cannot be used yet, cell by cell. */

import type { FaultCard } from "./types";
import { words } from "./words";

interface FaultsProps {
  faults: FaultCard[];
  onGone(file: string): void;
}

export function Faults({ faults, onGone }: FaultsProps) {
  if (faults.length === 0) return null;
  return (
    <section class="faults" aria-labelledby="faults" data-testid="faults">
      <h2 id="faults">{words.faults}</h2>
      {faults.map((one) => (
        <article key={one.file} class="fault">
          <p>{one.say}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label={one.file}>
            <table>
              <caption class="vh">{one.file}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.cell}</th>
                  <th scope="col">{words.wrong}</th>
                  <th scope="col">{words.right}</th>
                </tr>
              </thead>
              <tbody>
                {one.faults.map((fault, place) => (
                  <tr key={place}>
                    <th scope="row">{fault.place || words.whole}</th>
                    <td>{fault.wrong}</td>
                    <td>{fault.right}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {one.more > 0 && <p class="hint">{words.moreFaults(one.more)}</p>}
          <button type="button" class="button quiet small-button" aria-label={words.dismiss(one.file)} onClick={() => onGone(one.file)}>
            {words.gone}
          </button>
        </article>
      ))}
    </section>
  );
}
