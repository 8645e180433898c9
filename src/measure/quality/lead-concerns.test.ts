// Octaves are logarithms to the base 2 of the ratio to the limit: powers of two give whole numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CONCERN_LIMITS, leadConcerns, MOST_OCTAVES } from "./lead-concerns.ts";

const GOOD = { burstNoiseMv: 0.01, pulseMv: 1 };

test("inside the limits nothing counts; every doubling beyond one counts one, three at most", () => {
  assert.deepEqual(leadConcerns(GOOD, 20), { noise: 0, pulse: 0, agreement: 0 });
  for (const [times, octaves] of [
    [1, 0],
    [2, 1],
    [4, 2],
    [8, 3],
    [100, 3],
  ] as const) {
    const { noiseMv, pulseMv, agreement } = CONCERN_LIMITS;
    assert.deepEqual(
      leadConcerns({ burstNoiseMv: noiseMv * times, pulseMv: pulseMv / times }, agreement / times),
      { noise: octaves, pulse: octaves, agreement: octaves },
    );
  }
});

test("nothing there is the most that can be held against a lead, and never NaN", () => {
  assert.deepEqual(leadConcerns(null, null), { noise: 0, pulse: MOST_OCTAVES, agreement: MOST_OCTAVES });
  assert.deepEqual(leadConcerns({ burstNoiseMv: 0, pulseMv: 0 }, 0), {
    noise: 0,
    pulse: MOST_OCTAVES,
    agreement: MOST_OCTAVES,
  });
  assert.equal(leadConcerns(GOOD, null).agreement, MOST_OCTAVES);
});
