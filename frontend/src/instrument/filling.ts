/** A form as somebody fills it in: each change is kept in the browser as a draft, and a record is made when one is asked for. */

import { draftOf, keepDraft } from "../hosts/drafts";
import { Listeners, type Status } from "../hosts/host";
import { isObject, stamp, uuid } from "../record";
import { asRow, fileName, filed, missing, wrong, type Values } from "./record";
import type { Sheet } from "./types";

/** Where the answers stand, in the form's own language. */
export interface Stands {
  is: Status["is"] | "unsaved";
  words: string;
}

export interface Handed {
  name: string;
  type: string;
  text: string;
}

/** The fields whose values are there and sound, of a draft that may be damaged. */
function sound(sheet: Sheet, data: unknown): Values {
  const given = isObject(data) ? data : {};
  const values: Values = {};
  for (const name of sheet.fields) {
    const value = given[name];
    if (typeof value === "string") values[name] = value;
  }
  return values;
}

export class Filling {
  stands: Stands;
  /** Whether what is missing or wrong is shown: from when the record was asked for until nothing is. */
  complains = false;
  /** Whether the browser keeps what was filled in. */
  lasts = true;
  private all: Values;
  private id = uuid();
  private readonly place: string;
  private readonly rev: string;
  private readonly listeners = new Listeners();

  constructor(readonly sheet: Sheet) {
    // Pages for several people, each with a code filled in, may lie in one folder: each keeps its own draft.
    const codes = sheet.codes.map((name) => sheet.preset[name]).filter(Boolean);
    this.place = ["form", sheet.language, ...codes].join(":");
    this.rev = String(sheet.version);
    this.all = { ...sheet.preset };
    this.stands = { is: "unsaved", words: this.say("nothing_yet") };
    this.restore();
  }

  say(name: string): string {
    return this.sheet.words[name] ?? "";
  }

  value(name: string): string {
    return this.all[name] ?? "";
  }

  /** What stands in each field that is not empty. */
  values(): Values {
    return Object.fromEntries(Object.entries(this.all).filter(([, value]) => value.trim()));
  }

  /** Write into a field, or empty it. */
  set(name: string, value: string): void {
    this.all = { ...this.all, [name]: value };
    this.lasts = keepDraft(this.sheet.slug, this.place, this.rev, { id: this.id, values: this.values() });
    this.stands = this.lasts ? { is: "saved", words: this.say("kept") } : { is: "memory", words: this.say("not_kept") };
    this.complains &&= this.faults().length > 0;
    this.listeners.tell();
  }

  missing(): string[] {
    return missing(this.sheet, this.values());
  }

  wrong(): string[] {
    return wrong(this.sheet, this.values());
  }

  /** Whether a field is shown to be missing or wrong. */
  marked(name: string): boolean {
    return this.complains && this.faults().includes(name);
  }

  /** The record as a file; null where something is missing or wrong, which is shown from now on. */
  hand(ending: ".json" | ".csv", now = Date.now()): Handed | null {
    this.complains = this.faults().length > 0;
    const handed = this.complains ? null : this.file(ending, now);
    if (handed) this.stands = { is: "saved", words: this.say("downloaded").replace("{name}", handed.name) };
    this.listeners.tell();
    return handed;
  }

  /** Forget everything that was filled in here. */
  clear(): void {
    keepDraft(this.sheet.slug, this.place, this.rev, null);
    this.id = uuid();
    this.all = { ...this.sheet.preset };
    this.complains = false;
    this.lasts = true;
    this.stands = { is: "unsaved", words: this.say("cleared") };
    this.listeners.tell();
  }

  watch(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  private faults(): string[] {
    return [...this.missing(), ...this.wrong()];
  }

  private restore(): void {
    const draft = draftOf(this.sheet.slug, this.place, this.rev);
    if (!isObject(draft) || !isObject(draft["values"])) return;
    if (typeof draft["id"] === "string") this.id = draft["id"];
    this.all = sound(this.sheet, draft["values"]);
    this.stands = { is: "saved", words: this.say("kept") };
  }

  private file(ending: ".json" | ".csv", now: number): Handed {
    const record = filed(this.sheet, this.values(), this.id, stamp(undefined, now));
    const name = fileName(this.sheet, record, ending);
    if (ending === ".csv") return { name, type: "text/csv", text: asRow(this.sheet, record) };
    return { name, type: "application/json", text: JSON.stringify(record, null, 1) + "\n" };
  }
}
