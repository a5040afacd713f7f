/** What the control room adds to the player's styles. */

import home from "./home.css";
import room from "./room.css";

export const controlStyles = [home, room].join("");
