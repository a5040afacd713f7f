/** What stands in the fields of the page. */

import type { Values } from "./record";

type Field = HTMLInputElement | HTMLTextAreaElement;

const fieldsOf = (form: HTMLFormElement): Field[] =>
  Array.from(form.querySelectorAll<Field>("input[name], textarea[name]"));

const isPick = (field: Field): field is HTMLInputElement => field.type === "radio";

export function read(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const field of fieldsOf(form)) {
    if (isPick(field) ? field.checked : field.value.trim()) values[field.name] = field.value;
  }
  return values;
}

export function write(form: HTMLFormElement, values: Values): void {
  for (const field of fieldsOf(form)) {
    const value = values[field.name];
    if (isPick(field)) field.checked = field.value === value;
    else field.value = typeof value === "string" ? value : "";
  }
  show(form);
}

/** What follows from the values: the buttons that take an answer back, and the words for a printer. */
export function show(form: HTMLFormElement): void {
  const values = read(form);
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-undo]")) {
    button.hidden = values[button.dataset["undo"] ?? ""] === undefined;
  }
  for (const field of fieldsOf(form)) {
    const day = field.type === "date" ? field.nextElementSibling?.querySelector("i") : null;
    day?.setAttribute("data-day", field.value.split("-").reverse().join(" / "));
    const typed = isPick(field) ? null : field.parentElement?.querySelector(`#${CSS.escape(field.id)} ~ .typed`);
    if (typed) typed.textContent = field.value;
  }
}

export function takeBack(form: HTMLFormElement, name: string): void {
  const picks = fieldsOf(form).filter((field) => field.name === name && isPick(field));
  for (const pick of picks as HTMLInputElement[]) pick.checked = false;
  picks[0]?.focus();
}

/** The place of a field: the box round it, for marking, and what takes the focus. */
export function place(form: HTMLFormElement, name: string): { box: Element | null; field: Field | undefined } {
  const named = fieldsOf(form).filter((one) => one.name === name);
  const field = named.find((one) => !isPick(one) || one.checked) ?? named[0];
  return { box: field?.closest(".item, .rung, .note") ?? null, field };
}
