// Both ends of a T that falls on a straight line are the end of the line; a tail behind it moves the area's one only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { tEndMethods } from "./t-end-methods.ts";

const PEAK = MEDIAN_BEFORE + 100;
const marks = { onset: PEAK - 50, peak: PEAK, offset: PEAK + 40 };

/** Falls from `heightMv` to `footMv` in 80 ms, and from there to zero in another 60 ms. */
function beatWith(heightMv: number, footMv = 0): Float64Array {
  return Float64Array.from({ length: MEDIAN_LENGTH }, (_, i) => {
    const after = (i - PEAK) * 2;
    if (after <= 0)
      return Math.max(0, heightMv * Math.sign(heightMv) * (1 + after / 100)) * Math.sign(heightMv);
    if (after <= 80) return heightMv + ((footMv - heightMv) * after) / 80;
    return after <= 140 ? footMv * (1 - (after - 80) / 60) : 0;
  });
}

test("a straight flank ends where it ends, upright or inverted", () => {
  for (const height of [0.4, -0.4]) {
    const ends = tEndMethods(beatWith(height), marks)!;
    assert.ok(Math.abs(ends.tangent - (PEAK + 40)) <= 2, `tangent ${ends.tangent - PEAK}`);
    assert.ok(Math.abs(ends.area - (PEAK + 40)) <= 2, `area ${ends.area - PEAK}`);
  }
});

test("a slow tail: the tangent does not see it, the area does", () => {
  // From 0.4 to 0.08 mV in 80 ms: the tangent reaches zero after 100 ms, the tail after 140.
  const ends = tEndMethods(beatWith(0.4, 0.08), marks)!;
  assert.ok(Math.abs((ends.tangent - PEAK) * 2 - 100) <= 4, `tangent ${(ends.tangent - PEAK) * 2} ms`);
  assert.ok(ends.area > ends.tangent, `area ${(ends.area - PEAK) * 2} ms`);
});

test("a line has no flank", () => {
  assert.equal(tEndMethods(new Float64Array(MEDIAN_LENGTH), marks), null);
});
