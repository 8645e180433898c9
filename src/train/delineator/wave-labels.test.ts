import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_WAVE, P_WAVE, QRS_COMPLEX, T_WAVE, UNKNOWN, waveLabels } from "./wave-labels.ts";

test("samples between the first and the last mark have a class, ends included; others are unknown", () => {
  const labels = waveLabels({ p: [[10, 12, 14]], qrs: [[20, 25, 30]], t: [[40, 45, 50]] }, 60);
  assert.deepEqual(
    [9, 10, 14, 15, 20, 30, 31, 40, 50, 51].map((sample) => labels[sample]),
    [UNKNOWN, P_WAVE, P_WAVE, NO_WAVE, QRS_COMPLEX, QRS_COMPLEX, NO_WAVE, T_WAVE, T_WAVE, UNKNOWN],
  );
});

test("around a wave with one end only nothing is learnt", () => {
  const labels = waveLabels(
    {
      p: [],
      qrs: [[100, 110, 120]],
      t: [
        [null, 300, 350],
        [500, 520, 540],
      ],
    },
    600,
  );
  assert.deepEqual(
    [239, 240, 300, 359, 360].map((sample) => labels[sample]),
    [NO_WAVE, UNKNOWN, UNKNOWN, UNKNOWN, NO_WAVE],
  );
});

test("a lead without marks teaches nothing", () => {
  assert.ok(waveLabels({ p: [], qrs: [], t: [] }, 10).every((label) => label === UNKNOWN));
});
