/** The state of one item: what is being chosen, what was sent, what is saved. */

import { useLayoutEffect, useState } from "preact/hooks";
import { draftOf, keepDraft } from "../hosts/drafts";
import { settled, type Host, type Status } from "../hosts/host";
import type { AnyKind } from "../kinds/kind";
import { latest, newLine } from "../record";
import type { ItemBase, Payload } from "../types";

export interface AnswerState {
  /** What the question shows. */
  value: object;
  /** The answer that is saved; null if none, or while it is being changed. */
  answer: object | null;
  /** Whether the record has an answer already, also while it is being changed. */
  before: boolean;
  /** Where the newest answer stands; null if a change is not saved, undefined if there is nothing to say. */
  status: Status | null | undefined;
  change(value: object): void;
  save(value?: object): void;
  reopen(value: object): void;
}

export function useAnswer(
  payload: Payload,
  item: ItemBase,
  kind: AnyKind,
  host: Host,
  onSettled: (status: Status) => void,
): AnswerState {
  const { slug } = payload.exercise;
  const [draft, setDraft] = useState<object | null>(() =>
    kind.live ? null : kind.read(item, draftOf(slug, item.id, payload.rev)),
  );
  const [sent, setSent] = useState<string | null>(null);

  const line = latest(host.lines()).get(item.id);
  const known = line ? kind.read(item, line.answer) : null;
  const lineStatus = line && known ? host.status(line.id) : undefined;
  const sentStatus = sent === null ? undefined : host.status(sent);
  const over = sentStatus !== undefined && (settled(sentStatus) || sentStatus.is === "refused");

  // Before it is painted: what shows as saved and is still open would take a key that is pressed at once.
  useLayoutEffect(() => {
    if (!over || sentStatus === undefined) return;
    if (settled(sentStatus)) {
      setDraft(null);
      setSent(null);
    }
    onSettled(sentStatus);
  }, [sent, over]);

  const store = (value: object | null): void => {
    if (!kind.live) keepDraft(slug, item.id, payload.rev, value);
  };
  const unsaved = kind.live ? undefined : null;
  const status = sentStatus ?? (draft !== null ? unsaved : lineStatus);
  return {
    value: draft ?? known ?? kind.blank(item),
    before: known !== null,
    answer: draft === null && lineStatus !== undefined && settled(lineStatus) ? known : null,
    status,
    change(value) {
      setSent(null);
      setDraft(value);
      store(value);
    },
    save(value = draft ?? known ?? kind.blank(item)) {
      const answer = (kind.read(item, value) ?? value) as Record<string, unknown>;
      const lines = host.lines();
      const fresh = newLine(payload, item, answer, lines[lines.length - 1]?.at);
      setDraft(value);
      setSent(fresh.id);
      store(null);
      host.save([fresh]);
    },
    reopen(value) {
      setSent(null);
      setDraft(value);
    },
  };
}
