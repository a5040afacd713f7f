/** All styles, as one text for the shadow root. */

import base from "./base.css";
import caseStyles from "./case.css";
import chooser from "./chooser.css";
import controls from "./controls.css";
import jump from "./jump.css";
import branching from "./kinds/branching.css";
import choice from "./kinds/choice.css";
import coding from "./kinds/coding.css";
import goal from "./kinds/goal.css";
import ranking from "./kinds/ranking.css";
import rating from "./kinds/rating.css";
import reflection from "./kinds/reflection.css";
import sorting from "./kinds/sorting.css";
import player from "./player.css";
import print from "./print.css";
import rows from "./rows.css";
import views from "./views.css";

const kinds = [rating, coding, choice, ranking, sorting, branching, goal, reflection];

export const styles = [base, controls, jump, player, caseStyles, rows, views, ...kinds, chooser, print].join("");
