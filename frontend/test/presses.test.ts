import assert from "node:assert/strict";
import { test } from "node:test";
import { Presses } from "../src/control/presses";

/** A room that takes its time: each move waits until it is let go. */
function room() {
  const made: string[] = [];
  const gates: ((taken: boolean) => void)[] = [];
  const make = (name: string) => (): Promise<boolean> => {
    made.push(name);
    return new Promise((settle) => gates.push(settle));
  };
  const answer = async (taken = true): Promise<void> => {
    gates.shift()!(taken);
    await new Promise((soon) => setTimeout(soon));
  };
  return { made, make, answer };
}

const soon = (): Promise<void> => new Promise((settle) => setTimeout(settle));

test("a press while another is under way is made after it", async () => {
  const { made, make, answer } = room();
  const presses = new Presses();
  void presses.press("reveal", make("reveal"));
  void presses.press("timer", make("timer"));
  await soon();
  assert.deepEqual(made, ["reveal"]);
  await answer();
  assert.deepEqual(made, ["reveal", "timer"]);
});

test("a double press is one move, and a press that counts each time is two", async () => {
  const { made, make, answer } = room();
  const presses = new Presses();
  void presses.press("next", make("next"));
  void presses.press("next", make("next again"));
  void presses.press(null, make("line"));
  void presses.press(null, make("line again"));
  await soon();
  for (let left = 3; left > 0; left -= 1) await answer();
  assert.deepEqual(made, ["next", "line", "line again"]);
  void presses.press("next", make("next, later"));
  await soon();
  assert.equal(made.at(-1), "next, later");
});

test("what was pressed behind a move that the room did not take is not made; a later press is", async () => {
  const { made, make, answer } = room();
  const presses = new Presses();
  void presses.press("next", make("next"));
  void presses.press("reveal", make("reveal"));
  await soon();
  await answer(false);
  await soon();
  assert.deepEqual(made, ["next"]);
  void presses.press("reveal", make("reveal, seen"));
  await soon();
  assert.equal(made.at(-1), "reveal, seen");
});
