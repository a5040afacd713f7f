/** The wall: what a whole room sees, from the last row too. */

import { useEffect, useState } from "preact/hooks";
import { useFit } from "./fit";
import { Follow } from "./follow";
import { Reveal } from "./reveal";
import type { Counts, Wall } from "./types";
import { Timer } from "./timer";
import { words } from "./words";

/** A question longer than this is a story, and is set as one. */
const LONG = 220;

const NOBODY: Counts = { people: 0, connected: 0, answered: 0 };

export function App({ base }: { base: string }) {
  const [wall, setWall] = useState<Wall | null>(null);
  const [counts, setCounts] = useState(NOBODY);
  const [heard, setHeard] = useState(true);
  useEffect(() => {
    const follow = new Follow(base, { wall: setWall, counts: setCounts, heard: setHeard });
    return () => follow.close();
  }, [base]);
  useFit([wall]);
  if (wall === null) return heard ? <p class="lost" role="status" /> : <p class="lost" role="status">{words.lost}</p>;
  const { state } = wall;
  return (
    <div class={`wall ${state.phase}`}>
      <header>
        <p class="room-title">{state.title}</p>
        {state.timer && <Timer timer={state.timer} />}
        {state.phase !== "lobby" && state.phase !== "ended" && !wall.shut && <Code wall={wall} />}
      </header>
      <main aria-live="polite">
        <Here wall={wall} counts={counts} />
      </main>
      {!heard && (
        <p class="lost" role="status">
          {words.lost}
        </p>
      )}
    </div>
  );
}

const Code = ({ wall }: { wall: Wall }) => (
  <p class="small-code">
    {wall.join.at} <b>{wall.code}</b>
  </p>
);

function Here({ wall, counts }: { wall: Wall; counts: Counts }) {
  const { state } = wall;
  const { here } = state;
  if (state.phase === "lobby") return <Lobby wall={wall} counts={counts} />;
  if (state.phase === "ended") {
    return (
      <>
        <h1>{words.ended}</h1>
        <p class="lead">{words.endedMore}</p>
      </>
    );
  }
  if (here === null) return <h1>{state.pace === "self" ? words.self : state.title}</h1>;
  if (here.kind === "pause") return <h1 class="pause">{here.title}</h1>;
  if (here.kind === "transcript") return <Story wall={wall} />;
  const phase = state.step === null ? "open" : (state.plan[state.step]?.phase ?? "open");
  if (phase === "revealed" && wall.told) {
    return <Reveal title={wall.exerciseTitle} prompt={here.item.prompt} told={wall.told} />;
  }
  return (
    <>
      <p class="kicker">{wall.exerciseTitle}</p>
      <h1 class={here.item.prompt.length > LONG ? "long" : ""}>{here.item.prompt}</h1>
      <Options item={here.item} />
      <p class="progress">
        <span class="progress-track" aria-hidden="true">
          <i style={{ width: `${counts.people ? Math.round((100 * counts.answered) / counts.people) : 0}%` }} />
        </span>
        <b>{words.answered(counts.answered, counts.people)}</b>
        <span>{phase === "locked" ? words.locked : words.onPhone}</span>
      </p>
    </>
  );
}

function Lobby({ wall, counts }: { wall: Wall; counts: Counts }) {
  const { at, qr } = wall.join;
  if (wall.shut) {
    return (
      <>
        <h1>{wall.state.title}</h1>
        <p class="lead">{words.shut}</p>
        <p class="count">{words.here(counts.people)}</p>
      </>
    );
  }
  return (
    <div class="way-in">
      <div>
        <h1>{wall.state.title}</h1>
        <p class="lead">
          {words.open} <b class="address">{at}</b> {words.type}
        </p>
        <p class="big-code">{wall.code}</p>
        <p class="count">{words.here(counts.people)}</p>
      </div>
      <figure>
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={wall.join.url} shape-rendering="crispEdges">
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <figcaption>{words.orScan}</figcaption>
      </figure>
    </div>
  );
}

function Story({ wall }: { wall: Wall }) {
  return (
    <>
      <p class="kicker">{wall.exerciseTitle}</p>
      <ol class="said">
        {wall.said.map((line) => (
          <li key={line.id}>
            {line.name && <b>{line.name}</b>} <span>{line.says}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Options({ item }: { item: unknown }) {
  const { options } = item as { options?: { id: string; text: string }[] };
  if (!Array.isArray(options)) return null;
  return (
    <ul class={`options ${options.length > 4 ? "many" : ""}`}>
      {options.map((option) => (
        <li key={option.id}>{option.text}</li>
      ))}
    </ul>
  );
}
