/** A form on a page of its own: what is typed stays in this browser until it is downloaded and cleared. */

import { render, type ComponentChild } from "preact";
import { Filling } from "./instrument/filling";
import type { Sheet } from "./instrument/types";
import { FormView, State } from "./instrument/view";

/** Draw into the page, in place of the plain form that stands there for browsers without scripts. */
function mount(place: HTMLElement | null, what: ComponentChild): void {
  if (place === null) return;
  place.textContent = "";
  render(what, place);
}

function start(): void {
  const sheet = JSON.parse(document.getElementById("mp-instrument")?.textContent ?? "null") as Sheet | null;
  if (sheet === null) return;
  const filling = new Filling(sheet);
  const form = document.getElementById("mp-form");
  form?.addEventListener("submit", (event) => event.preventDefault());
  mount(form, <FormView filling={filling} />);
  mount(document.getElementById("mp-state"), <State filling={filling} />);
}

start();
