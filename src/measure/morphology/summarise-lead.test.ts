// The median beat of every lead against the simulator's amplitudes, within 25 uV or 5 % (IEC 60601-2-51), and
// areas against the half cosines' own: a lobe of height A and length D has the area A * D / 2.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MedianBeat } from "../../ecg/measurements.ts";
import { ANALYTIC_SIGNALS } from "../../simulate/analytic-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { AmplitudeOverrides, SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";
import { readDelineator } from "../wave-network/read-delineator.ts";

function mediansOf(options: SyntheticEcgOptions): {
  truth: SyntheticTruth;
  medians: Record<string, MedianBeat>;
} {
  const { recording, truth } = syntheticEcg({ durationMs: 5000, ...options });
  const leads = Object.entries(measureRecording(recording).leads);
  return { truth, medians: Object.fromEntries(leads.map(([name, lead]) => [name, lead.median!])) };
}

function near(got: number | null | undefined, wanted: number, tolerance: number, what: string): void {
  const right = got !== null && got !== undefined && Math.abs(got - wanted) <= tolerance;
  assert.ok(right, `${what}: got ${got}, wanted ${wanted} +-${tolerance}`);
}

function withinIec(got: number | null | undefined, wantedMv: number, what: string): void {
  near(got, wantedMv, Math.max(0.025, 0.05 * Math.abs(wantedMv)), what);
}

/** The deflections of the truth by their clinical names: what comes before the first upright one is Q. */
function named(truth: SyntheticTruth["perLead"]["I"]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const value of [truth.q, truth.r, truth.s, truth.rPrime]) {
    if (value === null || Math.abs(value) < 0.03) continue;
    if (value > 0) result[result["r"] === undefined ? "r" : "rPrime"] = value;
    else result[result["r"] === undefined ? "q" : result["rPrime"] === undefined ? "s" : "sPrime"] = value;
  }
  return result;
}

function checkAmplitudes(options: SyntheticEcgOptions, what: string): void {
  const { truth, medians } = mediansOf(options);
  for (const [lead, wanted] of Object.entries(truth.perLead)) {
    const got = medians[lead]!;
    const parts = named(wanted);
    for (const name of ["q", "r", "s", "rPrime", "sPrime"] as const) {
      if (parts[name] === undefined)
        assert.equal(got[name], null, `${what}, ${lead}: ${name} where there is none`);
      else withinIec(got[name]?.amplitudeMv, parts[name], `${what}, ${lead}: ${name}`);
    }
    const values = [0, ...Object.values(parts)];
    withinIec(
      got.qrsPeakToPeakMv,
      Math.max(...values) - Math.min(...values),
      `${what}, ${lead}: peak to peak`,
    );
    if (Math.abs(wanted.p) >= 0.03) withinIec(got.p?.amplitudeMv, wanted.p, `${what}, ${lead}: P`);
    if (Math.abs(wanted.t) >= 0.03) withinIec(got.t?.amplitudeMv, wanted.t, `${what}, ${lead}: T`);
    withinIec(got.stJMv, wanted.stJ, `${what}, ${lead}: J`);
  }
}

test("every deflection of a normal ECG in all 12 leads, over rates and sampling rates", () => {
  checkAmplitudes({}, "60 bpm");
  checkAmplitudes({ rateBpm: 100 }, "100 bpm");
  for (const samplingRateHz of [250, 360, 1000]) checkAmplitudes({ samplingRateHz }, `${samplingRateHz} Hz`);
});

test("tall and low complexes, narrow and broad", () => {
  checkAmplitudes({ amplitudes: { V1: { s: -3 }, V2: { s: -3.5 }, V4: { r: 3.5 }, V5: { r: 4 } } }, "tall");
  const leads = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
  const low = Object.fromEntries(
    leads.map((lead, i) => [lead, { q: 0, r: 0.2 + 0.02 * i, s: -0.1, t: 0.07 + 0.01 * i, p: 0.05 }]),
  );
  checkAmplitudes({ amplitudes: { ...low, I: { q: 0, r: 0.32, s: -0.1, t: 0.15, p: 0.05 } } }, "low");
  for (const qrsMs of [72, 120, 160]) checkAmplitudes({ qrsMs, qtMs: 430 }, `QRS ${qrsMs} ms`);
});

test("deep T inversion keeps its sign and depth", () => {
  const amplitudes: AmplitudeOverrides = {
    V2: { t: -0.8 },
    V3: { t: -1.2 },
    V4: { t: -1 },
    V5: { t: -0.6 },
    I: { t: -0.3 },
  };
  checkAmplitudes({ amplitudes, qtMs: 440, tMs: 220 }, "T inversion");
  const { medians } = mediansOf({ amplitudes });
  assert.equal(medians["V3"]!.t!.form, "-");
});

test("areas: QRS from its knots, T from its height and length", () => {
  // Half cosines between knots: the trapezium rule on the knots is the area itself. For V5 (92 ms QRS):
  // -0.08 at 15 %, 1.3 at 40 %, -0.25 at 65 % -> 92 * (0.15 * -0.04 + 0.25 * 0.61 + 0.25 * 0.525 + 0.35 * -0.125).
  const { medians } = mediansOf({});
  const area = 92 * (0.15 * -0.04 + 0.25 * 0.61 + 0.25 * 0.525 + 0.35 * -0.125);
  near(medians["V5"]!.qrsAreaMvMs, area, 0.05 * area, "QRS area of V5");
  near(medians["V5"]!.tAreaMvMs, (0.35 * 180) / 2, 0.05 * 31.5, "T area of V5");
  near(medians["aVR"]!.tAreaMvMs, (-0.25 * 180) / 2, 0.05 * 22.5, "T area of aVR");
});

test("T: peak at 60 % of its length, so 1.5 times as long a rise, and 72 ms from peak to end", () => {
  for (const lead of ["II", "V2", "V5"]) {
    const median = mediansOf({}).medians[lead]!;
    near(median.tAsymmetry, 1.5, 0.2, `${lead}: asymmetry`);
    // A tangent on the down flank of 72 ms ends 18 % of it earlier: 59 ms.
    near(median.tPeakToEndMs, 66, 10, `${lead}: peak to end`);
  }
});

test("biphasic P in V1: form, both lobes, and the terminal force", () => {
  for (const [p, pTerminal, form] of [
    [0.08, -0.06, "+-"],
    [0.06, -0.1, "+-"],
    [-0.06, 0.09, "-+"],
  ] as const) {
    const { medians } = mediansOf({ pMs: 120, prMs: 180, amplitudes: { V1: { p, pTerminal } } });
    const median = medians["V1"]!;
    assert.equal(median.p?.form, form, `${p} then ${pTerminal}`);
    withinIec(median.pInitialMv, p, "first lobe");
    withinIec(median.pTerminalMv, pTerminal, "last lobe");
    withinIec(median.p?.amplitudeMv, Math.abs(p) > Math.abs(pTerminal) ? p : pTerminal, "larger lobe");
    // Depth times the 60 ms of the second half; both ends of a half cosine read short by up to 18 % of 30 ms.
    const force = pTerminal < 0 ? -pTerminal * 60 : 0;
    near(median.pTerminalForceMvMs, force, 0.2 * force, "terminal force");
  }
});

test("a notched P tells the distance of its peaks; one lobe has no notch", () => {
  // Two lobes of 120 ms peak at 25 % and 75 %: 60 ms apart, with a dip to half their height.
  const { medians } = mediansOf({ pMs: 120, prMs: 180, amplitudes: { II: { p: 0.14, pTerminal: 0.16 } } });
  assert.equal(medians["II"]!.p?.form, "notched");
  near(medians["II"]!.pNotchMs, 60, 8, "distance of the peaks");
  assert.equal(medians["V5"]!.p?.form, "+");
  assert.equal(medians["V5"]!.pNotchMs, null);
});

test("biphasic T: form and the larger lobe", () => {
  for (const [t, tTerminal, form] of [
    [0.3, -0.2, "+-"],
    [-0.25, 0.35, "-+"],
    [0.3, null, "+"],
  ] as const) {
    const { medians } = mediansOf({ qtMs: 420, tMs: 220, amplitudes: { V3: { t, tTerminal } } });
    assert.equal(medians["V3"]!.t?.form, form);
    withinIec(
      medians["V3"]!.t?.amplitudeMv,
      tTerminal !== null && tTerminal > t ? tTerminal : t,
      `T ${form}`,
    );
  }
});

test("U is measured where there is one, and does not lengthen QT", () => {
  const { medians } = mediansOf({ amplitudes: { V2: { u: 0.12 }, V3: { u: 0.1 } } });
  near(medians["V2"]!.uMv, 0.12, 0.025, "U of V2");
  assert.equal(medians["V5"]!.uMv, null);
  near(medians["V2"]!.qtMs, 394, 15, "QT of V2");
});

test("the PR segment lies on the level before P, where the simulator puts it", () => {
  for (const lead of ["II", "V4"]) near(mediansOf({}).medians[lead]!.prSegmentMv, 0, 0.015, lead);
});

test("a delta wave: a slow first part of the upstroke, in every lead that has it", () => {
  const shaped = (qrs: [number, number][]): AmplitudeOverrides =>
    Object.fromEntries(["I", "II", "V2", "V3", "V4", "V5", "V6"].map((lead) => [lead, { qrs }]));
  // 0.25 mV at 35 % (46 of 130 ms), 1 mV at 60 %: half of the steepest slope of that half cosine of 33 ms is passed
  // a sixth into it, 51 ms after the onset.
  const delta = shaped([
    [0.35, 0.25],
    [0.6, 1],
    [0.8, -0.1],
  ]);
  const plain = shaped([
    [0.25, 1],
    [0.8, -0.1],
  ]);
  const make = (amplitudes: AmplitudeOverrides): SyntheticEcgOptions => ({
    prMs: 100,
    pMs: 80,
    qrsMs: 130,
    amplitudes,
  });
  const withDelta = mediansOf(make(delta)).medians;
  const without = mediansOf(make(plain)).medians;
  for (const lead of ["I", "V3", "V6"]) {
    near(withDelta[lead]!.slurredOnsetMs, 51, 10, `${lead} with delta`);
    assert.ok(without[lead]!.slurredOnsetMs! < 25, `${lead} without: ${without[lead]!.slurredOnsetMs}`);
  }
});

test("a lead at right angles to P or T has none: null, though the network places it there", async () => {
  // aVL is I - II / 2. In "tall" P, and in "low" T, is half as high in I as in II: in aVL it is not there at all.
  const delineator = await readDelineator();
  const aVl = (name: string): MedianBeat => {
    const signal = ANALYTIC_SIGNALS.find((one) => one.name === name)!;
    return measureRecording(exactEcg(signal).recording, { delineator }).leads["aVL"]!.median!;
  };
  const { p, pDurationMs, pAreaMvMs, prMs, pInitialMv } = aVl("tall");
  assert.deepEqual([p, pDurationMs, pAreaMvMs, prMs, pInitialMv], [null, null, null, null, null]);
  const { t, tDurationMs, qtMs, tAreaMvMs } = aVl("low");
  assert.deepEqual([t, tDurationMs, qtMs, tAreaMvMs], [null, null, null, null]);
});
