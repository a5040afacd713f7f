/** A question whose definition is damaged says so, and takes no other question with it. */

import { Component, type ComponentChildren } from "preact";

interface Props {
  words: string;
  children: ComponentChildren;
}

export class Boundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error("mp-player:", error);
  }

  override render() {
    return this.state.broken ? <Notice words={this.props.words} /> : this.props.children;
  }
}

export const Notice = ({ words }: { words: string }) => (
  <p class="notice" role="alert">
    {words}
  </p>
);
