/** The player as an anywidget front end. */

import { App } from "./app/app";
import type { Model } from "./hosts/model";
import { mount } from "./player/mount";

interface RenderContext {
  model: Model;
  el: HTMLElement;
}

function render({ model, el }: RenderContext): () => void {
  const host = document.createElement("div");
  host.className = "mp-player";
  // Notebook shortcuts must not hear what is typed here: JupyterLab sees the host, not the field inside it.
  host.dataset["lmSuppressShortcuts"] = "true";
  host.dataset["jpSuppressContextMenu"] = "true";
  for (const type of ["keydown", "keypress", "keyup"]) host.addEventListener(type, (event) => event.stopPropagation());
  el.append(host);
  const mounted = mount(host);
  mounted.draw(<App model={model} />);
  return () => {
    mounted.unmount();
    host.remove();
  };
}

export default { render };
