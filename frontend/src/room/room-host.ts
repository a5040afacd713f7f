/** A room: an answer is saved once the server says that it is on the disk; until then it waits on this phone. */

import type { Host, Status } from "../hosts/host";
import type { Line } from "../record";
import type { Session } from "./session";

export class RoomHost implements Host {
  readonly where = "room";

  constructor(
    private readonly session: Session,
    private readonly slug: string,
  ) {}

  lines(): readonly Line[] {
    return this.session.lines().filter((line) => line.exercise === this.slug);
  }

  status(id: string): Status {
    return this.session.status(id);
  }

  save(lines: readonly Line[]): void {
    this.session.give(lines);
  }

  watch(listener: () => void): () => void {
    return this.session.watch(listener);
  }

  close(): void {
    // The session outlives every question.
  }
}
