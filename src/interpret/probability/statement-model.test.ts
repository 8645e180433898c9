// Expected probabilities follow from odds: logit p = a * logit(share) + b * stated + c.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Certainty, Finding } from "../../ecg/interpretation.ts";
import { calibrated, shareLogit, statedStrengths } from "./statement-model.ts";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test("with neutral weights the share is the probability", () => {
  const neutral = { share: 1, stated: 0, intercept: 0 };
  for (const share of [0.01, 0.2, 0.5, 0.93]) near(calibrated(share, 1, neutral), share);
});

test("stated, intercept and slope act on the odds", () => {
  // odds 1:4 times 4 is 1:1; half as surely stated, times 2, is 1:2
  const stated = { share: 1, stated: Math.log(4), intercept: 0 };
  near(calibrated(0.2, 1, stated), 0.5);
  near(calibrated(0.2, 0.5, stated), 1 / 3);
  // odds 1:1 times 3
  near(calibrated(0.5, 0, { share: 1, stated: 0, intercept: Math.log(3) }), 0.75);
  // odds 1:4 squared
  near(calibrated(0.2, 0, { share: 2, stated: 0, intercept: 0 }), 1 / 17);
});

test("shares of 0 and 1 count as half a record in a hundred", () => {
  near(shareLogit(0), Math.log(0.005 / 0.995));
  near(shareLogit(1), Math.log(0.995 / 0.005));
  near(calibrated(0, 0, { share: 1, stated: 0, intercept: 0 }), 0.005);
});

test("how surely the findings state a code: definite and probable 1, possible a half, the surest counts", () => {
  const finding = (scp: string | null, certainty: Certainty): Finding => ({
    id: "example",
    statement: "Example",
    codes: { scp, aha: null, snomed: null },
    certainty,
    probability: null,
    criteria: [],
    evidence: [],
  });
  assert.deepEqual(
    [
      ...statedStrengths([
        finding("LVH", "definite"),
        finding("NDT", "probable"),
        finding("IMI", "possible"),
        finding("ASMI", "possible"),
        finding("ASMI", "probable"),
        finding("LAFB", "probable"),
        finding("LAFB", "possible"),
        finding(null, "definite"),
      ]),
    ],
    [
      ["LVH", 1],
      ["NDT", 1],
      ["IMI", 0.5],
      ["ASMI", 1],
      ["LAFB", 1],
    ],
  );
});
