/** Words on the page: paragraphs, headings, words for screen readers only. */

import { h, type ComponentChildren } from "preact";
import { useSetting } from "../player/setting";

/** An author's text; a blank line parts paragraphs. */
export const Paragraphs = ({ text, class: className }: { text: string; class?: string }) => (
  <div class={`prose ${className ?? ""}`}>
    {text
      .trim()
      .split(/\n\s*\n/)
      .map((part) => (
        <p key={part}>{part}</p>
      ))}
  </div>
);

interface HeadingProps {
  /** Steps below the exercise's title. */
  below: number;
  class?: string;
  id?: string;
  focusable?: boolean;
  children: ComponentChildren;
}

export function Heading({ below, focusable, children, ...rest }: HeadingProps) {
  const level = Math.min(6, useSetting().level + below);
  return h(`h${level}`, { ...rest, ...(focusable ? { tabIndex: -1 } : {}) }, children);
}

/** Heard, not seen. */
export const Heard = ({ children }: { children: ComponentChildren }) => <span class="vh">{children}</span>;
