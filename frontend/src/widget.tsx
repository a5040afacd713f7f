/** The player as an anywidget front end. */

import { App } from "./app/app";
import { mountWidget, type RenderContext } from "./player/mount-widget";

const render = (context: RenderContext): (() => void) => mountWidget(context, <App model={context.model} />);

export default { render };
