/** `rating`: rate a transcript on several skills, 1 to 5, with lines as evidence. */

import { useState } from "preact/hooks";
import { among, count, ids } from "../compare";
import { isObject } from "../record";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { RatingItem, Skill } from "../types";
import { Pair, Rationale, Verdict, Why } from "../ui/compare";
import { Disclosure } from "../ui/disclosure";
import { LineBody, roleOf } from "../ui/line";
import { POINTS, Row } from "../ui/scale";
import { Heading } from "../ui/text";
import { kind, type AskProps, type ViewProps } from "./kind";

export interface RatingAnswer {
  ratings: Record<string, number>;
  evidence: Record<string, string[]>;
}

const MOST_LINES = 3;

function read(item: RatingItem, raw: unknown): RatingAnswer {
  const given = isObject(raw) ? raw : {};
  const ratings = isObject(given["ratings"]) ? given["ratings"] : {};
  const evidence = isObject(given["evidence"]) ? given["evidence"] : {};
  const answer: RatingAnswer = { ratings: {}, evidence: {} };
  for (const { id } of item.skills) {
    const point = ratings[id];
    const lines = among(evidence[id], item.lines ?? []).slice(0, MOST_LINES);
    if (typeof point === "number" && POINTS.includes(point)) answer.ratings[id] = point;
    if (lines.length > 0) answer.evidence[id] = lines;
  }
  return answer;
}

function useNumbers(): (lines: readonly string[] | undefined) => number[] {
  const { lines: known } = useSetting();
  return (lines) => (lines ?? []).flatMap((line) => known.get(line)?.number ?? []);
}

const Anchors = ({ skill }: { skill: Skill }) => (
  <Disclosure summary={say.allPoints}>
    <ol class="anchors">
      {POINTS.map((point) => (
        <li key={point}>{skill.anchors[point]}</li>
      ))}
    </ol>
  </Disclosure>
);

interface EvidenceProps {
  item: RatingItem;
  skill: Skill;
  chosen: readonly string[];
  onLines(lines: string[]): void;
}

function Evidence({ item, skill, chosen, onLines }: EvidenceProps) {
  const { announce, id, lines, people } = useSetting();
  const numbers = useNumbers();
  const [full, setFull] = useState(false);
  const offered = (item.lines ?? []).flatMap((line) => lines.get(line) ?? []);
  if (offered.length === 0) return null;
  const pick = (line: string, box: HTMLInputElement): void => {
    const tooMany = box.checked && chosen.length >= MOST_LINES;
    setFull(tooMany);
    if (tooMany) {
      box.checked = false;
      announce(say.mostLines(MOST_LINES));
    } else onLines(box.checked ? [...chosen, line] : chosen.filter((entry) => entry !== line));
  };
  const summary = (
    <>
      {say.evidence(MOST_LINES)} <span class="chosen">{say.chosenLines(numbers(chosen))}</span>
    </>
  );
  return (
    <Disclosure summary={summary} testId={`evidence-${skill.id}`}>
      <fieldset aria-label={`${say.evidenceShown}: ${skill.name}`}>
        {full && <p class="missing">{say.mostLines(MOST_LINES)}</p>}
        {offered.map((line) => (
          <label key={line.id} class={`card line ${roleOf(people, line.who)}`}>
            <input
              type="checkbox"
              name={id(item.id, skill.id, "lines")}
              checked={chosen.includes(line.id)}
              onChange={(event) => pick(line.id, event.currentTarget)}
              data-testid={`evidence-${skill.id}-${line.id}`}
            />
            <LineBody line={line} />
          </label>
        ))}
      </fieldset>
    </Disclosure>
  );
}

function Ask({ item, answer, onChange }: AskProps<RatingItem, RatingAnswer>) {
  const { id } = useSetting();
  const rate = (skill: string, point: number): void =>
    onChange(read(item, { ...answer, ratings: { ...answer.ratings, [skill]: point } }));
  const cite = (skill: string, lines: string[]): void =>
    onChange(read(item, { ...answer, evidence: { ...answer.evidence, [skill]: lines } }));
  return (
    <>
      {item.skills.map((skill) => (
        <fieldset key={skill.id} class="skill">
          <legend>{skill.name}</legend>
          <p class="what">{skill.what}</p>
          <Row
            name={id(item.id, skill.id)}
            anchors={skill.anchors}
            point={answer.ratings[skill.id]}
            onPoint={(point) => rate(skill.id, point)}
            testId={`rate-${skill.id}`}
          />
          <Anchors skill={skill} />
          <Evidence
            item={item}
            skill={skill}
            chosen={answer.evidence[skill.id] ?? []}
            onLines={(lines) => cite(skill.id, lines)}
          />
        </fieldset>
      ))}
    </>
  );
}

/** Both ratings on one small scale; the words beside it say the same. */
function Drawn({ mine, theirs }: { mine: number | undefined; theirs: number | undefined }) {
  const { judge } = useSetting();
  const both = mine !== undefined && mine === theirs;
  return (
    <div class="drawn" aria-hidden="true">
      {POINTS.map((point) => (
        <span key={point} class="stop">
          <span class="mine">{point === mine && (both ? say.same : say.you)}</span>
          <span class={`dot ${point === mine ? "is-mine" : ""} ${point === theirs ? "is-theirs" : ""}`}>{point}</span>
          <span class="theirs">{point === theirs && !both && say.capital(judge)}</span>
        </span>
      ))}
    </div>
  );
}

/** The lines that either side picked, each with who picked it. */
function Picked({ mine, theirs }: { mine: readonly string[]; theirs: readonly string[] }) {
  const { judge, lines, people } = useSetting();
  const all = [...lines.values()].filter(({ id }) => mine.includes(id) || theirs.includes(id));
  if (all.length === 0) return null;
  return (
    <div class="quotes">
      <p class="label">{say.evidenceShown}</p>
      <ul class="plain">
        {all.map((line) => (
          <li key={line.id} class={`line ${roleOf(people, line.who)}`}>
            <LineBody line={line} />
            <span class="by">{say.pickedBy(mine.includes(line.id), theirs.includes(line.id), judge)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function View({ item, answer }: ViewProps<RatingItem, RatingAnswer>) {
  const rated = (point: number | undefined): string => (point === undefined ? say.notRated : say.point(point));
  return (
    <>
      {item.skills.map((skill) => {
        const mine = answer.ratings[skill.id];
        const theirs = item.key?.ratings[skill.id];
        const gap = mine === undefined || theirs === undefined ? null : Math.abs(mine - theirs);
        return (
          <section key={skill.id} class="skill">
            <Heading below={2}>{skill.name}</Heading>
            <div class="outcome">
              <Pair mine={rated(mine)} {...(item.key ? { theirs: rated(theirs) } : {})} />
              {gap !== null && (
                <Verdict is={gap === 0 ? "same" : gap === 1 ? "near" : "apart"} words={say.pointsApart(gap)} />
              )}
            </div>
            {item.key && <Drawn mine={mine} theirs={theirs} />}
            <Why text={item.key?.why?.[skill.id]} />
            <Picked mine={answer.evidence[skill.id] ?? []} theirs={item.key?.evidence?.[skill.id] ?? []} />
          </section>
        );
      })}
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

export const rating = kind<RatingItem, RatingAnswer>({
  blank: () => ({ ratings: {}, evidence: {} }),
  read: (item, raw) => {
    const answer = read(item, raw);
    return Object.keys(answer.ratings).length > 0 ? answer : null;
  },
  missing: (item, { ratings }) => {
    const open = item.skills.filter(({ id }) => ratings[id] === undefined);
    return open.length > 0 ? say.stillToRate(open.map(({ name }) => name)) : null;
  },
  agree: (item, { ratings }) => {
    const key = item.key?.ratings;
    const skills = ids(item.skills);
    return key ? { same: count(skills.map((skill) => ratings[skill] === key[skill])), of: skills.length } : null;
  },
  Ask,
  View,
});
