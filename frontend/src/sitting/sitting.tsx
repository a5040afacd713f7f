/** An assessment, sat: the contents, its sections one at a time, and the last step. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { Live, useLive } from "../player/live";
import { useHost } from "../player/use-host";
import { makeSetting } from "../player/setting";
import { Bar } from "./bar";
import { Contents } from "./contents";
import { SheetProvider, type Sheet } from "./context";
import { givenOf } from "./given";
import { HandIn } from "./hand-in";
import type { Hosts } from "./hosts";
import { sitterLine, sitterOf } from "./identity";
import { Masthead, Sitter } from "./masthead";
import { lasting, Notices, type Lasting } from "./notices";
import type { Paper } from "./paper";
import { questionsOf } from "./progress";
import { Section } from "./section";
import { CONTENTS, hashOf, useView, type View } from "./view";
import { Welcome } from "./welcome";

interface SittingProps {
  paper: Paper;
  hosts: Hosts;
  /** Make room for somebody else. */
  onAfresh(): void;
}

/** Ask before the page goes, where its answers would go with it. */
function useGuard(lasts: Lasting, { paper, hosts }: SittingProps): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      const atRisk = hosts.where === "page" && (lasts !== "kept" || hosts.unkept() > 0);
      if (atRisk && hosts.lines().length > 0 && givenOf(paper.slug, hosts.lines()) !== "newest") event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => window.removeEventListener("beforeunload", leaving);
  }, [lasts, paper, hosts]);
}

/** Bring what was turned to into view, and the focus with it. */
function useTurning(view: View, known: boolean): [(item: string | null) => void, RefObject<HTMLDivElement | null>] {
  const root = useRef<HTMLDivElement>(null);
  const target = useRef<string | null>(null);
  const [turn, turned] = useReducer((count: number) => count + 1, 0);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const wanted = target.current;
    target.current = null;
    const visible = (found: HTMLElement): boolean => found.getClientRects().length > 0;
    const heading = wanted
      ? root.current?.querySelector<HTMLElement>(`#${wanted}`)
      : Array.from(root.current?.querySelectorAll<HTMLElement>(".view-title") ?? []).find(visible);
    heading?.focus({ preventScroll: true });
    if (wanted) heading?.scrollIntoView({ block: "start" });
    else root.current?.scrollIntoView({ block: "start" });
  }, [hashOf(view), turn, known]);
  return [
    (item) => {
      target.current = item;
      turned(null);
    },
    root,
  ];
}

export function Sitting(props: SittingProps) {
  const { paper, hosts, onAfresh } = props;
  useHost(hosts);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [said, announce] = useLive();
  const [lasts] = useState(lasting);
  useGuard(lasts, props);
  const settings = useMemo(() => paper.sections.map((payload) => makeSetting(payload, 2, announce)), [paper]);
  const [view, turn] = useView(paper.sections.length);
  const who = hosts.of(paper.slug);
  const id = sitterOf(who.lines()) ?? "";
  const [aim, root] = useTurning(view, id !== "");

  const sheet: Sheet = {
    paper,
    hosts,
    settings,
    questions: paper.sections.map((payload) => questionsOf(payload, hosts.of(payload.exercise.slug).lines())),
    id,
    go(next, item) {
      aim(item && next.is === "section" ? settings[next.index]!.id(item, "heading") : null);
      if (hashOf(next) !== hashOf(view)) turn(next);
    },
    announce,
    rename(name) {
      const lines = who.lines();
      who.save([sitterLine(paper.slug, name, lines[lines.length - 1]?.at)]);
    },
    afresh() {
      turn(CONTENTS);
      onAfresh();
    },
    redraw: () => redraw(null),
  };
  const inside = id !== "";
  return (
    <SheetProvider value={sheet}>
      <div class="sitting" ref={root} data-testid="sitting">
        {inside && view.is !== "contents" && <Bar key={hashOf(view)} view={view} />}
        <Notices lasts={lasts} />
        {(!inside || view.is === "contents") && <Masthead brief={inside} />}
        {!inside && <Welcome />}
        {inside && view.is === "contents" && <Sitter />}
        {inside && view.is === "contents" && <Contents />}
        {inside &&
          paper.sections.map(({ exercise }, index) => (
            <Section
              key={exercise.slug}
              index={index}
              shown={view.is === "section" && view.index === index}
            />
          ))}
        {inside && view.is === "hand-in" && <HandIn />}
        <Live said={said} />
      </div>
    </SheetProvider>
  );
}
