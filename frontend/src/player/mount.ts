/** A shadow root with the styles and the theme; page and widget both render into one. */

import { render, type ComponentChild } from "preact";
import { styles } from "../styles";
import { followScheme } from "./theme";

export interface Mounted {
  draw(what: ComponentChild): void;
  unmount(): void;
}

export function mount(host: HTMLElement, more = ""): Mounted {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = styles + more;
  const root = document.createElement("div");
  root.className = "mp";
  shadow.replaceChildren(style, root);
  const unfollow = followScheme((scheme) => (root.dataset["scheme"] = scheme));
  return {
    draw: (what) => render(what, root),
    unmount() {
      unfollow();
      render(null, root);
      shadow.replaceChildren();
    },
  };
}
