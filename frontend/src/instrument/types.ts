/** A form as it is drawn, as `mp_exercises/instruments/payload.py` writes it. */

import type { Rung } from "../ui/scale";
import type { Form, Values } from "./record";

export interface Note {
  id: string;
  text: string;
  lines: number;
  most: number;
}

export interface Item extends Note {
  kind: "scale" | "number" | "choice" | "text" | "date" | "level";
  help: string;
  required: boolean;
  shape: "code" | "line" | "text" | "space";
  /** Of a text: the level of the goal that it describes. */
  level: number | null;
  /** Whether the anchors need a line each. */
  long: boolean;
  rungs: (Rung & { words: string })[];
  /** The bounds of a number, in words. */
  range: string;
  /** Whether a printed form has eleven boxes for the number. */
  eleven: boolean;
  notes: Note[];
}

export interface Section {
  id: string;
  title: string;
  intro: string[];
  office: boolean;
  layout: "list" | "ladder";
  items: Item[];
}

export interface Sheet extends Form {
  audience: "staff" | "family" | "child";
  /** What staff filled in before the form was handed over. */
  preset: Values;
  sections: Section[];
  closing: string[];
}
