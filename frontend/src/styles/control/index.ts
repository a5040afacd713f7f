/** What the control room adds to the player's styles. */

import tally from "../tally.css";
import home from "./home.css";
import room from "./room.css";

export const controlStyles = [tally, home, room].join("");
