/** Where answers go: the player knows this interface and nothing else about storage. */

import type { Line } from "../record";

export type Status =
  | { is: "saved" }
  | { is: "waiting" }
  /** Not saved yet, kept here, tried again. */
  | { is: "kept"; why: string }
  /** Never will be saved. */
  | { is: "refused"; why: string }
  /** This browser keeps nothing; the answer lasts as long as the page. */
  | { is: "memory" };

export interface Host {
  readonly where: "page" | "kernel" | "room" | "tablet";
  /** Every line of this exercise that counts, oldest first, those still waiting included. */
  lines(): readonly Line[];
  status(id: string): Status;
  save(lines: readonly Line[]): void;
  /** Call `listener` after every change; returns what ends that. */
  watch(listener: () => void): () => void;
  /** Remove every answer to this exercise from this device, where the host keeps them here. */
  wipe?(): void;
  close(): void;
}

/** Whether the trainee may rely on the answer, so that it can be compared. */
export const settled = (status: Status): boolean => status.is === "saved" || status.is === "memory";

export class Listeners {
  private all = new Set<() => void>();

  add(listener: () => void): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  tell(): void {
    for (const listener of [...this.all]) listener();
  }
}
