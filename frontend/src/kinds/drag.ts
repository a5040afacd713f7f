/** Dragging a ranked response by its number: an extra for a pointer, beside the buttons. */

import { useRef, useState } from "preact/hooks";

/** The place whose lower edge the pointer has not passed. */
export function placeAt(y: number, boxes: readonly { bottom: number }[]): number {
  const found = boxes.findIndex((box) => y < box.bottom);
  return found < 0 ? boxes.length - 1 : found;
}

export function useDrag(order: readonly string[], move: (entry: string, place: number) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [held, hold] = useState<string | null>(null);
  const release = (): void => hold(null);

  // The list holds the pointer: an element that moves in the document would lose it.
  const start = (entry: string) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    list.current?.setPointerCapture(event.pointerId);
    hold(entry);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (held === null) return;
    const boxes = Array.from(list.current?.children ?? [], (child) => child.getBoundingClientRect());
    const place = placeAt(event.clientY, boxes);
    if (place !== order.indexOf(held)) move(held, place);
  };
  return { list, held, start, handlers: { onPointerMove, onPointerUp: release, onPointerCancel: release } };
}
