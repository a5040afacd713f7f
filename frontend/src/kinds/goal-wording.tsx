/** The goal in free words, with hints that explain themselves. */

import { useEffect, useState } from "preact/hooks";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { GoalItem } from "../types";
import { triggered } from "./hints";

const PAUSE = 700;

/** The text as it was when the writer last paused. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface WordingProps {
  item: GoalItem;
  text: string;
  onText(text: string): void;
}

export function Wording({ item, text, onText }: WordingProps) {
  const { id } = useSetting();
  const settled = useSettled(text);
  if (!item.wording) return null;
  const field = id(item.id, "wording");
  const hints = triggered(item.wording.hints ?? [], settled);
  return (
    <div class="field wording">
      <label for={field}>{item.wording.prompt}</label>
      <p class="how" id={`${field}-note`}>
        {say.wordingGoes}
      </p>
      <textarea
        id={field}
        rows={4}
        maxLength={4000}
        value={text}
        aria-describedby={`${field}-note`}
        onInput={(event) => onText(event.currentTarget.value)}
        data-testid="wording"
      />
      <div aria-live="polite" data-testid="hints">
        {hints.length > 0 && (
          <div class="hints">
            <p class="label">{say.hints}</p>
            <ul>
              {hints.map(({ says, found }) => (
                <li key={says}>
                  {say.hint(found)} {says}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
