/** `reflection`: written; a person reads it. */

import { useEffect, useRef } from "preact/hooks";
import { countWords } from "../compare";
import { isObject } from "../record";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { ReflectionItem } from "../types";
import { Rationale } from "../ui/compare";
import { Disclosure } from "../ui/disclosure";
import { kind, type AskProps, type ViewProps } from "./kind";

export interface ReflectionAnswer {
  text: string;
}

const MOST_CHARACTERS = 20_000;
const PAUSE = 1_500;

const textIn = (raw: unknown): string =>
  isObject(raw) && typeof raw["text"] === "string" ? raw["text"].slice(0, MOST_CHARACTERS) : "";

const Rubric = ({ item }: { item: ReflectionItem }) => (
  <Disclosure summary={say.rubric}>
    <ul class="plain rubric">
      {item.rubric.map((criterion) => (
        <li key={criterion.id}>
          <b>{criterion.name}</b>
          <ol>
            {criterion.levels.map((level) => (
              <li key={level}>{level}</li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  </Disclosure>
);

/** Say the count when the writer pauses, not on each key. */
function useSaidCount(words: string): void {
  const { announce } = useSetting();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => announce(words), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
}

function Ask({ item, answer, onChange }: AskProps<ReflectionItem, ReflectionAnswer>) {
  const { graded, id, room } = useSetting();
  const words = say.wordsSoFar(countWords(answer.text), item.least ?? 50, item.most ?? 300);
  useSaidCount(words);
  return (
    <>
      <p class="how" id={id(item.id, "note")}>
        {graded ? say.notMarkedGraded : room ? say.notMarkedRoom : say.notMarked}
      </p>
      <div class="field">
        <label for={id(item.id, "text")}>{say.yourText}</label>
        <textarea
          id={id(item.id, "text")}
          rows={8}
          maxLength={MOST_CHARACTERS}
          value={answer.text}
          aria-describedby={`${id(item.id, "note")} ${id(item.id, "count")}`}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
          data-testid="text"
        />
        <p class="count" id={id(item.id, "count")}>
          {words}
        </p>
      </div>
      <Rubric item={item} />
    </>
  );
}

function View({ item, answer }: ViewProps<ReflectionItem, ReflectionAnswer>) {
  return (
    <>
      <blockquote class="written">{answer.text}</blockquote>
      <p class="count">{say.words(countWords(answer.text))}</p>
      {item.key && (
        <div class="notices">
          <p class="label">{say.notices}</p>
          <ul>
            {item.key.notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </div>
      )}
      {item.key && <Rationale of={item.key} />}
      <Rubric item={item} />
    </>
  );
}

export const reflection = kind<ReflectionItem, ReflectionAnswer>({
  blank: () => ({ text: "" }),
  read: (_item, raw) => {
    const text = textIn(raw);
    return text.trim() ? { text } : null;
  },
  missing: (_item, { text }) => (text.trim() ? null : say.writeFirst),
  agree: () => null,
  Ask,
  View,
});
