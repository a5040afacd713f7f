/** Takes up a downloaded record: says what came of it, and asks where the record carries another name. */

import { useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { SITTER } from "./identity";
import { MOST_BYTES, readRecord, type Found } from "./take-up";
import { words } from "./words";

interface Outcome {
  good: boolean;
  said: string;
}

export function TakeUp() {
  const { paper, hosts, id, announce } = useSheet();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [asking, ask] = useState<Found | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const tell = (good: boolean, said: string): void => {
    setOutcome({ good, said });
    announce(said);
  };
  const take = (found: Found, mine: boolean): void => {
    const before = hosts.lines().length;
    hosts.take(mine ? found.lines : found.lines.filter((line) => line.item !== SITTER));
    const said = [words.tookUp(hosts.lines().length - before)];
    if (found.damaged > 0) said.push(words.damaged(found.damaged));
    tell(found.damaged === 0, said.join(" "));
  };
  const open = async (file: File): Promise<void> => {
    setOutcome(null);
    ask(null);
    if (file.size > MOST_BYTES) return tell(false, words.tooLarge(file.name));
    let text: string;
    try {
      text = await file.text();
    } catch {
      return tell(false, words.unreadable(file.name));
    }
    const found = readRecord(text, paper);
    if (found.lines.length === 0) {
      const other = found.foreign > 0 && found.damaged === 0;
      return tell(false, (other ? words.otherRecord : words.notRecord)(file.name));
    }
    if (id && found.id !== null && found.id !== id) return ask(found);
    take(found, true);
  };
  const answer = (yes: boolean): void => {
    if (yes && asking) take(asking, false);
    else tell(true, words.leftIt);
    ask(null);
    button.current?.focus();
  };

  return (
    <div class="take-up">
      <input
        ref={input}
        type="file"
        class="vh"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void open(file);
          // So that the same file can be chosen again.
          event.currentTarget.value = "";
        }}
        data-testid="take-up-file"
      />
      <button
        type="button"
        class="button quiet"
        ref={button}
        onClick={() => input.current?.click()}
        data-testid="take-up"
      >
        {words.choose}
      </button>
      {asking !== null && (
        <div class="confirm" role="group" aria-label={words.takeUp}>
          <p>{words.whose(asking.id ?? "", id)}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={() => answer(true)} data-testid="whose-yes">
              {words.yesTakeUp}
            </button>
            <button type="button" class="button quiet" onClick={() => answer(false)} data-testid="whose-no">
              {words.no}
            </button>
          </div>
        </div>
      )}
      {outcome && (
        <p class={outcome.good ? "status saved" : "missing"} data-testid="took-up">
          <Icon name={outcome.good ? "same" : "note"} /> <span>{outcome.said}</span>
        </p>
      )}
    </div>
  );
}
