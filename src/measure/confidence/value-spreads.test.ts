import assert from "node:assert/strict";
import { test } from "node:test";
import { nothingMeasured } from "../nothing-measured.ts";
import { valueSpreads } from "./value-spreads.ts";

test("median and spread of every value, by its path; null is not counted", () => {
  const spreads = valueSpreads();
  for (const prMs of [150, 160, null, 170, 200, 240]) spreads.add({ ...nothingMeasured(), prMs });
  const found = spreads.result();
  // tenth percentile of five: 0.4 of the way from 150 to 160; ninetieth: 0.6 from 200 to 240
  assert.deepEqual(found["prMs"], { median: 170, p10: 154, p90: 224, min: 150, max: 240, windows: 5 });
  assert.equal(found["qtMs"], undefined);
  assert.ok(!Object.keys(found).some((path) => /confidence|ectopy|pacing/.test(path)));
});

test("axes are counted on the circle", () => {
  const spreads = valueSpreads();
  for (const qrs of [170, 175, 180, -175, -170]) {
    spreads.add({ ...nothingMeasured(), axisDeg: { p: null, qrs, t: null, st: null } });
  }
  // 170 ... 190 degrees, written above -180 and up to 180
  const { median, min, max, windows } = spreads.result()["axisDeg.qrs"]!;
  assert.deepEqual({ median, min, max, windows }, { median: 180, min: 170, max: -170, windows: 5 });
});
