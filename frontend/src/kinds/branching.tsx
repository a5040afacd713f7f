/** `branching`: play a visit turn by turn. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { count, strings } from "../compare";
import { isObject } from "../record";
import { useSetting } from "../player/setting";
import { ENGAGEMENT, say } from "../strings";
import type { BranchingItem, Reply, SceneLine } from "../types";
import { Rationale, Verdict, Why } from "../ui/compare";
import { roleOf, Speaker } from "../ui/line";
import { Heading } from "../ui/text";
import { kind, type AskProps, type ViewProps } from "./kind";
import { isOver, reach, startOf, stronger, walk } from "./visit";

export interface BranchingAnswer {
  path: string[];
}

function Spoken({ lines }: { lines: readonly SceneLine[] }) {
  const { people } = useSetting();
  return (
    <>
      {lines.map((line, index) => (
        <p key={index} class={`line ${roleOf(people, line.who)}`}>
          <span class="speech">
            {line.who !== undefined && <Speaker who={line.who} />} <span class="says">{line.text}</span>
          </span>
        </p>
      ))}
    </>
  );
}

const Mine = ({ text }: { text: string }) => (
  <p class="line mine">
    <span class="speech">
      <span class="who">{say.youSaid}</span> <span class="says">{text}</span>
    </span>
  </p>
);

function Meter({ level, before }: { level: number; before: number | null }) {
  const moved = before === null ? "" : level > before ? say.opened : level < before ? say.closedUp : say.unmoved;
  return (
    <div class="meter">
      <span class="label">{say.engagement}</span>
      <span class="steps" aria-hidden="true">
        {ENGAGEMENT.map((word, index) => (
          <i key={word} class={index < level ? "on" : ""} />
        ))}
      </span>
      <span class="level" data-testid="engagement">
        <b>{say.engagementIs(level)}</b>
        {moved && `, ${moved}`}
      </span>
    </div>
  );
}

function Ask({ item, answer, onChange, onRewind }: AskProps<BranchingItem, BranchingAnswer>) {
  const { id } = useSetting();
  const newest = useRef<HTMLLIElement>(null);
  const moved = useRef(false);
  const { turns, scene, engagement } = walk(item, answer.path);
  const over = isOver(scene);
  const before = turns.length === 0 ? null : (turns[turns.length - 2]?.engagement ?? startOf(item));

  // The reply that was pressed is gone: go on where the family answers.
  useLayoutEffect(() => {
    if (moved.current) newest.current?.focus();
    moved.current = false;
  }, [answer.path.length]);

  const answerWith = (reply: Reply): void => {
    moved.current = true;
    onChange({ path: [...answer.path, reply.id] });
  };
  const again = (): void => {
    moved.current = true;
    onRewind({ path: [] });
  };

  return (
    <div class="visit">
      <ol class="plain log" aria-label={say.soFar}>
        {[null, ...turns].map((turn, index) => (
          <li key={index} tabIndex={-1} {...(index === turns.length ? { ref: newest } : {})}>
            {turn && <Mine text={turn.reply.text} />}
            <Spoken lines={[...(turn?.reply.then ?? []), ...(turns[index]?.scene ?? scene).lines]} />
          </li>
        ))}
      </ol>
      <Meter level={engagement} before={before} />
      {over ? (
        <div class="ending">
          <p data-testid="ending">
            <b>{say.ended}</b> {say.journey(startOf(item), engagement, turns.length)}
          </p>
          <button type="button" class="button quiet" onClick={again} data-testid="again">
            {say.again}
          </button>
        </div>
      ) : (
        <div class="replies" role="group" aria-labelledby={id(item.id, "say")}>
          <p class="label" id={id(item.id, "say")}>
            {say.youSay}
          </p>
          {(scene.replies ?? []).map((reply) => (
            <button
              key={reply.id}
              type="button"
              class="card reply"
              onClick={() => answerWith(reply)}
              data-testid={`reply-${reply.id}`}
            >
              {reply.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function Worth({ worth }: { worth: Record<string, number> | undefined }) {
  const { skillName } = useSetting();
  const skills = Object.entries(worth ?? {}).filter(([, value]) => value !== 0);
  if (skills.length === 0) return <p class="worth">{say.noWorth}</p>;
  return (
    <ul class="plain worth">
      {skills.map(([skill, value]) => (
        <li key={skill} class={value > 0 ? "up" : "down"}>
          <b>{skillName(skill)}</b>: {say.worth(value)}
        </li>
      ))}
    </ul>
  );
}

function View({ item, answer }: ViewProps<BranchingItem, BranchingAnswer>) {
  if (!item.key) return null;
  const values = reach(item);
  const { why = {}, worth } = item.key;
  return (
    <>
      <Heading below={2}>{say.debrief}</Heading>
      <ol class="plain rows">
        {walk(item, answer.path).turns.map(({ scene, reply }, index) => {
          const better = stronger(scene, reply, values);
          return (
            <li key={index} class="row">
              <p class="label">{say.turn(index + 1)}</p>
              <Mine text={reply.text} />
              <Worth worth={worth[reply.id]} />
              <Why text={why[reply.id]} />
              {better === null ? (
                <Verdict is="same" words={say.strongestYours} />
              ) : (
                <div class="better">
                  <p class="label">{say.strongest}</p>
                  <p class="says">{better.text}</p>
                  <Why text={why[better.id]} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <Rationale of={item.key} />
    </>
  );
}

export const branching = kind<BranchingItem, BranchingAnswer>({
  live: true,
  blank: () => ({ path: [] }),
  read: (item, raw) => {
    const path = walk(item, strings(isObject(raw) ? raw["path"] : null)).turns.map(({ reply }) => reply.id);
    return path.length > 0 ? { path } : null;
  },
  missing: (item, { path }) => (isOver(walk(item, path).scene) ? null : say.notOver),
  agree: (item, { path }) => {
    if (!item.key) return null;
    const values = reach(item);
    const { turns } = walk(item, path);
    return {
      same: count(turns.map(({ scene, reply }) => stronger(scene, reply, values) === null)),
      of: turns.length,
    };
  },
  Ask,
  View,
});
