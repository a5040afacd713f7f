/** A workshop on a phone: the door and the room, and the page that somebody takes home. */

import type { ComponentChild } from "preact";
import { render } from "preact";
import { followScheme } from "./player/theme";
import { App } from "./room/app";
import { HomePage } from "./room/home";

/** The token of a page to take home, if this address is one. */
const homeOf = (path: string): string | null => /^\/home\/([0-9a-f]{32})$/.exec(path)?.[1] ?? null;

function start(): void {
  const place = document.getElementById("mp-room");
  if (place === null) return;
  followScheme((scheme) => {
    for (const element of [document.documentElement, place]) element.dataset["scheme"] = scheme;
  });
  const token = homeOf(location.pathname);
  const page: ComponentChild = token === null ? <App /> : <HomePage token={token} />;
  // What stood here for browsers that come no further than this.
  place.textContent = "";
  render(page, place);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
