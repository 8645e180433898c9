// R and S over the chest from deflections that are written down here; positions interpolated by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PRECORDIAL_LEADS } from "../../ecg/lead-names.ts";
import type { Deflection, MedianBeat } from "../../ecg/measurements.ts";
import { measurementsFixture } from "../../interpret/rules/measurements.fixture.ts";
import { rProgression, transitionLead, transitionPosition } from "./precordial.ts";

const deflection = (amplitudeMv: number): Deflection | null =>
  amplitudeMv === 0 ? null : { amplitudeMv, durationMs: 40 };

/** One [R, S] a lead, in mV, S positive as a depth. */
function chest(values: readonly (readonly [r: number, s: number] | null)[]): Map<string, MedianBeat> {
  const { leads } = measurementsFixture();
  return new Map(
    PRECORDIAL_LEADS.flatMap((lead, i) => {
      const value = values[i];
      if (!value) return [];
      const [r, s] = value;
      const rOverS = s > 0 ? Math.round((r / s) * 1000) / 1000 : null;
      const own = { q: null, r: deflection(r), s: deflection(-s), rPrime: null, sPrime: null, rOverS };
      return [[lead, { ...leads[lead]!.median!, ...own }] as const];
    }),
  );
}

const NORMAL = [
  [0.2, 1],
  [0.4, 1.2],
  [0.6, 0.9],
  [1.2, 0.4],
  [1.3, 0.2],
  [1, 0],
] as const;

test("a normal chest: values, ratios, no fall, tallest in V5", () => {
  const found = rProgression(chest(NORMAL));
  assert.deepEqual(found.rMv, [0.2, 0.4, 0.6, 1.2, 1.3, 1]);
  assert.deepEqual(found.sMv, [1, 1.2, 0.9, 0.4, 0.2, 0]);
  assert.equal(found.rOverS[4], 6.5);
  assert.equal(found.rOverS[5], null);
  assert.deepEqual(found.fallsAt, []);
  assert.equal(found.tallestLead, "V5");
});

test("reversed progression names the leads in which R falls; V5 and V6 may", () => {
  const found = rProgression(
    chest([
      [0.3, 1],
      [0.2, 1],
      [0.25, 1],
      [0.1, 1],
      [0.05, 1],
      [0, 1],
    ]),
  );
  assert.deepEqual(found.fallsAt, ["V2", "V4"]);
  assert.equal(found.tallestLead, "V1");
});

test("the transition lies between the leads where (R - S) / (R + S) is zero", () => {
  // V3: (0.6 - 0.9) / 1.5 = -0.2; V4: (1.2 - 0.4) / 1.6 = 0.5: zero after 0.2 / 0.7 of the way.
  assert.equal(transitionLead(chest(NORMAL)), "V4");
  assert.equal(transitionPosition(chest(NORMAL)), 3.29);
  // R = S in V3 itself.
  const inV3 = chest([
    [0.2, 1],
    [0.4, 1.2],
    [0.7, 0.7],
    [1, 0.4],
    [1, 0.2],
    [1, 0],
  ]);
  assert.equal(transitionPosition(inV3), 3);
  const early = chest([
    [0.9, 0.3],
    [1, 0.3],
    [1, 0.3],
    [1, 0.3],
    [1, 0.3],
    [1, 0.3],
  ]);
  assert.equal(transitionPosition(early), 1);
});

test("no transition, or no lead to see it in", () => {
  const never = chest([
    [0.1, 1],
    [0.1, 1],
    [0.1, 1],
    [0.1, 1],
    [0.1, 1],
    [0.1, 1],
  ]);
  assert.equal(transitionLead(never), null);
  assert.equal(transitionPosition(never), null);
  const without = chest([[0.1, 1], null, [0.7, 0.3], [1, 0.3], [1, 0], [1, 0]]);
  assert.equal(transitionPosition(without), null);
  assert.deepEqual(rProgression(without).rMv.slice(0, 3), [0.1, null, 0.7]);
});

test("a QS is an S, and R' counts where it is the taller one", () => {
  const medians = chest([
    [0, 0],
    [0.2, 0.5],
    [1, 0.2],
    [1, 0.2],
    [1, 0.2],
    [1, 0.2],
  ]);
  const v1 = medians.get("V1")!;
  medians.set("V1", { ...v1, q: deflection(-1.1), r: null, s: null });
  medians.set("V2", { ...medians.get("V2")!, rPrime: deflection(0.9) });
  const found = rProgression(medians);
  assert.equal(found.sMv[0], 1.1);
  assert.equal(found.rMv[1], 0.9);
});
