/** A visit as a path through scenes: pure. */

import type { BranchingItem, Reply, Scene } from "../types";

export interface Turn {
  scene: Scene;
  reply: Reply;
  /** The family's engagement after this turn, 1 to 5. */
  engagement: number;
}

export interface Walk {
  turns: Turn[];
  /** Where the path leads; without replies it is an ending. */
  scene: Scene;
  engagement: number;
}

export const startOf = (item: BranchingItem): number => item.engagement ?? 3;

const bounded = (level: number): number => Math.max(1, Math.min(5, level));

/** Follow a path as far as it can be followed. */
export function walk(item: BranchingItem, path: readonly string[]): Walk {
  const scenes = new Map(item.scenes.map((scene) => [scene.id, scene]));
  let scene = item.scenes[0]!;
  let engagement = startOf(item);
  const turns: Turn[] = [];
  for (const step of path) {
    const reply = scene.replies?.find(({ id }) => id === step);
    const next = reply && scenes.get(reply.to);
    if (!reply || !next) break;
    engagement = bounded(engagement + (reply.engagement ?? 0));
    turns.push({ scene, reply, engagement });
    scene = next;
  }
  return { turns, scene, engagement };
}

export const isOver = (scene: Scene): boolean => !scene.replies?.length;

const sum = (worth: Record<string, number> | undefined): number =>
  Object.values(worth ?? {}).reduce((total, value) => total + value, 0);

/** What each reply leads to at best, itself included; as the marking has it. */
export function reach(item: BranchingItem): Map<string, number> {
  const scenes = new Map(item.scenes.map((scene) => [scene.id, scene]));
  const best = new Map<string, number>();
  const found = new Map<string, number>();
  const visit = (id: string): number => {
    const known = best.get(id);
    if (known !== undefined) return known;
    best.set(id, 0); // A circle, which a checked definition never has, ends here.
    const values = (scenes.get(id)?.replies ?? []).map((reply) => {
      const value = sum(item.key?.worth[reply.id]) + visit(reply.to);
      found.set(reply.id, value);
      return value;
    });
    const value = values.length ? Math.max(...values) : 0;
    best.set(id, value);
    return value;
  };
  visit(item.scenes[0]!.id);
  return found;
}

/** The strongest reply of a scene; null where the one that was taken is as strong. */
export function stronger(scene: Scene, taken: Reply, values: ReadonlyMap<string, number>): Reply | null {
  const value = (reply: Reply): number => values.get(reply.id) ?? 0;
  const best = (scene.replies ?? []).reduce((top, reply) => (value(reply) > value(top) ? reply : top), taken);
  return best === taken ? null : best;
}
