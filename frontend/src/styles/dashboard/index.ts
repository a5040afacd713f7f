/** What the dashboard adds to the player's styles. */

import charts from "../charts.css";
import tabs from "../tabs.css";
import dashboard from "./dashboard.css";
import panels from "./panels.css";

export const dashboardStyles = [charts, tabs, dashboard, panels].join("");
