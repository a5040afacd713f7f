/** Choose an exercise: a list to read, narrowed by word, by what one does, by what it trains. */

import { useState } from "preact/hooks";
import { inWords, KINDS, say } from "../strings";
import type { Card } from "../types";
import { Icon } from "../ui/icons";
import { fitting, type Filter } from "./filter";

interface ChooserProps {
  cards: Card[];
  onOpen(slug: string): void;
}

const BLANK: Filter = { text: "", kind: "", skill: "" };

const distinct = (values: string[]): string[] => [...new Set(values)];

interface SelectProps {
  id: string;
  label: string;
  value: string;
  options: { value: string; text: string }[];
  onValue(value: string): void;
}

const Select = ({ id, label, value, options, onValue }: SelectProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} value={value} onChange={(event) => onValue(event.currentTarget.value)} data-testid={id}>
      <option value="">{say.anything}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  </div>
);

export function Chooser({ cards, onOpen }: ChooserProps) {
  const [filter, set] = useState(BLANK);
  const found = fitting(cards, filter);
  const kinds = Object.keys(KINDS).filter((kind) => cards.some((card) => card.kinds.includes(kind)));
  const skills = distinct(cards.flatMap((card) => card.competencies)).sort();
  return (
    <div class="chooser" data-testid="chooser">
      <header class="top">
        <h1 class="title" tabIndex={-1}>{say.chooserTitle}</h1>
        <p class="lead">{say.chooserLead}</p>
      </header>
      <div class="filters" role="search">
        <div class="field">
          <label for="find">{say.find}</label>
          <input
            id="find"
            type="search"
            value={filter.text}
            onInput={(event) => set({ ...filter, text: event.currentTarget.value })}
            data-testid="find"
          />
        </div>
        <Select
          id="filter-kind"
          label={say.kindFilter}
          value={filter.kind}
          options={kinds.map((value) => ({ value, text: KINDS[value] ?? value }))}
          onValue={(kind) => set({ ...filter, kind })}
        />
        <Select
          id="filter-skill"
          label={say.skillFilter}
          value={filter.skill}
          options={skills.map((value) => ({ value, text: inWords(value) }))}
          onValue={(skill) => set({ ...filter, skill })}
        />
      </div>
      <p class="found" role="status" data-testid="found">
        {say.found(found.length)}
      </p>
      <ol class="plain shelf">
        {found.map((card) => (
          <li key={card.slug} class="book">
            <h2>
              <button type="button" onClick={() => onOpen(card.slug)} data-testid={`open-${card.slug}`}>
                {card.title}
              </button>
            </h2>
            <p>{card.summary}</p>
            <p class="kicker">
              <span>
                <Icon name="clock" /> {say.minutes(card.minutes)}
              </span>
              <span>{card.kinds.map((kind) => KINDS[kind] ?? kind).join(" · ")}</span>
            </p>
            <p class="trains">
              <b>{say.trains}:</b> {say.list(card.competencies.map(inWords))}
            </p>
          </li>
        ))}
      </ol>
      {found.length === 0 && (
        <button type="button" class="button quiet" onClick={() => set(BLANK)}>
          {say.clear}
        </button>
      )}
    </div>
  );
}
