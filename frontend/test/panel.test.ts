import assert from "node:assert/strict";
import { test } from "node:test";
import { decidable, ofCalibration, ofDay, sheetsOf } from "../src/panel/summary";
import type { Locks, SheetState, UnitLocks } from "../src/panel/types";

const unit = (id: string, states: SheetState[], more: Partial<UnitLocks> = {}): UnitLocks => ({
  id,
  name: id,
  members: states.map((state, place) => ({ id: `p${place + 1}`, state })),
  locked: states.filter((state) => state === "locked").length,
  counts: true,
  shared: states.every((state) => state === "locked"),
  waits: 0,
  kept: 0,
  ...more,
});

const locks = (visit: UnitLocks[], waits = 0): Locks => ({
  stations: [
    { id: "calibration", name: "Calibration", units: [unit("r1", ["open", "locked"])] },
    { id: "visit", name: "Visit", units: visit },
  ],
  edition: 0,
  fault: "",
  locked: 0,
  of: 0,
  waits,
  kept: 0,
});

test("sheets are counted by station, and a run that does not count is left out", () => {
  const found = locks([unit("C01", ["locked", "begun"]), unit("C02", ["open", "open"], { counts: false })]);
  assert.deepEqual(sheetsOf(ofDay(found)), { locked: 1, of: 2 });
  assert.deepEqual(sheetsOf(ofCalibration(found)), { locked: 1, of: 2 });
  assert.deepEqual(sheetsOf([]), { locked: 0, of: 0 });
});

test("a decision can be looked at when the day is locked and talked about, whatever calibration still wants", () => {
  const done = [unit("C01", ["locked", "locked"])];
  assert.equal(decidable(locks(done)), true);
  assert.equal(decidable(locks(done, 1)), false);
  assert.equal(decidable(locks([unit("C01", ["locked", "begun"])])), false);
  assert.equal(decidable(locks([])), false);
});
