/** `coding`: label each utterance. */

import { count, ids, placed, type Closeness } from "../compare";
import { isObject } from "../record";
import { useSetting, type NumberedLine } from "../player/setting";
import { say } from "../strings";
import type { CodingItem } from "../types";
import { Pair, Rationale, Verdict, Why } from "../ui/compare";
import { Disclosure } from "../ui/disclosure";
import { LineBody, roleOf } from "../ui/line";
import { kind, type AskProps, type ViewProps } from "./kind";

export interface CodingAnswer {
  codes: Record<string, string>;
}

const read = (item: CodingItem, raw: unknown): CodingAnswer => ({
  codes: placed(isObject(raw) ? raw["codes"] : null, item.lines, ids(item.codes)),
});

export function closeness(item: CodingItem, one: string | undefined, other: string | undefined): Closeness {
  if (one === other) return "same";
  const near = (item.near ?? []).some(([a, b]) => (a === one && b === other) || (a === other && b === one));
  return near ? "near" : "apart";
}

function useLines(item: CodingItem): NumberedLine[] {
  const { lines } = useSetting();
  return item.lines.flatMap((id) => lines.get(id) ?? []);
}

const Codes = ({ item }: { item: CodingItem }) => (
  <Disclosure summary={say.codes}>
    <dl class="codes">
      {item.codes.map((code) => (
        <div key={code.id}>
          <dt>{code.name}</dt>
          <dd>
            {code.what}
            {code.example && (
              <span class="example">
                {say.example} {code.example}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  </Disclosure>
);

function Ask({ item, answer, onChange }: AskProps<CodingItem, CodingAnswer>) {
  const { id, people } = useSetting();
  const put = (line: string, code: string): void => {
    const codes = { ...answer.codes };
    if (code) codes[line] = code;
    else delete codes[line];
    onChange(read(item, { codes }));
  };
  return (
    <>
      <Codes item={item} />
      <ol class="plain rows">
        {useLines(item).map((line) => {
          const chosen = item.codes.find((code) => code.id === answer.codes[line.id]);
          const field = id(item.id, "code", line.id);
          return (
            <li key={line.id} class="row">
              <p class={`line ${roleOf(people, line.who)}`}>
                <LineBody line={line} />
              </p>
              <div class="field">
                <label for={field}>{say.codeFor(line.number)}</label>
                <select
                  id={field}
                  value={chosen?.id ?? ""}
                  onChange={(event) => put(line.id, event.currentTarget.value)}
                  data-testid={`code-${line.id}`}
                >
                  <option value="">{say.chooseCode}</option>
                  {item.codes.map((code) => (
                    <option key={code.id} value={code.id}>
                      {code.name}
                    </option>
                  ))}
                </select>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function View({ item, answer }: ViewProps<CodingItem, CodingAnswer>) {
  const { people } = useSetting();
  const name = (code: string | undefined): string => item.codes.find(({ id }) => id === code)?.name ?? say.nothing;
  return (
    <>
      <ol class="plain rows">
        {useLines(item).map((line) => {
          const mine = answer.codes[line.id];
          const theirs = item.key?.codes[line.id];
          return (
            <li key={line.id} class="row">
              <p class={`line ${roleOf(people, line.who)}`}>
                <LineBody line={line} />
              </p>
              <div class="outcome">
                <Pair mine={name(mine)} {...(item.key ? { theirs: name(theirs) } : {})} />
                {item.key && <Verdict is={closeness(item, mine, theirs)} />}
              </div>
              <Why text={item.key?.why?.[line.id]} />
            </li>
          );
        })}
      </ol>
      <Codes item={item} />
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

export const coding = kind<CodingItem, CodingAnswer>({
  blank: () => ({ codes: {} }),
  read: (item, raw) => {
    const answer = read(item, raw);
    return Object.keys(answer.codes).length > 0 ? answer : null;
  },
  missing: (item, { codes }) => {
    const open = item.lines.filter((line) => !(line in codes));
    return open.length > 0 ? say.stillToCode(open.length) : null;
  },
  agree: (item, { codes }) => {
    const key = item.key?.codes;
    return key ? { same: count(item.lines.map((line) => codes[line] === key[line])), of: item.lines.length } : null;
  },
  Ask,
  View,
});
