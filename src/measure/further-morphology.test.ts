// Fragmentation, delta wave, P over the leads and Romhilt-Estes points from median beats in which single values are
// replaced; the other values are those of the fixture's healthy adult.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MedianBeat } from "../ecg/measurements.ts";
import { measurementsFixture } from "../interpret/rules/measurements.fixture.ts";
import { deflection, pWave } from "../interpret/rules/outcome-of.fixture.ts";
import { pMorphology } from "./atria/p-morphology.ts";
import { deltaWave } from "./morphology/delta-wave.ts";
import { fragmentation } from "./morphology/fragmentation.ts";
import { romhiltEstes } from "./morphology/romhilt-estes.ts";

function medians(changed: Record<string, Partial<MedianBeat>> = {}): Map<string, MedianBeat> {
  const { leads } = measurementsFixture({ leads: changed });
  return new Map(Object.entries(leads).map(([lead, { median }]) => [lead, median!]));
}

test("fragmentation: leads, neighbours and the sum of notches", () => {
  const found = fragmentation(
    medians({ I: { notches: 1 }, II: { notches: 2 }, aVR: { notches: 1 }, V3: { rPrime: deflection(0.3) } }),
  );
  assert.deepEqual(found.leads, ["I", "II", "aVR", "V3"]);
  // I, -aVR and II are neighbours in the frontal plane; V3 stands alone.
  assert.equal(found.contiguousLeads, 3);
  assert.equal(found.notches, 4);
  assert.deepEqual(fragmentation(medians()), { leads: [], contiguousLeads: 0, notches: 0 });
});

test("limb and chest leads are no neighbours, nor are III and aVL", () => {
  const notched = { notches: 1 };
  assert.equal(fragmentation(medians({ III: notched, V1: notched, aVL: notched })).contiguousLeads, 1);
});

test("a delta wave wants a short PR, a slow start and some height", () => {
  const slow = { slurredOnsetMs: 40, slurredOnsetMv: 0.2 };
  const leads = { I: slow, V4: { slurredOnsetMs: 50, slurredOnsetMv: -0.1 }, V6: slow };
  assert.deepEqual(deltaWave(medians(leads), 100), {
    leads: ["I", "V4", "V6"],
    durationMs: 40,
    heightMv: 0.2,
  });
  assert.equal(deltaWave(medians(leads), 120), null);
  assert.equal(deltaWave(medians(leads), null), null);
  assert.equal(deltaWave(medians(), 100), null);
  // Isoelectric at first: slow, but 20 uV high.
  assert.equal(deltaWave(medians({ I: { slurredOnsetMs: 40, slurredOnsetMv: 0.02 } }), 100), null);
});

test("P over the leads", () => {
  const found = pMorphology(
    medians({
      II: { p: pWave(0.31), pNotchMs: 44 },
      I: { pNotchMs: 52 },
      III: { p: { ...pWave(0.1), form: "+-" } },
      V1: { pInitialMv: 0.16, pTerminalForceMvMs: 4.4 },
    }),
  );
  assert.deepEqual(found, {
    amplitudeIiMv: 0.31,
    initialV1Mv: 0.16,
    terminalForceV1MvMs: 4.4,
    notchedLeads: ["I", "II"],
    widestNotchMs: 52,
    biphasicInferiorLeads: ["III"],
  });
});

test("without P, and without leads, nothing is said of P", () => {
  const none = pMorphology(new Map());
  assert.deepEqual(
    [none.amplitudeIiMv, none.initialV1Mv, none.terminalForceV1MvMs, none.widestNotchMs],
    [null, null, null, null],
  );
});

const HEALTHY = { qrsDurationMs: 84, qrsAxisDeg: 40 };

test("Romhilt and Estes: nothing, everything, and each item by itself", () => {
  const none = romhiltEstes({ medians: medians(), ...HEALTHY });
  assert.equal(none.total, 0);
  const strain = { stJMv: -0.1, t: { ...medians().get("V6")!.t!, amplitudeMv: -0.2 } };
  const full = romhiltEstes({
    medians: medians({
      V5: { r: deflection(3.1), rPeakTimeMs: 52 },
      V6: strain,
      V1: { pTerminalForceMvMs: 4 },
    }),
    qrsDurationMs: 100,
    qrsAxisDeg: -35,
  });
  // 3 + 3 + 3 + 2 + 1 + 1, the 13 points of the score.
  assert.deepEqual(full, {
    voltage: 3,
    stT: 3,
    leftAtrium: 3,
    axis: 2,
    qrsDuration: 1,
    rPeakTime: 1,
    total: 13,
  });
  const points = (changed: Record<string, Partial<MedianBeat>>) =>
    romhiltEstes({ medians: medians(changed), ...HEALTHY });
  assert.equal(points({ aVL: { r: deflection(2) } }).voltage, 3);
  assert.equal(points({ V2: { s: deflection(-3) } }).voltage, 3);
  assert.equal(points({ V5: { r: deflection(2.9) } }).voltage, 0);
  assert.equal(points({ V6: { ...strain, stJMv: -0.04 } }).stT, 0);
  // Under a negative QRS an inverted T is concordant.
  assert.equal(points({ aVL: { ...strain, r: null, s: null, q: deflection(-0.6) } }).stT, 0);
});

test("Romhilt and Estes with a lead missing: points that are sure stay, zero is not sure", () => {
  const without = (lead: string, changed: Record<string, Partial<MedianBeat>> = {}) => {
    const left = medians(changed);
    left.delete(lead);
    return romhiltEstes({ medians: left, ...HEALTHY });
  };
  assert.equal(without("V1").leftAtrium, null);
  assert.equal(without("V1").voltage, null);
  assert.equal(without("V1").total, null);
  assert.equal(without("V1", { V5: { r: deflection(3.5) } }).voltage, 3);
  assert.equal(romhiltEstes({ medians: medians(), qrsDurationMs: 84, qrsAxisDeg: null }).axis, null);
});
