/** Whether a payload can be shown at all; each question then looks after itself. */

import { isObject } from "../record";
import type { Payload } from "../types";

export function asPayload(data: unknown): Payload | null {
  if (!isObject(data) || !isObject(data["exercise"]) || typeof data["rev"] !== "string") return null;
  const { slug, title, items, provenance } = data["exercise"];
  const whole =
    typeof slug === "string" &&
    typeof title === "string" &&
    isObject(provenance) &&
    Array.isArray(items) &&
    items.every((item) => isObject(item) && typeof item["id"] === "string" && typeof item["kind"] === "string");
  return whole ? (data as unknown as Payload) : null;
}
