/** One large field for the code, which forgives how it is typed. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons";
import { readCode } from "./code";
import type { Wish } from "./enter";
import { words } from "./words";

interface CodeFormProps {
  /** What the server said of the last code. */
  fault: string;
  known: Wish | null;
  announce(text: string): void;
  onCode(wish: Wish): void;
}

/** What keeps a text from being a code; null where it is one. */
function faultOf(text: string): string | null {
  const typed = readCode(text);
  switch (typed.is) {
    case "code":
      return null;
    case "empty":
      return words.codeEmpty;
    case "unlike":
      return words.codeUnlike(typed.chars);
    case "length":
      return words.codeLength(typed.count);
  }
}

export function CodeForm({ fault, known, announce, onCode }: CodeFormProps) {
  const [text, setText] = useState(known?.code ?? "");
  const [wrong, setWrong] = useState(fault);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    setWrong(fault);
    if (fault) field.current?.focus();
  }, [fault]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const typed = readCode(text);
    if (typed.is === "code") return onCode({ code: typed.code, pass: typed.pass });
    const why = faultOf(text) ?? "";
    setWrong(why);
    announce(why);
    field.current?.focus();
  };
  return (
    <form class="code-form" onSubmit={submit} noValidate>
      <p>{words.joinLead}</p>
      <div class="field">
        <label for="mp-code">{words.code}</label>
        <input
          ref={field}
          id="mp-code"
          type="text"
          class="code"
          value={text}
          autocapitalize="characters"
          autocomplete="off"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="go"
          aria-describedby={wrong ? "mp-code-wrong mp-code-how" : "mp-code-how"}
          aria-invalid={wrong !== ""}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong("");
          }}
          data-testid="code"
        />
        <p class="hint" id="mp-code-how">
          {words.codeHow}
        </p>
      </div>
      {wrong && (
        <p class="missing" id="mp-code-wrong" data-testid="code-wrong">
          <Icon name="note" /> <span>{wrong}</span>
        </p>
      )}
      <button type="submit" class="button large" data-testid="join">
        {words.enter}
      </button>
    </form>
  );
}
