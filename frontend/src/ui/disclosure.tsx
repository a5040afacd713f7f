/** Something that opens and closes, by the browser's own element. */

import type { ComponentChildren } from "preact";
import { Icon } from "./icons";

interface DisclosureProps {
  summary: ComponentChildren;
  open?: boolean;
  class?: string;
  testId?: string;
  children: ComponentChildren;
}

export const Disclosure = ({ summary, open, class: className, testId, children }: DisclosureProps) => (
  <details class={`disclosure ${className ?? ""}`} open={open ?? false} data-testid={testId}>
    <summary>
      <Icon name="more" />
      <span>{summary}</span>
    </summary>
    <div class="inside">{children}</div>
  </details>
);
