/** The room of a panel's chair as an anywidget front end. */

import { App } from "./panel/app";
import { mountWidget, type RenderContext } from "./player/mount-widget";
import { panelStyles } from "./styles/panel";

const render = (context: RenderContext): (() => void) =>
  mountWidget(context, <App model={context.model} />, panelStyles);

export default { render };
