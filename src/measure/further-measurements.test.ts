// Values that the whole path gives beyond waves and intervals, against the simulator's truth or its formulas.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GlobalSchema, MeasurementsSchema, type MedianBeat, MedianBeatSchema } from "../ecg/measurements.ts";
import { evaluateKnots, type Knot } from "../simulate/beat-shape.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "./measure-recording.ts";
import { qrsForm } from "./morphology/qrs-form.ts";
import { stSegment } from "./morphology/st-segment.ts";
import { noLeadDetails, nothingMeasured } from "./nothing-measured.ts";

function measured(options: SyntheticEcgOptions = {}) {
  return measureRecording(syntheticEcg({ durationMs: 6000, ...options }).recording);
}

function near(got: number | null | undefined, wanted: number, tolerance: number, what: string): void {
  assert.ok(
    typeof got === "number" && Math.abs(got - wanted) <= tolerance,
    `${what}: ${got}, wanted ${wanted}`,
  );
}

const ONSET = 100;

function formOf(knots: readonly Knot[]) {
  const all: Knot[] = [[0, 0], ...knots, [100, 0]];
  const beat = Float64Array.from({ length: 300 }, (_, i) => evaluateKnots(all, (i - ONSET) * 2));
  return qrsForm(beat, { onset: ONSET, offset: ONSET + 50 });
}

test("areas of the deflections: half cosines between their knots", () => {
  // From 0 to -0.2 in 20 ms and on to 1 at 50 ms, to -0.3 at 80 and to 0 at 100. The whole is the trapezium rule on the
  // knots, 17.5 mV*ms; Q is 20 * -0.1 and the part of the upstroke under the line.
  const { areasMvMs, areaMvMs } = formOf([
    [20, -0.2],
    [50, 1],
    [80, -0.3],
  ]);
  near(areasMvMs.q! + areasMvMs.r! + areasMvMs.s!, areaMvMs, 0.3, "sum");
  // Integral of a half cosine from -0.2 up to its zero at 28.03 ms: 0.4 * 8.03 - (0.6 * 30 / pi) * sin(pi * 8.03 / 30).
  const zero = 30 * (Math.acos(2 / 3) / Math.PI);
  const under = 0.4 * zero - ((0.6 * 30) / Math.PI) * Math.sin((Math.PI * zero) / 30);
  near(areasMvMs.q, -2 + under, 0.15, "Q");
  assert.ok(areasMvMs.r! > 0 && areasMvMs.s! < 0);
  assert.equal(areasMvMs.rPrime, null);
});

test("a delta wave has the height of its knot", () => {
  // Slow to 0.25 mV at 40 ms, then steep to 1 mV at 60 ms.
  const { slurredOnsetMs, slurredOnsetMv } = formOf([
    [40, 0.25],
    [60, 1],
  ]);
  near(slurredOnsetMs, 42, 6, "length");
  near(slurredOnsetMv, 0.25, 0.03, "height");
});

test("a J wave that rises again is a notch, one that only stops is a slur", () => {
  const notch = formOf([
    [30, 1.2],
    [60, 0.1],
    [75, 0.25],
  ]).jWave;
  assert.equal(notch?.form, "notch");
  near(notch?.at, ONSET + 37.5, 1, "peak of the notch");
  // Down to 0.3 mV at 60 ms and a slow way on: a slur that begins near there.
  const slur = formOf([
    [30, 1.2],
    [60, 0.3],
    [90, 0.2],
  ]).jWave;
  assert.equal(slur?.form, "slur");
  near(slur?.at, ONSET + 29, 3, "start of the slur");
});

test("ST: middle, slope and bulge of a line and of a parabola", () => {
  const beat = (st: (ms: number) => number) =>
    Float64Array.from({ length: 300 }, (_, i) => (i < 148 ? 0 : st((i - 150) * 2)));
  const line = stSegment(
    beat((ms) => 0.1 + 0.0005 * ms),
    150,
    100,
    200,
  );
  // T begins 100 ms after J: the middle is at 50 ms. 0.5 uV a millisecond are 0.5 mV a second.
  near(line.midMv, 0.125, 1e-9, "middle");
  near(line.slopeMvPerS, 0.5, 1e-9, "slope");
  near(line.bulgeMv, 0, 2e-3, "bulge");
  // 0.05 mV over the chord at 40 ms.
  const arch = stSegment(
    beat((ms) => 0.2 + 0.05 * (1 - ((ms - 40) / 40) ** 2)),
    150,
    100,
    200,
  );
  // The level at J is that of its first milliseconds, already on the arch.
  near(arch.bulgeMv, 0.05, 6e-3, "bulge");
  near(arch.slopeMvPerS, 0, 1e-9, "slope of the arch");
  assert.equal(
    stSegment(
      beat(() => 0),
      150,
      100,
    ).midMv,
    null,
  );
});

test("ST in simulated leads: slope and middle, and the axis of its elevation", () => {
  // From 0.1 to 0.2 mV in 400 - 190 - 90 = 120 ms in II, nothing in I: aVF = II, so straight down.
  const st = { stJ: 0.1, stEnd: 0.2, t: 0.5 };
  const { leads, global } = measured({
    qrsMs: 90,
    qtMs: 400,
    tMs: 190,
    amplitudes: { II: st, I: { stJ: 0 } },
  });
  near(leads["II"]!.median!.stSlopeMvPerS, 0.1 / 0.12, 0.2, "slope");
  near(leads["II"]!.median!.stMidMv, 0.15, 0.025, "middle");
  near(global.axisDeg.st, 90, 3, "axis");
  assert.equal(measured().global.axisDeg.st, null);
});

test("P and T by their own marks: durations and the area of a P", () => {
  const median = measured({ pMs: 110, amplitudes: { II: { p: 0.12 } } }).leads["II"]!.median!;
  assert.equal(median.pDurationMs, median.p!.offsetMs - median.p!.onsetMs);
  assert.equal(median.tDurationMs, median.t!.offsetMs - median.t!.onsetMs);
  near(median.pDurationMs, 110, 20, "P");
  // Half cosines of 0.12 mV and 110 ms: 0.12 * 110 / 2; both ends read short by up to 18 % of 55 ms.
  near(median.pAreaMvMs, 6.6, 1.3, "area");
});

test("JTc, Tpeak-Tend over QT, dispersions", () => {
  const { global, leads } = measured({ rateBpm: 80 });
  for (const name of ["bazett", "fridericia", "framingham", "hodges"] as const)
    assert.equal(global.jtcMs[name], global.qtcMs[name]! - global.qrsDurationMs!);
  near(global.tPeakToEndOverQt, global.tPeakToEndMs! / global.qtMs!, 0.001, "Tpe over QT");
  // T is 180 ms at 60 a minute and peaks at 60 %: 72 of 400 ms, less what a tangent cuts off.
  near(measured().global.tPeakToEndOverQt, 0.165, 0.03, "simulated");
  const durations = Object.values(leads).flatMap(({ median }) =>
    median?.p && Math.abs(median.p.amplitudeMv) >= 0.04 ? [median.pDurationMs!] : [],
  );
  assert.equal(global.pDispersionMs, Math.max(...durations) - Math.min(...durations));
  assert.ok(
    global.pDispersionSdMs! <= global.pDispersionMs! && global.qtDispersionSdMs! <= global.qtDispersionMs!,
  );
  assert.ok(global.pDispersionMs! <= 25, `all P end together: ${global.pDispersionMs}`);
});

test("voltages: Lewis, right ventricular sums, Butler and Leggett", () => {
  // I: R 1.2, S -0.3; II: R 0.5, S -0.5, so III = II - I: -0.7 and -0.2 at those places, all downwards.
  const { global, leads } = measured({
    amplitudes: {
      I: { q: 0, r: 1.2, s: -0.3 },
      II: { q: 0, r: 0.5, s: -0.5 },
      V1: { r: 0.9, s: -0.3 },
      V2: { r: 0.6, s: -0.8 },
      V5: { q: 0, r: 0.8, s: -0.7 },
      V6: { q: 0, r: 0.7, s: -0.5 },
    },
  });
  const { voltages } = global;
  near(voltages.rV1Mv, 0.9, 0.05, "R V1");
  near(voltages.rOverSV1, 3, 0.3, "R/S V1");
  near(voltages.rV1SV56Mv, 0.9 + 0.7, 0.08, "R V1 + S V5");
  near(voltages.butlerLeggettMv, 0.9 + 0.5 - 0.3, 0.1, "A + R - PL");
  near(voltages.lewisMv, 1.2 + 0.7 - 0 - 0.3, 0.12, "Lewis");
  assert.equal(leads["V1"]!.median!.rOverS, voltages.rOverSV1);
});

test("pre-excitation through the whole path: leads, length and height of the delta wave", () => {
  const shape = (height: number) => ({
    qrs: [
      [0.35, height],
      [0.6, 1],
      [0.8, -0.1],
    ] as [number, number][],
  });
  const amplitudes = Object.fromEntries(
    ["I", "II", "V3", "V4", "V5", "V6"].map((lead) => [lead, shape(0.25)]),
  );
  const { deltaWave } = measured({ prMs: 100, pMs: 80, qrsMs: 130, amplitudes }).global;
  assert.ok(deltaWave !== null);
  for (const lead of ["I", "II", "V4", "V6"]) assert.ok(deltaWave.leads.includes(lead), lead);
  // Half of the steepest slope, that of the fall from 1 to -0.1 mV in 26 ms, is passed 11 ms into the steep rise.
  near(deltaWave.durationMs, 57, 8, "length");
  near(deltaWave.heightMv, 0.25, 0.05, "height");
  assert.equal(measured().global.deltaWave, null);
});

test("every key is there, with or without anything to measure", () => {
  const found = measured();
  MeasurementsSchema.parse(found);
  GlobalSchema.parse(nothingMeasured());
  assert.deepEqual(Object.keys(nothingMeasured()).sort(), Object.keys(GlobalSchema.shape).sort());
  const median = found.leads["II"]!.median as MedianBeat;
  assert.deepEqual(Object.keys(median).sort(), Object.keys(MedianBeatSchema.shape).sort());
  for (const key of Object.keys(noLeadDetails())) assert.ok(key in MedianBeatSchema.shape, key);
});
