/** What is worth talking about first. */

import { useEffect, useState } from "preact/hooks";
import type { Desk } from "./desk";
import type { Point } from "./types";
import { words } from "./words";

interface FirstProps {
  desk: Desk;
  id: string;
  seq: number;
  revealed: boolean;
  onGo(step: number): void;
}

export function First({ desk, id, seq, revealed, onGo }: FirstProps) {
  const [points, setPoints] = useState<Point[]>([]);
  useEffect(() => {
    void desk.ask<{ points: Point[] }>("first", { room: id }).then((reply) => reply.ok && setPoints(reply.data.points));
  }, [seq]);
  return (
    <section class="panel" aria-labelledby="first" data-testid="first">
      <h2 id="first">{words.first}</h2>
      {points.length === 0 ? (
        <p class="hint">{revealed ? words.nothingSplits : words.noFirst}</p>
      ) : (
        <ol class="points">
          {points.map((point) => (
            <li key={`${point.step}/${point.part}`}>
              <button type="button" class="link" onClick={() => onGo(point.step)}>
                {point.title}
              </button>
              <p>{point.why}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
