/** What the dashboard adds to the player's styles. */

import dashboard from "./dashboard.css";
import panels from "./panels.css";

export const dashboardStyles = [dashboard, panels].join("");
