/** Differences of sheets that are open to all: each side's line and anchor, and the reason that is kept. */

import { useEffect, useState } from "preact/hooks";
import type { Desk } from "../hosts/desk";
import { Disclosure } from "../ui/disclosure";
import { useAnswer } from "./follow";
import type { Talk } from "./types";
import { words } from "./words";

interface TalkProps {
  desk: Desk;
  mark: string;
  bar: number;
}

type Settle = (talk: Talk, why: string) => Promise<boolean>;

const placeOf = ({ station, unit, criterion }: Talk): string => `${station}-${unit}-${criterion}`;

export function TalkView({ desk, mark, bar }: TalkProps) {
  const answer = useAnswer<{ talks: Talk[] }>(desk, "talk", mark);
  const [talks, setTalks] = useState<Talk[] | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (answer.data) setTalks(answer.data.talks);
  }, [answer.data]);
  const settle: Settle = async ({ station, unit, criterion }, why) => {
    const reply = await desk.ask<{ talks: Talk[] }>("settle", { station, unit, criterion, why });
    if (reply.ok) setTalks(reply.data.talks);
    setSaid(reply.say);
    return reply.ok;
  };
  const open = talks?.filter(({ reason }) => !reason) ?? [];
  const kept = talks?.filter(({ reason }) => reason) ?? [];
  return (
    <>
      <p class="about">{words.talkAbout(bar)}</p>
      <p class="said" role="status" data-testid="said">
        {said || answer.say || (talks === null ? words.reckoning : talks.length === 0 ? words.talkNone : open.length === 0 ? words.wantsNone : "")}
      </p>
      {open.length > 0 && <List title={words.wants} talks={open} settle={settle} />}
      {kept.length > 0 && <List title={words.kept} talks={kept} settle={settle} />}
    </>
  );
}

const List = ({ title, talks, settle }: { title: string; talks: Talk[]; settle: Settle }) => (
  <section class="talks" aria-label={title}>
    <h3>
      {title} <span class="how-many">{talks.length}</span>
    </h3>
    <ul class="plain">
      {talks.map((talk) => (
        <li key={placeOf(talk)}>
          <One talk={talk} settle={settle} />
        </li>
      ))}
    </ul>
  </section>
);

function One({ talk, settle }: { talk: Talk; settle: Settle }) {
  const name = `talk-${placeOf(talk)}`;
  return (
    <article class={`talk ${talk.reason ? "settled" : ""}`} aria-labelledby={name} data-testid={name}>
      <h4 id={name}>
        {talk.unitName}, {talk.criterionName}
      </h4>
      <p class="hint">
        {talk.stationName}. {talk.apart}
      </p>
      <ul class="plain sides">
        {talk.given.map((one) => (
          <li key={one.member}>
            <p class="side">
              <b class="digit">{one.first}</b> {one.member}, {one.who}
              {one.now !== one.first && <em> ({words.firstThen(one.first, one.now)})</em>}
            </p>
            <p class="hint">{one.anchor}</p>
            {one.lines.length === 0 && <p class="said-line">{words.noLine}</p>}
            {one.lines.map((line) => (
              <p key={line} class="said-line">
                {line}
              </p>
            ))}
            {one.why && (
              <p class="said-line">
                <b>{words.changed}:</b> {one.why}
              </p>
            )}
          </li>
        ))}
      </ul>
      {talk.reason ? (
        <>
          <p class="reason">{talk.reason}</p>
          <Disclosure summary={words.change}>
            <Reason name={name} talk={talk} settle={settle} />
          </Disclosure>
        </>
      ) : (
        <Reason name={name} talk={talk} settle={settle} />
      )}
    </article>
  );
}

function Reason({ name, talk, settle }: { name: string; talk: Talk; settle: Settle }) {
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    if (await settle(talk, why)) setWhy("");
    setBusy(false);
  };
  return (
    <form class="field" onSubmit={(event) => void send(event)}>
      <label for={`why-${name}`}>{words.reason}</label>
      <textarea id={`why-${name}`} rows={2} maxLength={600} value={why} required onInput={(event) => setWhy(event.currentTarget.value)} />
      <div>
        <button type="submit" class="button" disabled={busy} aria-describedby={name}>
          {words.keep}
        </button>
      </div>
    </form>
  );
}
