// The truth of the exact ECGs, checked against their samples by other means than those that made it: maxima and zero
// crossings of densely sampled recordings, integrals in closed form, and what the tables say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLead } from "../ecg/recording.ts";
import { ANALYTIC_SIGNALS } from "./analytic-signals.ts";
import { calibrationEcgs } from "./calibration-ecgs.ts";
import { CALIBRATION_SIGNALS } from "./calibration-signals.ts";
import { type ExactEcg, exactEcg } from "./exact-ecg.ts";
import type { ExactLead } from "./exact-truth.ts";

const DENSE_HZ = 8000;
const all = calibrationEcgs();
/** One beat of each signal, eight samples a millisecond. */
const dense = calibrationEcgs({ samplingRateHz: DENSE_HZ, durationMs: 1200 });

function near(got: number | null | undefined, wanted: number, tolerance: number, what: string): void {
  assert.ok(
    got !== null && got !== undefined && Math.abs(got - wanted) <= tolerance,
    `${what}: got ${got}, wanted ${wanted}`,
  );
}

function named(name: string): ExactEcg {
  return all.find((ecg) => ecg.name === name)!;
}

function eachLead(
  ecgs: readonly ExactEcg[],
  check: (lead: ExactLead, what: string, name: string, ecg: ExactEcg) => void,
): void {
  for (const ecg of ecgs) {
    for (const [name, lead] of Object.entries(ecg.truth.leads))
      check(lead, `${ecg.name}, ${name}`, name, ecg);
  }
}

/** Samples of the first beat between two moments (ms from its QRS onset), with their moments. */
function stretch(ecg: ExactEcg, lead: string, fromMs: number, toMs: number): { ms: number; mv: number }[] {
  const { samplesMv } = findLead(ecg.recording, lead)!;
  const { samplingRateHz } = ecg.recording;
  const onsetMs = ecg.qrsOnsetsMs[0]!;
  const first = Math.ceil(((onsetMs + fromMs) * samplingRateHz) / 1000 - 1e-6);
  const last = Math.floor(((onsetMs + toMs) * samplingRateHz) / 1000 + 1e-6);
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    ms: ((first + i) * 1000) / samplingRateHz - onsetMs,
    mv: samplesMv[first + i]!,
  }));
}

test("there are some three dozen signals with names of their own, and the same call gives the same samples", () => {
  assert.ok(all.length >= 30);
  assert.equal(new Set(all.map((ecg) => ecg.name)).size, all.length);
  const again = named("normal-sharp");
  const twice = exactEcg(ANALYTIC_SIGNALS[0]!);
  const [a, b] = [findLead(again.recording, "V3")!.samplesMv, findLead(twice.recording, "V3")!.samplesMv];
  assert.ok(a.every((value, i) => value === b[i]));
});

test("the samples are the curve's values at their moments, whatever the sampling rate", () => {
  for (const signal of [ANALYTIC_SIGNALS[5]!, CALIBRATION_SIGNALS[0]!]) {
    const [coarse, fine] = [250, 1000].map(
      (samplingRateHz) =>
        findLead(exactEcg(signal, { samplingRateHz, durationMs: 3000 }).recording, "V2")!.samplesMv,
    );
    for (let i = 0; i < coarse!.length; i++) near(coarse![i]!, fine![4 * i]!, 1e-12, `sample ${i}`);
  }
});

test("Einthoven's and Goldberger's equations hold, and calibration waves are alike in all leads", () => {
  for (const { recording, name } of all) {
    const [one, two, three, avr, avl, avf] = recording.leads.map((lead) => lead.samplesMv);
    for (let i = 0; i < one!.length; i += 7) {
      near(one![i]! + three![i]!, two![i]!, 1e-12, name);
      near(avr![i]! + avl![i]! + avf![i]!, 0, 1e-12, name);
    }
  }
  const { leads } = named("rs-2mv").recording;
  const [one, , three, avr, avl, , v1] = leads.map((lead) => lead.samplesMv);
  assert.ok(three!.every((value) => value === 0));
  assert.ok(one!.every((value, i) => value === v1![i] && avr![i] === -value && avl![i] === value / 2));
});

test("P, QRS and T are inside their support, and nothing is outside", () => {
  for (const ecg of all) {
    const { p, qrs, t, rrMs } = ecg.truth;
    for (const lead of ["I", "III", "aVL", "V1", "V5"]) {
      const quiet = [
        ...stretch(ecg, lead, p!.offsetMs, qrs!.onsetMs),
        ...stretch(ecg, lead, t!.offsetMs, rrMs + p!.onsetMs),
      ];
      assert.ok(quiet.length > 4, `${ecg.name}: nothing between the waves`);
      for (const { ms, mv } of quiet) near(mv, 0, 1e-9, `${ecg.name}, ${lead} at ${ms} ms`);
    }
  }
});

test("supports are as long as the tables say, and no wave is seen beyond its support", () => {
  const tables = new Map(
    [...CALIBRATION_SIGNALS, ...ANALYTIC_SIGNALS].map((signal) => [signal.name, signal]),
  );
  for (const { name, truth } of all) {
    const { prMs, pMs, qrsMs, qtMs, tMs } = tables.get(name)!;
    near(truth.p!.onsetMs, -prMs, 0.11, `${name}: P onset`);
    near(truth.p!.offsetMs, pMs - prMs, 0.11, `${name}: P end`);
    near(truth.qrs!.onsetMs, 0, 0.11, `${name}: QRS onset`);
    near(truth.qrs!.offsetMs, qrsMs, 0.11, `${name}: QRS end`);
    near(truth.t!.onsetMs, qtMs - tMs, 0.11, `${name}: T onset`);
    near(truth.t!.offsetMs, qtMs, 0.11, `${name}: T end`);
  }
  eachLead(all, ({ p, qrs, t }, what) => {
    for (const span of [p, qrs, t]) {
      if (span === null) continue;
      assert.ok(
        span.onsetMs <= span.seenFromMs && span.seenFromMs < span.seenToMs && span.seenToMs <= span.offsetMs,
        what,
      );
    }
  });
});

test("the heights of P and T are the largest that samples reach", () => {
  eachLead(dense, ({ p, t }, what, lead, ecg) => {
    for (const wave of [p, t]) {
      if (wave === null) continue;
      const values = stretch(ecg, lead, wave.seenFromMs, wave.offsetMs).map(({ mv }) => mv);
      // T may start farther from the line than it ever gets: only its own side counts.
      const side = values.map((mv) => mv * Math.sign(wave.amplitudeMv));
      near(Math.max(...side), Math.abs(wave.amplitudeMv), 0.001, what);
    }
  });
});

test("a lead without a visible wave says so; nothing at all is told from too little", () => {
  eachLead(dense, ({ p, qrs, absent }, what, lead, ecg) => {
    const { truth } = ecg;
    const peak = (fromMs: number, toMs: number) =>
      Math.max(...stretch(ecg, lead, fromMs, toMs).map(({ mv }) => Math.abs(mv)));
    const pPeak = peak(truth.p!.onsetMs, truth.p!.offsetMs);
    assert.equal(p === null, pPeak < 0.03, what);
    assert.equal(absent.p, pPeak < 1e-9, what);
    assert.equal(absent.qrs, peak(0, truth.qrs!.offsetMs) < 1e-9, what);
    if (absent.qrs) assert.equal(qrs, null, what);
  });
});

test("Q, R, S, R' are the extremes between the zero crossings of the samples, in that order", () => {
  let compared = 0;
  eachLead(dense, ({ qrs }, what, lead, ecg) => {
    if (qrs === null || qrs.doubtful) return;
    const runs: { peak: number; ms: number }[] = [];
    for (const { mv, ms } of stretch(ecg, lead, 0, ecg.truth.qrs!.offsetMs - 0.2)) {
      const run = runs.at(-1);
      if (Math.abs(mv) < 1e-9) continue;
      if (run === undefined || Math.sign(run.peak) !== Math.sign(mv)) runs.push({ peak: mv, ms });
      else if (Math.abs(mv) > Math.abs(run.peak)) Object.assign(run, { peak: mv, ms });
    }
    const extremes = runs.filter(({ peak }) => Math.abs(peak) >= 0.03);
    const found = Object.values(qrs.deflections)
      .filter((deflection) => deflection !== null)
      .sort((a, b) => a.peakMs - b.peakMs);
    // A run that only climbs to a displaced ST is no deflection: it may be one more, the last.
    assert.ok(
      extremes.length - found.length === 0 ||
        (extremes.length - found.length === 1 && extremes.at(-1)!.ms > 40),
      what,
    );
    found.forEach((deflection, i) => {
      near(deflection.amplitudeMv, extremes[i]!.peak, 0.02 * Math.abs(deflection.amplitudeMv), what);
      const there = stretch(ecg, lead, deflection.peakMs - 0.2, deflection.peakMs + 0.2)[0]!.mv;
      near(there, deflection.amplitudeMv, 0.05 * Math.abs(deflection.amplitudeMv), what);
    });
    compared++;
  });
  assert.ok(compared > 350, `${compared}`);
});

test("deflections of the tables: amplitudes and durations by hand", () => {
  // Triangles with their corners at 24 and 76 ms of 100 cross zero at 50 ms.
  const rs = named("rs-1mv").truth.leads.V1.qrs!.deflections;
  near(rs.r?.amplitudeMv, 1, 1e-12, "R");
  near(rs.s?.amplitudeMv, -1, 1e-12, "S");
  near(rs.r?.durationMs, 50, 0.3, "R duration");
  near(rs.s?.durationMs, 50, 0.3, "S duration");
  assert.deepEqual([rs.q, rs.rPrime, rs.sPrime], [null, null, null]);
  // aVR is its mirror image: Q and R. QS counts as Q.
  near(named("rs-1mv").truth.leads.aVR.qrs!.deflections.q?.amplitudeMv, -1, 1e-12, "Q in aVR");
  near(named("qs-56ms").truth.leads.V1.qrs!.deflections.q?.durationMs, 56, 0.3, "QS");
  // From Q of -0.14 at 10 to R of 1.2 mV at 36 ms a half cosine crosses zero after 10 + 26 acos(1 - 2 * 0.14 / 1.34) / pi ms.
  const { q } = named("normal-sharp").truth.leads.II.qrs!.deflections;
  near(q?.durationMs, 10 + (26 * Math.acos(1 - 0.28 / 1.34)) / Math.PI, 0.3, "Q in II");
  // V1 of the late leads begins 16 ms after the others: that stretch is not in its r.
  const late = named("late-leads").truth.leads.V1.qrs!.deflections;
  near(late.r?.durationMs, 14 + (26 * Math.acos(1 - 0.52 / 1.31)) / Math.PI, 0.3, "r in V1");
});

test("areas in closed form: triangles, half sines and half cosines", () => {
  near(named("r-80ms").truth.leads.V2.qrs?.areaMvMs, 40, 0.01, "a triangle of 1 mV and 80 ms");
  near(
    named("rs-1mv").truth.leads.V2.p?.areaMvMs,
    (2 / Math.PI) * 15,
    0.01,
    "half a sine of 0.15 mV and 100 ms",
  );
  near(
    named("normal-smooth").truth.leads.V5.t?.areaMvMs,
    (0.36 * 190) / 2,
    0.01,
    "a raised cosine of 0.36 mV and 190 ms",
  );
  // And every QRS against the sum of its samples.
  eachLead(dense, ({ qrs }, what, lead, ecg) => {
    if (qrs === null) return;
    const sum = stretch(ecg, lead, 0, ecg.truth.qrs!.offsetMs).reduce((total, { mv }) => total + mv, 0);
    near(qrs.areaMvMs, (sum * 1000) / DENSE_HZ, 0.05, what);
  });
});

test("ST is read off the straight line from J; axes follow from the areas", () => {
  // left-bundle, V1: 0.15 mV at J (150 ms), 0.22 where T begins (260 ms).
  const { stMv } = named("left-bundle").truth.leads.V1;
  near(stMv.j, 0.15, 1e-9, "J");
  near(stMv.j40, 0.15 + (0.07 * 40) / 110, 1e-9, "J+40");
  near(stMv.j80, 0.15 + (0.07 * 80) / 110, 1e-9, "J+80");
  // One shape in I and II: aVF is half of I, atan(2 / sqrt 3 / 2) = 30 degrees; RS of equal parts has no direction.
  near(named("r-56ms").truth.axisDeg.qrs, 30, 1e-6, "axis");
  assert.equal(named("rs-1mv").truth.axisDeg.qrs, null);
});

test("beats follow each other at the stated rate", () => {
  for (const { name, qrsOnsetsMs, truth } of all) {
    for (let i = 1; i < qrsOnsetsMs.length; i++) {
      near(qrsOnsetsMs[i]! - qrsOnsetsMs[i - 1]!, 60_000 / truth.heartRateBpm, 1e-6, name);
    }
  }
});
