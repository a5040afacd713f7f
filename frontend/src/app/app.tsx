/** A kernel's player: one exercise, or a catalogue to choose from. */

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { KernelHost } from "../hosts/kernel";
import type { Model } from "../hosts/model";
import { visitor } from "../hosts/visitor";
import { Notice } from "../player/boundary";
import { asPayload } from "../player/payload";
import { Player } from "../player/player";
import { isObject } from "../record";
import { say } from "../strings";
import type { Card, Payload } from "../types";
import { Icon } from "../ui/icons";
import { Chooser } from "./chooser";
import { useTrait } from "./model-state";

export function App({ model }: { model: Model }) {
  const catalogue = useTrait(model, "catalogue");
  const cards = (Array.isArray(catalogue) ? catalogue : []).filter(isObject) as unknown as Card[];
  useMemo(() => {
    if (model.get("visitor")) model.send({ type: "visitor", token: visitor() });
  }, [model]);
  return cards.length > 0 ? <Choosing model={model} cards={cards} /> : <Single model={model} />;
}

function Single({ model }: { model: Model }) {
  const data = useTrait(model, "payload");
  if (data === null || data === undefined) return <p class="waiting">{say.loading}</p>;
  const payload = asPayload(data);
  return payload ? <Playing model={model} payload={payload} level={3} /> : <Notice words={say.badPayload} />;
}

function Playing({ model, payload, level }: { model: Model; payload: Payload; level: number }) {
  const { slug } = payload.exercise;
  const host = useMemo(() => new KernelHost(model, slug), [model, slug, payload.rev]);
  useEffect(() => () => host.close(), [host]);
  return <Player key={`${slug}-${payload.rev}`} payload={payload} host={host} level={level} />;
}

const wanted = (): string => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

/** The address names the exercise, so that a reload and a link come back to it. */
function useHash(): [string, (slug: string) => void] {
  const [slug, set] = useState(wanted);
  useEffect(() => {
    const changed = (): void => set(wanted());
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  const go = (next: string): void => {
    history.pushState(null, "", next ? `#${next}` : location.pathname + location.search);
    set(next);
  };
  return [slug, go];
}

function Choosing({ model, cards }: { model: Model; cards: Card[] }) {
  const data = useTrait(model, "payload");
  const [hash, go] = useHash();
  const slug = cards.some((card) => card.slug === hash) ? hash : null;
  const payload = asPayload(data);
  const shown = payload !== null && payload.exercise.slug === slug ? payload : null;

  useEffect(() => {
    if (slug !== null && shown === null) model.send({ type: "open", slug });
    if (slug === null && payload !== null) model.send({ type: "close" });
  }, [slug]);

  // What was pressed is gone: go on at the title of what came instead.
  const view = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const move = (next: string): void => {
    moved.current = true;
    go(next);
  };
  useLayoutEffect(() => {
    const title = moved.current && view.current?.querySelector<HTMLElement>(".title");
    if (!title) return;
    moved.current = false;
    title.focus();
  }, [slug, shown]);

  if (slug === null) {
    return (
      <div ref={view}>
        <Chooser cards={cards} onOpen={move} />
      </div>
    );
  }
  return (
    <div ref={view}>
      <button type="button" class="button quiet all" onClick={() => move("")} data-testid="all">
        <Icon name="back" /> {say.all}
      </button>
      {shown ? (
        <Playing model={model} payload={shown} level={1} />
      ) : data !== null && data !== undefined && payload === null ? (
        <Notice words={say.badPayload} />
      ) : (
        <p class="waiting" role="status">
          {say.opening}
        </p>
      )}
    </div>
  );
}
