/** The end of a sheet: it is locked once everything on it is saved, and what is in the way is said. */

import { useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons";
import type { Lock, Sheet } from "./sheet";
import { words } from "./words";

interface LockProps {
  sheet: Sheet;
  announce(text: string): void;
}

/** Why it is not locked, and where to go. */
function Why({ lock, at }: { lock: Lock; at: string }) {
  switch (lock.is) {
    case "locked":
      return null;
    case "alone":
      return <p>{words.sayAlone}</p>;
    case "waiting":
      return <p>{words.stillWaiting(lock.count)}</p>;
    case "unknown":
      return <p>{words.notLocked(lock.why)}</p>;
    case "refused":
      return (
        <p>
          {lock.why} <a href={at}>{words.again}</a>
        </p>
      );
    case "lacking":
      return (
        <>
          <p>{words.lacking}</p>
          <ul>
            {lock.open.map(({ id, name }) => (
              <li key={id}>
                <a href={`#q-${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      );
  }
}

export function LockPart({ sheet, announce }: LockProps) {
  const { words: shared } = sheet.tablet.data;
  const [alone, setAlone] = useState(false);
  const [busy, setBusy] = useState(false);
  const [lock, setLock] = useState<Lock | null>(null);
  const why = useRef<HTMLDivElement>(null);
  const press = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    announce(words.locking);
    const found = await sheet.lock(alone);
    if (found.is === "locked") {
      location.assign(`${sheet.data.at}?done=lock`);
      return;
    }
    setBusy(false);
    setLock(found);
    // Once it stands there.
    setTimeout(() => {
      why.current?.focus({ preventScroll: true });
      why.current?.scrollIntoView({ block: "center" });
    });
  };
  return (
    <div class="lock-part">
      <label class="card">
        <input
          type="checkbox"
          checked={alone}
          onChange={(event) => setAlone(event.currentTarget.checked)}
          data-testid="alone"
        />
        <span>{shared["alone"]}</span>
      </label>
      <button type="button" class="button" aria-describedby="lock-help" onClick={() => void press()} data-testid="lock">
        {busy ? words.locking : shared["lock"]}
      </button>
      <p id="lock-help" class="what">
        {shared["lock_help"]}
      </p>
      {lock !== null && (
        <div class="in-the-way" ref={why} tabIndex={-1} data-testid="not-locked" data-why={lock.is}>
          <Icon name="note" />
          <div>
            <Why lock={lock} at={sheet.data.at} />
          </div>
        </div>
      )}
    </div>
  );
}
