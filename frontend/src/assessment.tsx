/** An assessment as one page of its own: no kernel, no network, answers in the browser. */

import { dropDrafts } from "./hosts/drafts";
import { PaperHost } from "./hosts/paper";
import { Notice } from "./player/boundary";
import { mount } from "./player/mount";
import { forgetGiven } from "./sitting/given";
import { Hosts } from "./sitting/hosts";
import { asPaper, type Paper } from "./sitting/paper";
import { Sitting } from "./sitting/sitting";
import { words } from "./sitting/words";
import { sittingStyles } from "./styles/sitting";

function read(): Paper | null {
  try {
    return asPaper(JSON.parse(document.getElementById("mp-paper")?.textContent ?? "null"));
  } catch {
    return null;
  }
}

function start(): void {
  const place = document.getElementById("mp-assessment");
  if (place === null) return;
  const host = document.createElement("div");
  host.className = "mp-player";
  place.replaceChildren(host);
  const page = mount(host, sittingStyles);
  const paper = read();
  if (paper === null) return page.draw(<Notice words={words.badPaper} />);
  const sections = paper.sections.map(({ exercise }) => exercise.slug);
  const hosts = new Hosts([paper.slug, ...sections], (slug) => new PaperHost(slug));
  let round = 0;
  const afresh = (): void => {
    hosts.wipe();
    sections.forEach(dropDrafts);
    forgetGiven(paper.slug);
    round++;
    draw();
  };
  // Drawn anew for the next person, so that nothing that was being chosen stays.
  const draw = (): void => page.draw(<Sitting key={round} paper={paper} hosts={hosts} onAfresh={afresh} />);
  draw();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
