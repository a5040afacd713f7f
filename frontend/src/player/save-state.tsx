/** One calm sentence that says where an answer stands. */

import type { Host, Status } from "../hosts/host";
import { say } from "../strings";
import { Icon, type IconName } from "../ui/icons";

export function statusWords(status: Status, where: Host["where"]): string {
  switch (status.is) {
    case "saved":
      return where === "page" ? say.savedPage : say.savedKernel;
    case "waiting":
      return say.waiting;
    case "kept":
      return status.why;
    case "refused":
      return where === "room" || where === "tablet" ? status.why : say.refused(status.why);
    case "memory":
      return say.memory;
  }
}

const ICONS: Record<Status["is"], IconName> = {
  saved: "same",
  waiting: "clock",
  kept: "note",
  refused: "note",
  memory: "note",
};

interface SaveLineProps {
  is: Status["is"] | "unsaved";
  words: string;
}

/** The sentence itself, for a page that has words of its own. */
export const SaveLine = ({ is, words }: SaveLineProps) => (
  <p class={`status ${is}`} data-testid="status" data-status={is}>
    {is !== "unsaved" && <Icon name={ICONS[is]} />}
    <span>{words}</span>
  </p>
);

interface SaveStateProps {
  /** null: there is a change that nobody asked to save yet. */
  status: Status | null;
  where: Host["where"];
}

export const SaveState = ({ status, where }: SaveStateProps) => (
  <SaveLine is={status?.is ?? "unsaved"} words={status ? statusWords(status, where) : say.unsaved} />
);
