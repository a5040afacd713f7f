/** A panel's day on a member's tablet: the sheet, and on every page what waits to be saved. */

import { render, type ComponentChild } from "preact";
import { followScheme } from "./player/theme";
import { Notices } from "./day/notices";
import { Sheet } from "./day/sheet";
import { Tablet } from "./day/tablet";
import { Say, type Said } from "./day/talk";
import type { DayData, TalkData } from "./day/types";
import { SheetView } from "./day/view";

/** Put something into the page, in place of what stands there for browsers that come no further than this. */
function mount(place: HTMLElement | null, what: ComponentChild): void {
  if (place === null) return;
  place.classList.add("mp");
  followScheme((scheme) => (place.dataset["scheme"] = scheme));
  place.textContent = "";
  render(what, place);
}

function start(): void {
  const data = JSON.parse(document.getElementById("mp-day")?.textContent ?? "null") as DayData | null;
  if (data === null) return;
  const tablet = new Tablet(data);
  const kick = (): void => {
    if (!document.hidden) tablet.outbox.kick();
  };
  for (const event of ["online", "pageshow", "focus"]) window.addEventListener(event, kick);
  document.addEventListener("visibilitychange", kick);
  mount(document.getElementById("mp-day-notices"), <Notices tablet={tablet} />);
  const { sheet, talk } = data;
  if (sheet !== null) mount(document.getElementById("mp-day-sheet"), <SheetView sheet={new Sheet(tablet, sheet)} />);
  if (talk !== null) mountTalk(tablet, talk);
}

/** Each place of the page in which something can be said. */
function mountTalk(tablet: Tablet, talk: TalkData): void {
  for (const place of Array.from(document.querySelectorAll<HTMLElement>("[data-mp-say]"))) {
    const row = talk.rows.find(({ id }) => id === place.dataset["mpCriterion"]);
    const kind: Said = place.dataset["mpSay"] === "change" ? "change" : "settled";
    if (row !== undefined) mount(place, <Say tablet={tablet} talk={talk} row={row} kind={kind} />);
  }
}

start();
