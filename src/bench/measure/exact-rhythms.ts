// Counting in simulated rhythms: beats and P waves that were missed or made up. P is judged in lead II, where it is
// largest; a P that no QRS follows may be found as a wave or in the list of P waves that were not conducted.
import type { Measurements } from "../../ecg/measurements.ts";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { type BeatCount, type Measure, matchBeats } from "./exact-condition.ts";
import { countZeros } from "./exact-zeros.ts";

export interface RhythmCount {
  readonly rhythm: string;
  readonly recordings: number;
  readonly refused: number;
  readonly beats: BeatCount;
  /** P waves before a QRS, and those without. */
  readonly p: { readonly waves: number; readonly missed: number; readonly false: number };
  readonly blockedP: { readonly waves: number; readonly missed: number; readonly false: number };
  /** Beats given another class than they have. */
  readonly misclassified: number;
  /** A PR or P duration although there is no P before any QRS. */
  readonly falseIntervals: number;
  readonly zeros: number;
}

const every = (step: number, from: number): number[] => Array.from({ length: 12 }, (_, i) => from + i * step);

const RHYTHMS: readonly (readonly [string, SyntheticEcgOptions])[] = [
  ["sinus", { rateBpm: 72, rrSdMs: 25 }],
  ["sinus, 150 bpm", { rateBpm: 150, prMs: 120, pMs: 80 }],
  ["fibrillation, 70 bpm", { rhythm: "af", rateBpm: 70 }],
  ["fibrillation, 120 bpm", { rhythm: "af", rateBpm: 120 }],
  ["fibrillation, fine", { rhythm: "af", rateBpm: 85, atrialWaveMv: 0.02 }],
  ["flutter 4:1", { rhythm: "flutter", flutterRatio: 4 }],
  ["flutter 2:1", { rhythm: "flutter", flutterRatio: 2 }],
  ["2:1 block", { rateBpm: 90, avBlock: { kind: "mobitz2", cycle: 2 } }],
  ["Mobitz 2, 3:2", { rateBpm: 80, avBlock: { kind: "mobitz2", cycle: 3 } }],
  ["Wenckebach 4:3", { rateBpm: 75, avBlock: { kind: "wenckebach", cycle: 4, prIncrementMs: 50 } }],
  ["complete block", { rateBpm: 80, avBlock: { kind: "complete", ventricularRateBpm: 38 } }],
  ["PVC bigeminy", { rateBpm: 75, pvcBeats: every(2, 1) }],
  ["single PVC", { rateBpm: 75, pvcBeats: [4] }],
  ["PAC", { rateBpm: 75, pacBeats: [3, 8] }],
  ["atrial pacing", { rateBpm: 70, pacing: "atrial" }],
  ["ventricular pacing", { rateBpm: 70, pacing: "ventricular" }],
  ["dual pacing", { rateBpm: 70, pacing: "dual" }],
];

const SEEDS = [1, 2];
const P_WITHIN_MS = 60;

export function exactRhythms(measure: Measure): RhythmCount[] {
  return RHYTHMS.map(([rhythm, options]) => {
    const counts = SEEDS.map((seed) => {
      const { recording, truth } = syntheticEcg({ noise: { whiteMv: 0.01 }, ...options, seed });
      return countOne(truth, measure(recording), recording.leads[0]!.samplesMv.length / 0.5);
    });
    const sum = (of: (count: OneCount) => number): number =>
      counts.reduce((total, count) => total + of(count), 0);
    return {
      rhythm,
      recordings: SEEDS.length,
      refused: sum((one) => one.refused),
      beats: {
        beats: sum((one) => one.beats),
        missed: sum((one) => one.missed),
        extra: sum((one) => one.extra),
      },
      p: { waves: sum((one) => one.p), missed: sum((one) => one.missedP), false: sum((one) => one.falseP) },
      blockedP: {
        waves: sum((one) => one.blocked),
        missed: sum((one) => one.missedBlocked),
        false: sum((one) => one.falseBlocked),
      },
      misclassified: sum((one) => one.misclassified),
      falseIntervals: sum((one) => one.falseIntervals),
      zeros: sum((one) => one.zeros),
    };
  });
}

type OneCount = ReturnType<typeof countOne>;

function countOne(truth: SyntheticTruth, measured: Measurements, durationMs: number) {
  const spans = truth.beats.map((beat): [number, number] => [beat.qrsOnsetMs, beat.qrsOffsetMs]);
  const beats = matchBeats(
    spans,
    measured.beats.map((beat) => beat.rPeakMs),
  );
  const conducted = truth.beats.flatMap(({ p }) => (p ? [p.peakMs] : []));
  const inside = ({ offsetMs }: { offsetMs: number }): boolean => offsetMs <= durationMs;
  const blocked = truth.nonConductedP.filter(inside).map((p) => p.peakMs);
  const waves = (measured.leads["II"]?.waves ?? []).flatMap(({ p }) => (p ? [p.peakMs] : []));
  const free = measured.global.atrial.nonConductedPMs;
  const near = (list: readonly number[], ms: number): boolean =>
    list.some((at) => Math.abs(at - ms) <= P_WITHIN_MS);
  const every = [...conducted, ...blocked];
  const classes = measured.beats.filter((beat) => {
    const own = truth.beats.find((one) => Math.abs(one.rPeakMs - beat.rPeakMs) <= P_WITHIN_MS);
    return own !== undefined && own.class !== beat.class;
  });
  const noP = conducted.length === 0;
  const intervals = [measured.global.prMs, measured.global.pDurationMs];
  return {
    refused: measured.quality.verdict === "unusable" ? 1 : 0,
    beats: spans.length,
    ...beats,
    p: conducted.length,
    missedP: conducted.filter((ms) => !near(waves, ms)).length,
    // in complete block a P may stand before a QRS by chance: it is one all the same
    falseP: waves.filter((ms) => !near(every, ms)).length,
    blocked: blocked.length,
    missedBlocked: blocked.filter((ms) => !near(free, ms) && !near(waves, ms)).length,
    falseBlocked: free.filter((ms) => !near(blocked, ms)).length,
    misclassified: classes.length,
    falseIntervals: noP && blocked.length === 0 ? intervals.filter((value) => value !== null).length : 0,
    zeros: countZeros(measured),
  };
}
