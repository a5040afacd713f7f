/** A form on a page of its own: what is typed stays in this browser until it is downloaded and cleared. */

import { drop, get, put } from "./hosts/store";
import { place, read, show, takeBack, write } from "./instrument/fields";
import { asRow, fileName, filed, missing, wrong, type Form, type Values } from "./instrument/record";
import { isObject, stamp, uuid } from "./record";

const byId = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;

const form = byId<HTMLFormElement>("mp-form");
const about = JSON.parse(byId("mp-instrument").textContent ?? "") as Form;
const state = byId("mp-state");
const faults = byId("mp-faults");
const sure = byId("mp-sure");
const words = (name: string): string => about.words[name] ?? "";

const KEY = `mp:form:${about.slug}:${about.version}:${about.language}`;
let id = uuid();
let kept = true;

function restore(): void {
  try {
    const draft: unknown = JSON.parse(get(KEY) ?? "null");
    if (!isObject(draft) || !isObject(draft["values"])) return;
    if (typeof draft["id"] === "string") id = draft["id"];
    write(form, draft["values"] as Values);
    state.textContent = words("kept");
  } catch {
    // A damaged draft: the form begins empty.
  }
}

function keep(): void {
  kept = put(KEY, JSON.stringify({ id, values: read(form) }));
  state.textContent = words(kept ? "kept" : "not_kept");
}

function changed(): void {
  show(form);
  keep();
  if (!faults.hidden) complain();
}

/** Say what is missing or cannot be read, with a link to each; true where the record can be made. */
function complain(): boolean {
  const values = read(form);
  for (const box of form.querySelectorAll("[data-wrong]")) box.removeAttribute("data-wrong");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const found = [
    [words("missing"), missing(about, values)],
    [words("bad"), wrong(about, values)],
  ] as const;
  faults.replaceChildren(...found.flatMap(([what, names]) => (names.length ? [heading(what), list(names)] : [])));
  faults.hidden = faults.childElementCount === 0;
  return faults.hidden;
}

function heading(text: string): HTMLElement {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function list(names: readonly string[]): HTMLElement {
  const entries = document.createElement("ul");
  for (const name of names) {
    const { box, field } = place(form, name);
    box?.setAttribute("data-wrong", "");
    field?.setAttribute("aria-invalid", "true");
    const link = document.createElement("a");
    link.href = `#${box?.id ?? ""}`;
    link.textContent = about.labels[name] ?? name;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field?.focus();
    });
    const entry = document.createElement("li");
    entry.append(link);
    entries.append(entry);
  }
  return entries;
}

function hand(ending: ".json" | ".csv"): void {
  if (!complain()) {
    faults.focus();
    return;
  }
  const record = filed(about, read(form), id, stamp(undefined));
  const json = ending === ".json";
  const text = json ? JSON.stringify(record, null, 1) + "\n" : asRow(about, record);
  const name = fileName(about, record, ending);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: json ? "application/json" : "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  state.textContent = words("downloaded").replace("{name}", name);
}

function clear(): void {
  drop(KEY);
  id = uuid();
  form.reset();
  show(form);
  faults.hidden = true;
  complainNoMore();
  state.textContent = words("cleared");
  window.scrollTo(0, 0);
}

function complainNoMore(): void {
  for (const box of form.querySelectorAll("[data-wrong]")) box.removeAttribute("data-wrong");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

const actions: Record<string, () => void> = {
  download: () => hand(".json"),
  row: () => hand(".csv"),
  print: () => window.print(),
  clear: () => {
    sure.hidden = false;
    sure.querySelector("p")?.focus();
  },
  "clear-yes": () => {
    sure.hidden = true;
    clear();
    form.querySelector<HTMLElement>("input, textarea")?.focus();
  },
  "clear-no": () => {
    sure.hidden = true;
    form.querySelector<HTMLElement>('[data-do="clear"]')?.focus();
  },
};

form.addEventListener("input", changed);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("button");
  if (button?.dataset["do"]) actions[button.dataset["do"]]?.();
  if (button?.dataset["undo"]) {
    takeBack(form, button.dataset["undo"]);
    changed();
  }
});
window.addEventListener("beforeprint", () => show(form));
window.addEventListener("beforeunload", (event) => {
  if (!kept) event.preventDefault();
});
restore();
show(form);
