import assert from "node:assert/strict";
import { test } from "node:test";
import { mergedReasons } from "./merged-reasons.ts";

test("the same reason with other numbers is told once, with their range", () => {
  const merged = mergedReasons([
    { durationMs: 60_000, reasons: ["lead V3 unusable: flat for 12.5 s; missing 3 % of its samples"] },
    { durationMs: 30_000, reasons: ["lead V3 unusable: flat for 2.0 s; missing 3 % of its samples", "odd"] },
    { durationMs: 60_000, reasons: ["only 7 of 12 leads are usable"] },
  ]);
  assert.deepEqual(merged, [
    {
      reason: "lead V3 unusable: flat for 2.0 to 12.5 s; missing 3 % of its samples",
      windows: 2,
      durationMs: 90_000,
    },
    { reason: "only 7 of 12 leads are usable", windows: 1, durationMs: 60_000 },
    { reason: "odd", windows: 1, durationMs: 30_000 },
  ]);
});

test("a number that belongs to a name keeps the names apart", () => {
  const windows = ["lead V3 unusable", "lead V4 unusable", "lead CH_1", "lead CH_2"].map((reason) => ({
    durationMs: 1,
    reasons: [reason],
  }));
  assert.equal(mergedReasons(windows).length, 4);
  assert.deepEqual(mergedReasons([]), []);
});
