/** The decision table: a row for each candidate, in the order of their numbers. */

import type { DecisionMade, MeanCell } from "./types";
import { words } from "./words";

export const DecisionTable = ({ made }: { made: DecisionMade }) => (
  <div class="scroll whole" tabIndex={0} role="region" aria-label={words.decision} data-testid="decision-table">
    <table>
      <caption class="vh">{words.decisionAbout}</caption>
      <thead>
        <tr>
          <th scope="col">{words.candidate}</th>
          <th scope="col">{words.overall}</th>
          {made.criteria.map(({ id, name, floor }) => (
            <th key={id} scope="col">
              {name}
              {floor !== null && <span class="hint">{words.floor(floor)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {made.candidates.map(({ number, say, state, changed, means }) => (
          <tr key={number}>
            <th scope="row">{number}</th>
            <td class="overall" data-state={state}>
              {say}
              {changed > 0 && <span class="hint">{words.numbersChanged(changed)}</span>}
            </td>
            {means.map((mean, place) => (
              <Mean key={made.criteria[place]?.id ?? place} mean={mean} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Mean({ mean: { value, error, state, crosses } }: { mean: MeanCell }) {
  const [shape, word] = words.marks[state];
  return (
    <td class="mean" data-state={state}>
      {value && (
        <span>
          <b>{value}</b>{" "}
          {error && (
            <>
              <span aria-hidden="true">{words.plusMinus(error)}</span>
              <span class="vh">{words.plusMinusSaid(error)}</span>
            </>
          )}
        </span>
      )}
      {word && (
        <span class="beside">
          <span aria-hidden="true">{shape}</span> {word}
          {crosses && <span class="hint">{words.crosses}</span>}
        </span>
      )}
    </td>
  );
}
