/** A panel's day on a member's tablet: the sheet, and on every page what waits to be saved. */

import { render, type ComponentChild } from "preact";
import { followScheme } from "./player/theme";
import { Notices } from "./day/notices";
import { Sheet } from "./day/sheet";
import { Tablet } from "./day/tablet";
import type { DayData } from "./day/types";
import { SheetView } from "./day/view";

/** Put something into the page, in place of what stands there for browsers that come no further than this. */
function mount(id: string, what: ComponentChild): void {
  const place = document.getElementById(id);
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
  mount("mp-day-notices", <Notices tablet={tablet} />);
  if (data.sheet !== null) mount("mp-day-sheet", <SheetView sheet={new Sheet(tablet, data.sheet)} />);
}

start();
