// Global intervals against the simulator's truth, within the limits of IEC 60601-2-51 for mean errors (P, PR and
// QRS 10 ms, QT 25 ms). The ends of P and T are drawn as half cosines, which a tangent leaves 1/2 - 1/pi = 18.2 %
// of the flank before its foot: a reading between the tangent and the foot is right, plus 4 ms (two samples).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GlobalMeasurements } from "../../ecg/measurements.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";

const TANGENT_SHARE = 1 / 2 - 1 / Math.PI;
/** The down flank of the simulated T is 40 % of it, each flank of P half of it. */
const T_FLANK = 0.4;
const MARGIN_MS = 4;

interface Wanted {
  prMs: number;
  pMs: number;
  qrsMs: number;
  qtMs: number;
  tMs: number;
}

const NORMAL: Wanted = { prMs: 160, pMs: 100, qrsMs: 92, qtMs: 400, tMs: 180 };

function globalOf(options: SyntheticEcgOptions): GlobalMeasurements {
  return measureRecording(syntheticEcg({ durationMs: 5000, ...options }).recording).global;
}

function between(got: number | null, low: number, high: number, what: string): void {
  assert.ok(got !== null && got >= low && got <= high, `${what}: got ${got}, wanted ${low} to ${high}`);
}

/** PR, P, QRS and QT of a recording made with `wanted` and `rest`. */
function checkIntervals(wanted: Wanted, rest: SyntheticEcgOptions, what: string): void {
  const { prMs, pDurationMs, qrsDurationMs, qtMs } = globalOf({ ...wanted, ...rest });
  const pFootMs = (TANGENT_SHARE * wanted.pMs) / 2;
  const tFootMs = TANGENT_SHARE * T_FLANK * wanted.tMs;
  between(prMs, wanted.prMs - pFootMs - MARGIN_MS, wanted.prMs + MARGIN_MS, `${what}: PR`);
  between(pDurationMs, wanted.pMs - 2 * pFootMs - MARGIN_MS, wanted.pMs + MARGIN_MS, `${what}: P`);
  between(qrsDurationMs, wanted.qrsMs - 10, wanted.qrsMs + 10, `${what}: QRS`);
  between(qtMs, wanted.qtMs - tFootMs - 2 * MARGIN_MS, wanted.qtMs + 2 * MARGIN_MS, `${what}: QT`);
  assert.ok(Math.abs(qtMs! - wanted.qtMs) <= 25, `${what}: QT ${qtMs}`);
}

test("a normal ECG", () => {
  checkIntervals(NORMAL, {}, "normal");
});

test("PR from 110 to 360 ms", () => {
  for (const prMs of [110, 200, 260, 310, 360]) {
    checkIntervals({ ...NORMAL, prMs }, {}, `PR ${prMs}`);
  }
});

test("P from 70 to 140 ms", () => {
  for (const pMs of [70, 90, 120, 140]) checkIntervals({ ...NORMAL, prMs: 190, pMs }, {}, `P ${pMs}`);
});

test("QRS from 70 to 180 ms", () => {
  for (const qrsMs of [70, 85, 110, 140, 180]) {
    checkIntervals({ ...NORMAL, qrsMs, qtMs: 430, tMs: 160 }, {}, `QRS ${qrsMs}`);
  }
});

test("QT from 300 to 560 ms, short and long T", () => {
  for (const qtMs of [300, 350, 450, 560]) checkIntervals({ ...NORMAL, qtMs }, {}, `QT ${qtMs}`);
  for (const tMs of [100, 240]) checkIntervals({ ...NORMAL, tMs }, {}, `T ${tMs}`);
});

test("slow and fast hearts, as long as P starts after T has ended", () => {
  // 20 ms of baseline at least between the end of T and the next P, at every rate.
  for (const [rateBpm, prMs, qtMs] of [
    [35, 200, 480],
    [90, 150, 350],
    [110, 140, 326],
    [120, 120, 310],
    [130, 120, 300],
    [140, 110, 290],
    [150, 105, 265],
  ] as const) {
    const room = 60_000 / rateBpm - prMs - qtMs;
    assert.ok(room >= 20, `${rateBpm} bpm leaves ${room} ms`);
    checkIntervals({ prMs, pMs: 80, qrsMs: 88, qtMs, tMs: 140 }, { rateBpm }, `${rateBpm} bpm`);
  }
});

test("a P as tall as T, at 110 a minute, stays P", () => {
  const amplitudes = { II: { p: 0.3, t: 0.4 }, V1: { p: 0.15, t: 0.15 } };
  checkIntervals(
    { prMs: 140, pMs: 80, qrsMs: 92, qtMs: 326, tMs: 150 },
    { rateBpm: 110, amplitudes },
    "tall P",
  );
});

test("a P on top of T is not told as something else: right, or null", () => {
  // At 160 bpm RR is 375 ms: P of 100 ms from 215 to 315 ms, T from 108 to 288 ms after the QRS onset.
  const { prMs, pDurationMs } = globalOf({ rateBpm: 160 });
  if (prMs !== null) between(prMs, 160 - 30, 160 + 30, "PR");
  if (pDurationMs !== null) between(pDurationMs, 60, 130, "P");
});

test("fibrillation: QT of beats whose T ends before the next QRS, though some next ones come earlier", () => {
  // RR varies by 22 % about 667 ms: a QT of 400 ms ends in time in nearly all beats, P never interferes.
  for (const seed of [1, 2, 3]) {
    for (const tMs of [110, 160]) {
      const { qtMs } = globalOf({ rhythm: "af", rateBpm: 90, qtMs: 400, tMs, seed, durationMs: 10_000 });
      between(qtMs, 400 - 30, 400 + 25, `seed ${seed}, T of ${tMs} ms`);
    }
  }
});

test("sampled at 100 to 1,000 Hz", () => {
  for (const samplingRateHz of [125, 250, 360, 1000]) {
    // Onsets fall between the samples: the simulator's truth is exact, one more sample interval is allowed.
    const { prMs, qrsDurationMs, qtMs } = globalOf({ ...NORMAL, samplingRateHz });
    const sampleMs = 1000 / samplingRateHz;
    between(prMs, 160 - 10 - sampleMs, 160 + 10, `${samplingRateHz} Hz: PR`);
    between(qrsDurationMs, 92 - 10, 92 + 10 + sampleMs, `${samplingRateHz} Hz: QRS`);
    between(qtMs, 400 - 25, 400 + 25, `${samplingRateHz} Hz: QT`);
  }
});

test("few leads give the same intervals as twelve", () => {
  const { recording } = syntheticEcg();
  for (const names of [["II"], ["V1"], ["I", "II"], ["V2", "V5", "aVF"]]) {
    const leads = names.map((name) => recording.leads.find((lead) => lead.name === name)!);
    const { prMs, qrsDurationMs, qtMs } = measureRecording({ ...recording, leads }).global;
    between(prMs, 150, 170, `${names}: PR`);
    between(qrsDurationMs, 82, 102, `${names}: QRS`);
    between(qtMs, 375, 425, `${names}: QT`);
  }
});

test("a broad complex as in left bundle branch block: 160 ms, notched R, T against it", () => {
  const upright = (mV: number): SyntheticEcgOptions["amplitudes"] => ({
    V5: {
      qrs: [
        [0.35, mV],
        [0.5, 0.75 * mV],
        [0.65, 1.05 * mV],
      ],
      stJ: -0.1,
      t: -0.3,
    },
  });
  const negative = {
    qrs: [
      [0.15, 0.15],
      [0.55, -1.8],
    ] as const,
    stJ: 0.2,
    t: 0.6,
  };
  const lateral = upright(0.8)!.V5!;
  const amplitudes = {
    I: lateral,
    II: lateral,
    V1: negative,
    V2: negative,
    V3: negative,
    V5: lateral,
    V6: lateral,
  };
  const wanted = { prMs: 170, pMs: 100, qrsMs: 160, qtMs: 470, tMs: 190 };
  const { recording } = syntheticEcg({ ...wanted, amplitudes });
  const { global, leads, beats } = measureRecording(recording);
  between(global.qrsDurationMs, 150, 170, "QRS");
  between(global.prMs, 160, 180, "PR");
  between(global.qtMs, 445, 495, "QT");
  assert.ok(beats.every((beat) => beat.class === "normal"));
  // Two summits with a dip of 0.2 mV: the dip and one summit are turning points beyond R's own. R peaks at 65 %.
  assert.equal(leads["V6"]!.median!.notches, 2);
  between(leads["V6"]!.median!.rPeakTimeMs, 104 - 10, 104 + 10, "R-peak time");
});
