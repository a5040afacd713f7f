/** Says plainly where answers may not last. */

import { framed, keeps } from "../hosts/paper";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { words } from "./words";

/** Whether the browser forgets, or may forget, what is answered here. */
export type Lasting = "kept" | "framed" | "blocked";

export const lasting = (): Lasting => (!keeps() ? "blocked" : framed() ? "framed" : "kept");

interface Said {
  is: Lasting | "unkept";
  words: string;
}

function toSay(lasts: Lasting, page: boolean, unkept: number): Said | null {
  if (lasts === "blocked") return { is: lasts, words: page ? words.blocked : words.blockedServer };
  if (unkept > 0) return { is: "unkept", words: page ? words.unkept(unkept) : words.unsent(unkept) };
  if (lasts === "framed" && page) return { is: lasts, words: words.framed };
  return null;
}

export function Notices({ lasts }: { lasts: Lasting }) {
  const { hosts } = useSheet();
  const said = toSay(lasts, hosts.where === "page", hosts.unkept());
  if (said === null) return null;
  return (
    <p class="lasting" role="alert" data-testid="lasting" data-lasting={said.is}>
      <Icon name="note" /> <span>{said.words}</span>
    </p>
  );
}
