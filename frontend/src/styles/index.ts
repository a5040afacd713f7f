/** All styles, as one text for the shadow root. */

import base from "./base.css";
import caseStyles from "./case.css";
import chooser from "./chooser.css";
import controls from "./controls.css";
import kinds from "./kinds.css";
import player from "./player.css";
import print from "./print.css";
import views from "./views.css";

export const styles = [base, controls, player, caseStyles, kinds, views, chooser, print].join("");
