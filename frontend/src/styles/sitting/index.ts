/** What an assessment's own pages add to the player's styles. */

import lines from "../lines.css";
import contents from "./contents.css";
import frame from "./frame.css";
import last from "./last.css";
import print from "./print.css";
import section from "./section.css";

export const sittingStyles = [lines, frame, contents, section, last, print].join("");
