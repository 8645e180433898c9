// The classes of simulated recordings: the ventricular beats are drawn with known width and amplitudes, and the P of a
// premature atrial beat with 60 % of a sinus P.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { MeasurementsSchema } from "../../ecg/measurements.ts";
import { VENTRICULAR_AMPLITUDES } from "../../simulate/beat-shape.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";

function measured(options: SyntheticEcgOptions) {
  const measurements = measureRecording(
    syntheticEcg({ rateBpm: 75, durationMs: 10_000, ...options }).recording,
  );
  MeasurementsSchema.parse(measurements);
  return measurements;
}

function near(got: number | null | undefined, wanted: number, tolerance: number, what: string): void {
  assert.ok(
    typeof got === "number" && Math.abs(got - wanted) <= tolerance,
    `${what}: ${got}, wanted ${wanted}`,
  );
}

test("one class: counted, its values those of the recording, its median only in the leads", () => {
  const { classes, global, beats } = measured({});
  assert.equal(classes.length, 1);
  const [only] = classes;
  assert.deepEqual(
    only!.beats,
    beats.map((beat) => beat.index),
  );
  assert.equal(only!.share, 1);
  assert.deepEqual(only!.leads, {});
  assert.equal(only!.qrsDurationMs, global.qrsDurationMs);
  assert.equal(only!.axisDeg.qrs, global.axisDeg.qrs);
});

test("three ventricular beats: width, direction and a median beat in every lead", () => {
  const { classes, beats } = measured({ pvcBeats: [2, 5, 8], coupling: 0.6 });
  const pvc = classes.find((entry) => entry.class === "pvc")!;
  assert.deepEqual(pvc.beats, [2, 5, 8]);
  near(pvc.share, 3 / beats.length, 0.001, "share");
  near(pvc.qrsDurationMs, 156, 20, "QRS");
  near(pvc.rrBeforeMs, 480, 40, "coupling");
  assert.equal(pvc.prMs, null);
  assert.deepEqual(Object.keys(pvc.leads), [...STANDARD_LEADS]);
  for (const lead of ["I", "II", "V1", "V5"] as const) {
    const { r, t } = VENTRICULAR_AMPLITUDES[lead];
    const got = pvc.leads[lead]!;
    // The single deflection is an R where it is positive, and else a Q, there being no R: a QS.
    near(r > 0 ? got.rMv : got.qMv, r, 0.05 * Math.abs(r) + 0.025, `${lead}: QRS`);
    near(got.tMv, t, 0.05 * Math.abs(t) + 0.025, `${lead}: T`);
    assert.equal(got.samplesMv.length, 570);
  }
  // Half cosines to and from one peak: areas in I and II as 0.9 to 1.1, so aVF = II - I / 2 = 0.65.
  near(pvc.axisDeg.qrs, (Math.atan2((2 / Math.sqrt(3)) * 0.65, 0.9) * 180) / Math.PI, 6, "axis");
  assert.ok(pvc.confidence.qrsDurationMs! > 0.5 && pvc.confidence.qrsAxisDeg! > 0.9);
});

test("a single ventricular beat is described, without a median beat", () => {
  const pvc = measured({ pvcBeats: [4] }).classes.find((entry) => entry.class === "pvc")!;
  assert.deepEqual(pvc.beats, [4]);
  near(pvc.qrsDurationMs, 156, 20, "QRS");
  assert.deepEqual(pvc.leads, {});
});

test("premature atrial beats share the sinus beats' shape and have a median with their own, smaller P", () => {
  const { classes, leads } = measured({ pacBeats: [3, 7], coupling: 0.65, amplitudes: { II: { p: 0.2 } } });
  const pac = classes.find((entry) => entry.class === "pac")!;
  const normal = classes.find((entry) => entry.class === "normal")!;
  assert.deepEqual(pac.beats, [3, 7]);
  assert.equal(pac.shape, normal.shape);
  assert.deepEqual(normal.leads, {});
  near(pac.leads["II"]!.pMv, 0.6 * 0.2, 0.025, "P of the premature beats");
  near(leads["II"]!.median!.p?.amplitudeMv, 0.2, 0.025, "P of the sinus beats");
});

test("an unusable recording has no classes, an unusable lead no median", () => {
  const { recording } = syntheticEcg({ rateBpm: 75, pvcBeats: [2, 5] });
  const flat = recording.leads.map((lead) =>
    lead.name === "V2" ? { ...lead, samplesMv: new Float64Array(lead.samplesMv.length) } : lead,
  );
  const pvc = measureRecording({ ...recording, leads: flat }).classes.find((entry) => entry.class === "pvc")!;
  assert.equal(pvc.leads["V2"], undefined);
  assert.notEqual(pvc.leads["V3"], undefined);
  const silent = recording.leads.map((lead) => ({ ...lead, samplesMv: new Float64Array(5000) }));
  assert.deepEqual(measureRecording({ ...recording, leads: silent }).classes, []);
});
