/** A filled form as a record: pure, without a page or a storage. */

/** What a record needs to know of a form. */
export interface Form {
  slug: string;
  version: number;
  language: string;
  title: string;
  /** Everything that can be filled in, as it stands on the form. */
  fields: string[];
  /** Of these, what is a number: points, levels and counts. */
  numbers: string[];
  required: string[];
  labels: Record<string, string>;
  /** The codes that the file is named by. */
  named: string[];
  codes: string[];
  bounds: Record<string, [number | null, number | null]>;
  words: Record<string, string>;
}

/** What stands in each field, as it was typed or picked; nothing where it is empty. */
export type Values = Record<string, string>;

export interface Filed {
  record: 1;
  instrument: string;
  version: number;
  language: string;
  id: string;
  at: string;
  values: Record<string, string | number>;
}

/** The answer that says that there was no chance to see it. */
export const UNSEEN = "unseen";

const NUMBER = /^[+-]?\d{1,9}([.,]\d{1,6})?$/;
const CODE = /^[\p{L}\p{N}]([\p{L}\p{N} ._/-]{0,38}[\p{L}\p{N}])?$/u;

/** A number as people write it, with a comma or a point; null if it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace("−", "-");
  return NUMBER.test(plain) ? Number(plain.replace(",", ".")) : null;
}

/** Whether a code can stand for somebody: it is no formula and no path. */
export const isCode = (text: string): boolean => CODE.test(text.trim()) && !text.includes("..");

export function missing(form: Form, values: Values): string[] {
  return form.required.filter((name) => !values[name]);
}

/** The fields whose content a record cannot hold. */
export function wrong(form: Form, values: Values): string[] {
  return form.fields.filter((name) => {
    const text = values[name];
    if (!text || text === UNSEEN) return false;
    if (form.codes.includes(name)) return !isCode(text);
    if (!form.numbers.includes(name)) return false;
    const value = numberOf(text);
    const [least, most] = form.bounds[name] ?? [null, null];
    return value === null || (least !== null && value < least) || (most !== null && value > most);
  });
}

export function filed(form: Form, values: Values, id: string, at: string): Filed {
  const kept: Filed["values"] = {};
  for (const name of form.fields) {
    const text = (values[name] ?? "").trim();
    if (!text) continue;
    kept[name] = form.numbers.includes(name) && text !== UNSEEN ? (numberOf(text) ?? text) : text;
  }
  const { slug: instrument, version, language } = form;
  return { record: 1, instrument, version, language, id, at, values: kept };
}

/** The same as a row below its heads; text that a spreadsheet would take for a formula is marked as text. */
export function asRow(form: Form, record: Filed): string {
  const about = ["record", "instrument", "version", "language", "id", "at"] as const;
  const heads = [...about, ...form.fields];
  const cells = [...about.map((name) => record[name]), ...form.fields.map((name) => record.values[name] ?? "")];
  return "\ufeff" + [heads, cells].map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replace(/"/g, '""')}"`;
}

/** The form, the codes on it and the day. */
export function fileName(form: Form, record: Filed, ending: string): string {
  const codes = form.named.map((name) => String(record.values[name] ?? "")).filter(Boolean);
  const parts = [form.slug, ...codes, record.at.slice(0, 10)];
  return parts.map((part) => part.replace(/[^\p{L}\p{N}._-]+/gu, "-")).join("_") + ending;
}
