// End to end, from samples to measurements, on signals whose truth is known exactly. Limits: amplitudes 25 uV or 5 % (IEC
// 60601-2-25); P, PR 10 ms and QT 25 ms (60601-2-51). They are kept on clean signals; what noise of the standard's sizes may
// add is stated with each case.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRecording } from "../../measure/measure-recording.ts";
import type { Delineator } from "../../measure/wave-network/delineator.ts";
import type { FoundWave } from "../../measure/wave-network/found-waves.ts";
import { ANALYTIC_SIGNALS } from "../../simulate/analytic-signals.ts";
import { type ExactEcg, exactEcg } from "../../simulate/exact-ecg.ts";
import { EXACT_NOISES, withExactNoise } from "../../simulate/exact-noise.ts";
import type { ExactSpan } from "../../simulate/exact-truth.ts";
import { type Comparison, compareExact, compareForms } from "./exact-comparison.ts";
import { readExactAmplitudes } from "./exact-readings.ts";

const ecgs = ANALYTIC_SIGNALS.map((signal) => exactEcg(signal));

function outside(comparisons: readonly Comparison[], moreMv = 0): string[] {
  return comparisons
    .filter(({ wanted, got, tolerance }) =>
      wanted === null ? got !== null : got === null || Math.abs(got - wanted) > tolerance + moreMv,
    )
    .map(({ measure, where, wanted, got }) => `${where} ${measure}: ${got} for ${wanted}`);
}

test("amplitudes of P, Q, R, S, R' and T, and ST near J, are inside the standard's limits in every lead", () => {
  for (const ecg of ecgs) {
    const measured = measureRecording(ecg.recording);
    const amplitudes = compareExact(ecg.truth, measured).filter(
      ({ measure }) => measure.endsWith("amplitude") || /J(\+20|\+40)?$/.test(measure),
    );
    assert.ok(amplitudes.length > 90, ecg.name);
    assert.deepEqual(outside(amplitudes), [], ecg.name);
    const wrong = compareForms(ecg.truth, measured).filter(
      ({ wave, wanted, got }) => wave !== "T" && wanted !== got,
    );
    assert.deepEqual(wrong, [], ecg.name);
  }
});

test("P duration, PR, QT and the deflections' durations are inside the limits", () => {
  for (const ecg of ecgs) {
    const times = compareExact(ecg.truth, measureRecording(ecg.recording)).filter(
      ({ measure, unit }) => unit === "ms" && measure !== "QRS duration",
    );
    assert.deepEqual(outside(times), [], ecg.name);
  }
});

test("with the true marks, and with marks 4 ms outside them, every amplitude but J itself is read right", () => {
  for (const outwardsMs of [0, 4]) {
    for (const ecg of ecgs) {
      const readings = readExactAmplitudes(ecg, ecg.recording, { outwardsMs }).filter(
        // A fast heart's T begins so soon that J+80 is on its flank, 2 mV a second steep and more.
        ({ measure }) => measure !== "ST at J" && !(ecg.name === "normal-fast" && measure.startsWith("ST")),
      );
      assert.deepEqual(outside(readings), [], `${ecg.name}, ${outwardsMs} ms`);
    }
  }
});

test("the standard's noise moves ST and T by less than its tolerance", () => {
  // Mains, high-frequency noise of 25 uV and wander of 1 mV peak to peak: 25 uV on top of the clean limits.
  for (const noise of EXACT_NOISES.slice(0, 5)) {
    for (const ecg of ecgs.filter(({ name }) => ["normal-sharp", "normal-slow", "infarct"].includes(name))) {
      const comparisons = compareExact(ecg.truth, measureRecording(withExactNoise(ecg.recording, noise, 1)));
      const slow = comparisons.filter(({ measure }) => ["ST at J+40", "T amplitude"].includes(measure));
      assert.deepEqual(outside(slow, 0.025), [], `${ecg.name}, ${noise.name}`);
    }
  }
});

/** Finds every wave exactly where it is; of P in `cutP` only what comes before `endMs`. */
function trueMarks(ecg: ExactEcg, cut: { lead: string; endMs: number } | null = null): Delineator {
  const wave = (span: ExactSpan | null, lead: string, isP: boolean): FoundWave[] =>
    ecg.qrsOnsetsMs.flatMap((ms) => {
      if (span === null || ms + span.offsetMs > 10_000) return [];
      const endMs = isP && cut?.lead === lead ? cut.endMs : span.offsetMs;
      return [{ onset: (ms + span.onsetMs) / 2, offset: (ms + endMs) / 2, confidence: 1 }];
    });
  return {
    metadata: {},
    find: ({ leads }) =>
      leads.map(({ name }) => {
        const { p, qrs, t } = ecg.truth.leads[name as keyof typeof ecg.truth.leads];
        return { p: wave(p, name, true), qrs: wave(qrs, name, false), t: wave(t, name, false) };
      }),
  };
}

test("with true marks the intervals are the true ones, the QRS duration too", () => {
  for (const ecg of ecgs.filter(({ name }) => !name.includes("smooth") && name !== "low")) {
    const measured = measureRecording(ecg.recording, { delineator: trueMarks(ecg) });
    const global = compareExact(ecg.truth, measured).filter(
      ({ where, unit }) => where === "global" && unit === "ms",
    );
    // Marks are whole samples of 2 ms, each interval has two of them, and the leads' quantiles leave the outermost out.
    for (const { measure, wanted, got } of global) {
      assert.ok(
        got !== null && Math.abs(got - wanted!) <= 6,
        `${ecg.name}, ${measure}: ${got} for ${wanted}`,
      );
    }
  }
});

test("a P in V1 that was marked only up to its first lobe is still biphasic", () => {
  // The second lobe ends where P ends in the other leads, 58 ms before the QRS; the first passes zero near 108 ms before.
  for (const name of ["normal-sharp", "slow-forms", "tall"]) {
    const ecg = ecgs.find((one) => one.name === name)!;
    const delineator = trueMarks(ecg, { lead: "V1", endMs: -108 });
    const wanted = ecg.truth.leads.V1.p!;
    const got = measureRecording(ecg.recording, { delineator }).leads["V1"]!.median!;
    assert.equal(got.p!.form, "+-", name);
    assert.ok(Math.abs(got.pInitialMv! - wanted.initialMv) <= 0.025, `${name}: ${got.pInitialMv}`);
    assert.ok(Math.abs(got.pTerminalMv! - wanted.terminalMv) <= 0.025, `${name}: ${got.pTerminalMv}`);
  }
});
