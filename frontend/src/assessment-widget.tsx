/** An assessment as an anywidget front end: answers go to the kernel, which keeps one record a person. */

import { useMemo, useEffect } from "preact/hooks";
import { useTrait } from "./app/model-state";
import { dropDrafts } from "./hosts/drafts";
import { KernelHost } from "./hosts/kernel";
import type { Model } from "./hosts/model";
import { forgetSitter, sitter } from "./hosts/sitter";
import { Notice } from "./player/boundary";
import { mountWidget, type RenderContext } from "./player/mount-widget";
import { forgetGiven } from "./sitting/given";
import { Hosts } from "./sitting/hosts";
import { asPaper, type Paper } from "./sitting/paper";
import { Sitting } from "./sitting/sitting";
import { words } from "./sitting/words";
import { sittingStyles } from "./styles/sitting";

const slugsOf = (paper: Paper): string[] => paper.sections.map(({ exercise }) => exercise.slug);

function App({ model }: { model: Model }) {
  const slug = String(model.get("assessment") ?? "");
  useMemo(() => model.send({ type: "sitter", token: sitter(slug) }), [model, slug]);
  const data = useTrait(model, "payload");
  const paper = useMemo(() => asPaper(data), [data]);
  if (data === null || data === undefined) return <p class="waiting">{words.waiting}</p>;
  return paper ? <Playing model={model} paper={paper} /> : <Notice words={words.badPaper} />;
}

function Playing({ model, paper }: { model: Model; paper: Paper }) {
  const hosts = useMemo(
    () => new Hosts([paper.slug, ...slugsOf(paper)], (slug) => new KernelHost(model, slug)),
    [model, paper],
  );
  useEffect(() => () => hosts.close(), [hosts]);
  useEffect(() => {
    // Another page of the same person may have saved meanwhile.
    const look = (): void => model.send({ type: "look" });
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [model]);
  const afresh = (): void => {
    hosts.close();
    slugsOf(paper).forEach(dropDrafts);
    forgetGiven(paper.slug);
    forgetSitter(paper.slug, slugsOf(paper));
    location.replace(location.pathname + location.search);
    location.reload();
  };
  return <Sitting paper={paper} hosts={hosts} onAfresh={afresh} />;
}

const render = (context: RenderContext): (() => void) =>
  mountWidget(context, <App model={context.model} />, sittingStyles);

export default { render };
