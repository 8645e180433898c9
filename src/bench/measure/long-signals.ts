// Two-lead recordings of a quarter of an hour at 250 Hz, as long as those of the QT Database, whose every R peak is known
// because they are simulated: rhythms, shapes, and what disturbs a recorder that is worn.
import type { Recording } from "../../ecg/recording.ts";
import { INDEPENDENT_LEADS, type IndependentLead, NORMAL_AMPLITUDES } from "../../simulate/beat-shape.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { AmplitudeOverrides, SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { type Disturbance, disturb, type Span, unseenSpans } from "./long-disturbances.ts";

export interface LongSignalDefinition {
  readonly name: string;
  readonly ecg: SyntheticEcgOptions;
  readonly disturbances?: readonly Disturbance[];
  readonly leads?: readonly [IndependentLead, IndependentLead];
}

export interface LongSignal {
  readonly name: string;
  readonly recording: Recording;
  readonly rPeaksMs: readonly number[];
  /** Where nothing can be seen; beats in there, or at the edge, are neither wanted nor wrong. */
  readonly unseen: readonly Span[];
}

export const LONG_SIGNAL_MS = 900_000;
const SAMPLING_RATE_HZ = 250;
const DEFAULT_LEADS = ["II", "V5"] as const;
const QUIET = { whiteMv: 0.015, wanderMv: 0.2 };
const SINUS: SyntheticEcgOptions = { rateBpm: 72, rrSdMs: 30, noise: QUIET };

const each = (from: number, step: number): number[] => Array.from({ length: 700 }, (_, i) => from + i * step);
const first = { sizeMv: 0, fromSecond: 10, lead: 0 } as const;
const both = { ...first, lead: "all" } as const;

export const LONG_SIGNALS: readonly LongSignalDefinition[] = [
  { name: "sinus", ecg: SINUS },
  { name: "sinus, 42 bpm", ecg: { ...SINUS, rateBpm: 42, rrSdMs: 70 } },
  {
    name: "sinus, 155 bpm",
    ecg: { ...SINUS, rateBpm: 155, rrSdMs: 8, prMs: 120, pMs: 80 },
    leads: ["I", "V2"],
  },
  { name: "single PVCs", ecg: { ...SINUS, pvcBeats: each(5, 11) }, leads: ["V1", "V5"] },
  {
    name: "PVC couplets and runs",
    ecg: { ...SINUS, pvcBeats: [...each(8, 20), ...each(9, 20), ...each(10, 60)] },
  },
  { name: "PVC bigeminy", ecg: { ...SINUS, pvcBeats: each(1, 2) }, leads: ["II", "V2"] },
  { name: "PACs", ecg: { ...SINUS, pacBeats: each(6, 9) } },
  { name: "pauses of 2.5 s", ecg: { ...SINUS, pacBeats: each(15, 31), coupling: 3 } },
  { name: "fibrillation, 95 bpm", ecg: { ...SINUS, rhythm: "af", rateBpm: 95 }, leads: ["V1", "V5"] },
  { name: "fibrillation, 150 bpm", ecg: { ...SINUS, rhythm: "af", rateBpm: 150 } },
  { name: "flutter 2:1", ecg: { ...SINUS, rhythm: "flutter", flutterRatio: 2 } },
  {
    name: "complete block",
    ecg: { rateBpm: 85, noise: QUIET, avBlock: { kind: "complete", ventricularRateBpm: 36 } },
  },
  { name: "ventricular pacing", ecg: { ...SINUS, rrSdMs: 0, pacing: "ventricular" } },
  {
    name: "low voltage",
    ecg: { ...SINUS, noise: { whiteMv: 0.01, wanderMv: 0.2 }, amplitudes: scaled({ all: 0.25 }) },
  },
  { name: "T taller than R", ecg: { ...SINUS, amplitudes: scaled({ t: 4 }) } },
  { name: "QRS 170 ms", ecg: { ...SINUS, qrsMs: 170, qtMs: 470 }, leads: ["V1", "V5"] },
  {
    name: "muscle in both leads",
    ecg: SINUS,
    disturbances: [{ ...both, kind: "muscle", sizeMv: 0.15, seconds: 20 }],
  },
  {
    name: "motion in one lead",
    ecg: SINUS,
    disturbances: [{ ...first, kind: "motion", sizeMv: 0.5, seconds: 20 }],
  },
  {
    name: "motion in both leads",
    ecg: SINUS,
    disturbances: [{ ...both, kind: "motion", sizeMv: 0.2, seconds: 10 }],
  },
  {
    name: "jumps of the baseline",
    ecg: SINUS,
    disturbances: [{ ...both, kind: "jumps", sizeMv: 2, seconds: 20 }],
  },
  {
    name: "one lead off, then the other",
    ecg: SINUS,
    disturbances: [
      { ...first, kind: "off", seconds: 20 },
      { ...first, kind: "rail", sizeMv: 5, seconds: 15, fromSecond: 35, lead: 1 },
    ],
  },
  { name: "both leads off", ecg: SINUS, disturbances: [{ ...both, kind: "off", seconds: 8 }] },
  {
    name: "both leads at the rail",
    ecg: SINUS,
    disturbances: [{ ...both, kind: "rail", sizeMv: -5, seconds: 8 }],
  },
  {
    name: "fibrillation with PVCs, worn",
    ecg: { ...SINUS, rhythm: "af", rateBpm: 100, pvcBeats: each(9, 17) },
    disturbances: [
      { ...both, kind: "muscle", sizeMv: 0.08, seconds: 30 },
      { ...first, kind: "motion", sizeMv: 0.3, seconds: 8, fromSecond: 45 },
      { ...both, kind: "jumps", sizeMv: 1, seconds: 6, fromSecond: 2 },
    ],
  },
];

/** Makes a signal; the same definition and seed, the same samples. */
export function longSignal(
  { name, ecg, disturbances = [], leads: wanted = DEFAULT_LEADS }: LongSignalDefinition,
  { durationMs = LONG_SIGNAL_MS, seed = 1 }: { readonly durationMs?: number; readonly seed?: number } = {},
): LongSignal {
  const made = syntheticEcg({ ...ecg, durationMs, samplingRateHz: SAMPLING_RATE_HZ, seed });
  const leads = wanted.map((lead) => made.recording.leads.find((one) => one.name === lead)!);
  const samples = leads.map(({ samplesMv }) => samplesMv);
  disturb({ leads: samples, samplingRateHz: SAMPLING_RATE_HZ }, disturbances, seed);
  return {
    name,
    recording: { ...made.recording, leads },
    rPeaksMs: made.truth.beats.map((beat) => beat.rPeakMs),
    unseen: unseenSpans(disturbances, { leadCount: leads.length, durationMs }),
  };
}

function scaled({ all = 1, t = 1 }: { readonly all?: number; readonly t?: number }): AmplitudeOverrides {
  const entries = INDEPENDENT_LEADS.map((lead) => {
    const { p, q, r, s, t: tMv } = NORMAL_AMPLITUDES[lead];
    return [lead, { p: all * p, q: all * q, r: all * r, s: all * s, t: all * t * tMv }];
  });
  return Object.fromEntries(entries) as AmplitudeOverrides;
}
