/** What of a table is looked at: native lists and days. */

import type { Choice, FilterCard } from "./types";
import { words } from "./words";

interface FiltersProps {
  filters: FilterCard[];
  choice: Choice;
  onChoose(choice: Choice): void;
}

export function Filters({ filters, choice, onChoose }: FiltersProps) {
  const set = (name: string, value: string): void => onChoose({ ...choice, [name]: value });
  return (
    <fieldset class="filters" data-testid="filters">
      <legend>{words.filters}</legend>
      {filters.map((filter) => (
        <div key={filter.name} class="field">
          <label for={`filter-${filter.name}`}>{filter.label}</label>
          {filter.kind === "date" ? (
            <input
              id={`filter-${filter.name}`}
              type="date"
              value={choice[filter.name] ?? ""}
              min={filter.ends[0]}
              max={filter.ends[1] || undefined}
              onChange={(event) => set(filter.name, event.currentTarget.value)}
            />
          ) : (
            <select
              id={`filter-${filter.name}`}
              value={choice[filter.name] ?? filter.options[0]?.key}
              onChange={(event) => set(filter.name, event.currentTarget.value)}
            >
              {filter.options.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
      <button type="button" class="button quiet" disabled={Object.keys(choice).length === 0} onClick={() => onChoose({})}>
        {words.reset}
      </button>
    </fieldset>
  );
}
