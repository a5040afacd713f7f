/** Says plainly where answers may not last. */

import { framed, keeps } from "../hosts/paper";
import { Icon } from "../ui/icons";
import { useSheet } from "./context";
import { words } from "./words";

/** Whether the browser forgets, or may forget, what is answered here. */
export type Lasting = "kept" | "framed" | "blocked";

export const lasting = (): Lasting => (!keeps() ? "blocked" : framed() ? "framed" : "kept");

export function Notices({ lasts }: { lasts: Lasting }) {
  const { hosts } = useSheet();
  const page = hosts.where === "page";
  const unkept = page ? hosts.unkept() : 0;
  const sentence =
    lasts === "blocked"
      ? page
        ? words.blocked
        : words.blockedServer
      : unkept > 0
        ? words.unkept(unkept)
        : lasts === "framed" && page
          ? words.framed
          : null;
  if (sentence === null) return null;
  return (
    <p class="lasting" role="alert" data-testid="lasting" data-lasting={lasts === "blocked" ? "blocked" : unkept > 0 ? "unkept" : "framed"}>
      <Icon name="note" /> <span>{sentence}</span>
    </p>
  );
}
