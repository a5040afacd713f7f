/** The dashboard of measures as an anywidget front end. */

import { App } from "./dashboard/app";
import { mountWidget, type RenderContext } from "./player/mount-widget";
import { dashboardStyles } from "./styles/dashboard";

const render = (context: RenderContext): (() => void) =>
  mountWidget(context, <App model={context.model} />, dashboardStyles);

export default { render };
