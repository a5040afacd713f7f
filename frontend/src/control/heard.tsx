/** Heard, not seen. */

import type { ComponentChildren } from "preact";

export const Heard = ({ children }: { children: ComponentChildren }) => <span class="vh">{children}</span>;
