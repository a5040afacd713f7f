/** A sheet as its member writes it: every change goes to the tablet's queue by itself, and a lock waits for all of them. */

import { Listeners, type Host, type Status } from "../hosts/host";
import { isObject, type Line } from "../record";
import type { Tablet } from "./tablet";
import type { Judged, Quality, SheetData } from "./types";

/** How long somebody who writes is silent before it is sent. */
const SILENCE = 1_000;
/** How long a lock waits for what is being sent. */
const PATIENCE = 4_000;

export type Lock =
  | { is: "locked" }
  | { is: "waiting"; count: number }
  | { is: "lacking"; open: readonly Quality[] }
  | { is: "alone" }
  | { is: "refused"; why: string }
  | { is: "unknown"; why: string };

export const EMPTY: Judged = { point: null, lines: [], higher: "" };

/** Read one quality as it was kept; whatever is damaged is left out. */
function asJudged(data: unknown): Judged {
  if (!isObject(data)) return EMPTY;
  const { point, lines, higher } = data;
  const known = point === "unseen" || (typeof point === "number" && [1, 2, 3, 4, 5].includes(point));
  return {
    point: known ? (point as Judged["point"]) : null,
    lines: Array.isArray(lines) ? lines.filter((line): line is string => typeof line === "string") : [],
    higher: typeof higher === "string" ? higher : "",
  };
}

const blank = ({ point, lines, higher }: Judged): boolean =>
  point === null && !higher.trim() && lines.every((line) => !line.trim());

export class Sheet implements Host {
  readonly where = "tablet";
  private readonly judged = new Map<string, Judged>();
  private readonly given = new Map<string, string>();
  private readonly typing = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Listeners();
  private readonly unwatch: () => void;
  private lockLine: Line | null = null;
  private drafted = true;

  constructor(
    readonly tablet: Tablet,
    readonly data: SheetData,
    private readonly silence = SILENCE,
    private readonly patience = PATIENCE,
  ) {
    for (const { id, score } of data.fields) this.judged.set(id, asJudged(score));
    for (const { id, kind, answer } of tablet.waiting(data.station, data.unit)) {
      const criterion = String(answer?.["criterion"]);
      if (kind !== "score" || !this.judged.has(criterion)) continue;
      this.judged.set(criterion, asJudged(answer?.["score"]));
      this.given.set(criterion, id);
    }
    this.unwatch = tablet.watch(() => this.listeners.tell());
  }

  lines(): readonly Line[] {
    return this.tablet.waiting(this.data.station, this.data.unit);
  }

  save(lines: readonly Line[]): void {
    for (const line of lines) this.tablet.give(this.place(String(line.answer?.["criterion"])), line);
  }

  status(id: string): Status {
    return this.tablet.status(id);
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  close(): void {
    this.flush();
    this.unwatch();
  }

  of(criterion: string): Judged {
    return this.judged.get(criterion) ?? EMPTY;
  }

  /** Where a quality stands; null where nothing of it is written. */
  stands(criterion: string): Status | null {
    if (this.typing.has(criterion)) return { is: "waiting" };
    const id = this.given.get(criterion);
    if (id !== undefined) return this.status(id);
    return blank(this.of(criterion)) ? null : { is: "saved" };
  }

  /** Whether a quality has all that a lock asks for. */
  whole({ id, bare }: Quality): boolean {
    const { point, lines } = this.of(id);
    return point === "unseen" || (point !== null && (bare || lines.some((line) => line.trim() !== "")));
  }

  /** How many answers of this sheet the server has not acknowledged. */
  get waiting(): number {
    return this.lines().length + this.typing.size;
  }

  /** Whether what waits outlives the page. */
  get lasts(): boolean {
    return this.tablet.outbox.lasts && this.drafted;
  }

  /** Take a change; a pick is sent at once, and writing once its writer is silent. */
  change(criterion: string, judged: Judged, at: "once" | "silence"): void {
    this.judged.set(criterion, judged);
    clearTimeout(this.typing.get(criterion));
    this.typing.set(
      criterion,
      setTimeout(() => this.commit(criterion), this.silence),
    );
    if (at === "once") this.commit(criterion);
    else this.drafted = this.tablet.draft(this.place(criterion), this.line(criterion));
    this.listeners.tell();
  }

  /** Queue what is being written. */
  flush(): void {
    for (const criterion of [...this.typing.keys()]) this.commit(criterion);
  }

  async lock(alone: boolean): Promise<Lock> {
    this.flush();
    const open = this.data.fields.filter((quality) => !this.whole(quality));
    if (open.length > 0) return { is: "lacking", open };
    if (!alone) return { is: "alone" };
    if (!(await this.drained())) return { is: "waiting", count: this.waiting };
    const told = await this.tablet.send(this.locking());
    return told.is === "saved" ? { is: "locked" } : told;
  }

  /** The same line while the sheet is the same: where the server's answer was lost, it knows it again. */
  private locking(): Line {
    const { station, unit } = this.data;
    const answer = { unit, alone: true, scores: Object.fromEntries(this.judged) };
    if (JSON.stringify(this.lockLine?.answer) !== JSON.stringify(answer))
      this.lockLine = this.tablet.line("lock", station, answer);
    return this.lockLine!;
  }

  /** Wait a moment for what is on its way; false where something still waits. */
  private drained(): Promise<boolean> {
    if (this.waiting === 0) return Promise.resolve(true);
    this.tablet.outbox.kick();
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        unwatch();
        resolve(this.waiting === 0);
      };
      const timer = setTimeout(settle, this.patience);
      const unwatch = this.watch(() => this.waiting === 0 && settle());
    });
  }

  private commit(criterion: string): void {
    clearTimeout(this.typing.get(criterion));
    this.typing.delete(criterion);
    const line = this.line(criterion);
    this.given.set(criterion, line.id);
    this.save([line]);
  }

  private line(criterion: string): Line {
    const { station, unit } = this.data;
    return this.tablet.line("score", station, { unit, criterion, score: this.of(criterion) });
  }

  private place(criterion: string): string {
    return `${this.data.station}/${this.data.unit}/${criterion}`;
  }
}
