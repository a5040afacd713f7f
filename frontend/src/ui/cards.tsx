/** Options as full-width cards around native radio buttons and checkboxes. */

import type { Option } from "../types";

interface CardsProps {
  type: "radio" | "checkbox";
  name: string;
  /** The id of what names the group. */
  labelledBy: string;
  options: readonly Option[];
  picked: readonly string[];
  onPick(id: string, on: boolean): void;
  testId(id: string): string;
}

export const Cards = ({ type, name, labelledBy, options, picked, onPick, testId }: CardsProps) => (
  <fieldset aria-labelledby={labelledBy} class="cards">
    {options.map((option) => (
      <label key={option.id} class="card">
        <input
          type={type}
          name={name}
          value={option.id}
          checked={picked.includes(option.id)}
          onChange={(event) => onPick(option.id, event.currentTarget.checked)}
          data-testid={testId(option.id)}
        />
        <span>{option.text}</span>
      </label>
    ))}
  </fieldset>
);
