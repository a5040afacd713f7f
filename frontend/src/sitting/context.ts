/** What every part of an assessment's pages may ask. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Setting } from "../player/setting";
import type { Hosts } from "./hosts";
import type { Paper } from "./paper";
import type { Question } from "./progress";
import type { View } from "./view";

export interface Sheet {
  paper: Paper;
  hosts: Hosts;
  settings: readonly Setting[];
  /** The questions of each section, with how they stand now. */
  questions: readonly (readonly Question[])[];
  /** Who sits; empty as long as nobody has said. */
  id: string;
  /** Turn to a view, and there to a question. */
  go(view: View, item?: string): void;
  announce(text: string): void;
  rename(id: string): void;
  /** Make room for somebody else, after the question was put. */
  afresh(): void;
  redraw(): void;
}

const Context = createContext<Sheet | null>(null);

export const SheetProvider = Context.Provider;

export function useSheet(): Sheet {
  const sheet = useContext(Context);
  if (sheet === null) throw new Error("outside an assessment");
  return sheet;
}
