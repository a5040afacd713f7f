/** What the chair's room adds to the player's styles. */

import charts from "../charts.css";
import tabs from "../tabs.css";
import locks from "./locks.css";
import panel from "./panel.css";
import talk from "./talk.css";

export const panelStyles = [charts, tabs, panel, locks, talk].join("");
