/** Mounts a player on each exercise of a plain page; no kernel, no network. */

import { BrowserHost } from "./hosts/browser";
import { Notice } from "./player/boundary";
import { mount } from "./player/mount";
import { asPayload } from "./player/payload";
import { Player } from "./player/player";
import outside from "./styles/page.css";
import { say } from "./strings";

function payloadOf(section: Element): unknown {
  try {
    return JSON.parse(section.querySelector("script.mp-payload")?.textContent ?? "null");
  } catch {
    return null;
  }
}

function start(section: HTMLElement): void {
  const host = document.createElement("div");
  host.className = "mp-player";
  section.append(host);
  const player = mount(host);
  const payload = asPayload(payloadOf(section));
  const level = Number(section.dataset["mpLevel"]) || 3;
  if (payload === null) return player.draw(<Notice words={say.badPayload} />);
  player.draw(<Player payload={payload} host={new BrowserHost(payload.exercise.slug)} level={level} folds />);
  section.dataset["mpMounted"] = ""; // Only now hide the text form.
}

function all(): void {
  const style = document.createElement("style");
  style.textContent = outside;
  document.head.append(style);
  document.querySelectorAll<HTMLElement>("section.mp-exercise").forEach(start);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
else all();
