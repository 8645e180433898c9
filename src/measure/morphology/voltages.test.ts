// Voltage sums from the R and S that the simulator draws, within 25 uV or 5 % a term; the definitions are those of the
// AHA 2009 recommendations (part V) and of Peguero and Lo Presti 2017.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLead } from "../../ecg/recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";

const HYPERTROPHY = {
  I: { q: 0, r: 1.6, s: -0.1 },
  II: { q: 0, r: 0.9, s: -0.3 },
  V1: { r: 0.2, s: -2.2 },
  V3: { r: 0.6, s: -2.4 },
  V4: { q: 0, r: 2, s: -1.1 },
  V5: { q: -0.1, r: 3, s: -0.2 },
  V6: { q: -0.1, r: 2.4, s: 0 },
};

function near(got: number | null, wanted: number, tolerance: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, wanted ${wanted}`);
}

test("the sums of a hypertrophied heart", () => {
  const { recording } = syntheticEcg({ durationMs: 5000, amplitudes: HYPERTROPHY });
  const { voltages, qrsDurationMs } = measureRecording(recording).global;
  // By hand: aVL = I - II / 2 = 1.6 - 0.45, III = II - I = -0.7 at R.
  near(voltages.sokolowLyonMv, 2.2 + 3, 0.25, "S V1 + R V5");
  near(voltages.rAvlMv, 1.15, 0.06, "R aVL");
  near(voltages.cornellMv, 1.15 + 2.4, 0.18, "R aVL + S V3");
  near(voltages.gubnerMv, 1.6 + 0.7, 0.12, "R I + S III");
  near(voltages.pegueroLoPrestiMv, 2.4 + 1.1, 0.18, "deepest S + S V4");
  // Peak to peak: I 1.6 + 0.1; V5 3 + 0.2.
  near(voltages.maxLimbPeakToPeakMv, 1.7, 0.085, "limb");
  near(voltages.maxPrecordialPeakToPeakMv, 3.2, 0.16, "chest");
  near(voltages.cornellProductMvMs, voltages.cornellMv! * qrsDurationMs!, 0.01, "product");
});

test("a QS complex counts as its S", () => {
  const qs = { q: 0, r: -1.5, s: 0 };
  const { recording } = syntheticEcg({ durationMs: 5000, amplitudes: { V1: qs, V5: { r: 1.3 } } });
  near(measureRecording(recording).global.voltages.sokolowLyonMv, 1.5 + 1.3, 0.14, "QS V1 + R V5");
});

test("a sum with a missing or unusable lead is null", () => {
  const { recording } = syntheticEcg({ durationMs: 5000 });
  findLead(recording, "V3")!.samplesMv.fill(Number.NaN);
  const leads = recording.leads.filter((lead) => lead.name !== "V4");
  const { voltages } = measureRecording({ ...recording, leads }).global;
  assert.equal(voltages.cornellMv, null);
  assert.equal(voltages.cornellProductMvMs, null);
  assert.equal(voltages.pegueroLoPrestiMv, null);
  assert.equal(voltages.maxPrecordialPeakToPeakMv, null);
  assert.notEqual(voltages.gubnerMv, null);
  assert.notEqual(voltages.sokolowLyonMv, null);
});

test("the transition is the first chest lead with R at least as large as S", () => {
  // Default R / S: V1 0.2 / 0.9, V2 0.45 / 1.3, V3 0.8 / 0.85, V4 1.4 / 0.5.
  const at = (amplitudes: object): string | null =>
    measureRecording(syntheticEcg({ durationMs: 4000, amplitudes }).recording).global.transitionLead;
  assert.equal(at({}), "V4");
  assert.equal(at({ V2: { r: 1.5 } }), "V2");
  assert.equal(at({ V1: { r: 1, s: -0.3 } }), "V1");
  const late = { r: 0.4, s: -1 };
  assert.equal(at({ V4: late, V5: late, V6: late }), null);
});
