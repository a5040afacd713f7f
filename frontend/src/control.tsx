/** The trainer's control room as an anywidget front end. */

import { App } from "./control/app";
import { mountWidget, type RenderContext } from "./player/mount-widget";
import { controlStyles } from "./styles/control";

const render = (context: RenderContext): (() => void) =>
  mountWidget(context, <App model={context.model} />, controlStyles);

export default { render };
