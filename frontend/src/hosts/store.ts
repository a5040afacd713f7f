/** The browser's storage, which may be blocked, full or damaged. */

/** Return the storage, or null where the browser refuses it. */
export function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Write and read back; false if the browser did not keep it. */
export function put(key: string, value: string): boolean {
  try {
    const store = storage();
    store?.setItem(key, value);
    return store?.getItem(key) === value;
  } catch {
    return false;
  }
}

export function get(key: string): string | null {
  try {
    return storage()?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function drop(key: string): void {
  try {
    storage()?.removeItem(key);
  } catch {
    // Nothing was kept, so nothing needs removing.
  }
}

/** Every key that begins so. */
export function keys(prefix: string): string[] {
  try {
    return Object.keys(storage() ?? {}).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
