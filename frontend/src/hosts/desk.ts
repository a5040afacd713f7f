/** Asking what stands in the kernel: each question has one answer, or a sentence that says why not. */

import { isObject } from "../record";
import type { Model } from "./model";

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

  /**
   * @param silence what is said where no answer comes
   * @param patience how long an answer is waited for, in milliseconds
   */
  constructor(
    private readonly model: Model,
    private readonly silence: string,
    private readonly patience = PATIENCE,
  ) {
    model.on("msg:custom", this.heard);
  }

  close(): void {
    this.model.off("msg:custom", this.heard);
  }

  ask<T>(ask: string, more: Record<string, unknown> = {}, parts: ArrayBuffer[] = []): Promise<Reply<T>> {
    const n = `${(this.last += 1)}-${Math.random().toString(36).slice(2)}`;
    return new Promise((settle) => {
      const late = setTimeout(() => done(this.nothing()), this.patience);
      const done = (reply: Reply): void => {
        clearTimeout(late);
        this.waiting.delete(n);
        settle(reply as Reply<T>);
      };
      this.waiting.set(n, done);
      try {
        this.model.send({ ask, n, ...more }, undefined, parts);
      } catch {
        // The kernel is gone, and the page around says so.
        done(this.nothing());
      }
    });
  }

  private nothing(): Reply {
    return { ok: false, why: "silence", say: this.silence, data: {}, file: null };
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

/** Hand a file to the browser's downloads. */
export function download(file: DataView, name: string, type: string): void {
  give(blobOf(file, type), name);
}

export function blobOf(file: DataView, type: string): Blob {
  return new Blob([new Uint8Array(file.buffer as ArrayBuffer, file.byteOffset, file.byteLength)], { type });
}

/** Let the browser save what is there. */
export function give(what: Blob, name: string): void {
  const address = URL.createObjectURL(what);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
