/** Asking the desk in the kernel: each question has one answer, or a sentence that says why not. */

import type { Model } from "../hosts/model";
import { isObject } from "../record";
import { words } from "./words";

const PATIENCE = 20_000;

export interface Reply<T = Record<string, unknown>> {
  ok: boolean;
  why: string;
  say: string;
  data: T;
  file: DataView | null;
}

type Waiting = (reply: Reply) => void;

export class Desk {
  private readonly waiting = new Map<string, Waiting>();
  private last = 0;

  constructor(private readonly model: Model) {
    model.on("msg:custom", this.heard);
  }

  close(): void {
    this.model.off("msg:custom", this.heard);
  }

  ask<T>(ask: string, more: Record<string, unknown> = {}): Promise<Reply<T>> {
    const n = `${(this.last += 1)}-${Math.random().toString(36).slice(2)}`;
    return new Promise((settle) => {
      const late = setTimeout(() => done(silence()), PATIENCE);
      const done = (reply: Reply): void => {
        clearTimeout(late);
        this.waiting.delete(n);
        settle(reply as Reply<T>);
      };
      this.waiting.set(n, done);
      try {
        this.model.send({ ask, n, ...more });
      } catch {
        // The kernel is gone, and the page around says so.
        done(silence());
      }
    });
  }

  private readonly heard = (message: unknown, buffers?: unknown): void => {
    if (!isObject(message) || typeof message["n"] !== "string") return;
    const [file] = Array.isArray(buffers) ? buffers : [];
    this.waiting.get(message["n"])?.({
      ok: message["ok"] === true,
      why: String(message["why"] ?? ""),
      say: String(message["say"] ?? ""),
      data: isObject(message["data"]) ? message["data"] : {},
      file: file instanceof DataView ? file : null,
    });
  };
}

const silence = (): Reply => ({ ok: false, why: "silence", say: words.silence, data: {}, file: null });

/** Hand a file to the browser's downloads. */
export function download(file: DataView, name: string, type: string): void {
  const bytes = new Uint8Array(file.buffer as ArrayBuffer, file.byteOffset, file.byteLength);
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
