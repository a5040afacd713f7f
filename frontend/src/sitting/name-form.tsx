/** Asks who sits. */

import { useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons";
import { MOST_CHARACTERS, tidy } from "./identity";
import { words } from "./words";

interface NameFormProps {
  known: string;
  button: string;
  announce(text: string): void;
  onName(id: string): void;
}

export function NameForm({ known, button, announce, onName }: NameFormProps) {
  const [text, write] = useState(known);
  const [missing, miss] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = (): void => {
    if (tidy(text)) return onName(tidy(text));
    miss(true);
    announce(words.whoMissing);
    input.current?.focus();
  };
  return (
    // No form: a sandboxed frame sends none, and tells nobody.
    <div class="name-form">
      <div class="field">
        <label for="mp-who">{words.who}</label>
        <p class="hint" id="mp-who-why">
          {words.whoWhy}
        </p>
        <input
          id="mp-who"
          ref={input}
          type="text"
          value={text}
          maxLength={MOST_CHARACTERS}
          autocomplete="name"
          spellcheck={false}
          aria-describedby={`mp-who-why${missing ? " mp-who-missing" : ""}`}
          aria-invalid={missing}
          onInput={(event) => {
            write(event.currentTarget.value);
            miss(false);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.isComposing) submit();
          }}
          data-testid="who"
        />
      </div>
      {missing && (
        <p class="missing" id="mp-who-missing" data-testid="who-missing">
          <Icon name="note" /> {words.whoMissing}
        </p>
      )}
      <button type="button" class="button" onClick={submit} data-testid="begin">
        {button}
      </button>
    </div>
  );
}
