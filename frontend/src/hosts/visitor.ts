/** A visitor's token: who comes back, without a name. */

import { token } from "../record";
import { get, put } from "./store";

const KEY = "mp:visitor";

export function visitor(): string {
  const known = get(KEY);
  if (known !== null && /^[0-9a-f]{32}$/.test(known)) return known;
  const fresh = token();
  put(KEY, fresh);
  return fresh;
}
