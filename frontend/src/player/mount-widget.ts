/** Mounts into a notebook's output or a Voila page. */

import type { ComponentChild } from "preact";
import type { Model } from "../hosts/model";
import { mount } from "./mount";

export interface RenderContext {
  model: Model;
  el: HTMLElement;
}

export function mountWidget({ el }: RenderContext, what: ComponentChild, styles = ""): () => void {
  const host = document.createElement("div");
  host.className = "mp-player";
  // Notebook shortcuts must not hear what is typed here: JupyterLab sees the host, not the field inside it.
  host.dataset["lmSuppressShortcuts"] = "true";
  host.dataset["jpSuppressContextMenu"] = "true";
  for (const type of ["keydown", "keypress", "keyup"]) host.addEventListener(type, (event) => event.stopPropagation());
  el.append(host);
  const mounted = mount(host, styles);
  mounted.draw(what);
  return () => {
    mounted.unmount();
    host.remove();
  };
}
