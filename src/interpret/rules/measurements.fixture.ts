// Test support: Measurements of a healthy adult at 60 beats a minute, built by hand, in which single values
// can be replaced. Every measure of it lies on the normal side of every threshold, outside the tolerance.
import type {
  Beat,
  BeatClass,
  GlobalMeasurements,
  LeadMeasurements,
  Measurements,
  MedianBeat,
} from "../../ecg/measurements.ts";
import { nothingMeasured } from "../../measure/nothing-measured.ts";
import {
  FIXTURE_LEADS,
  type Intervals,
  medianBeatFixture,
  ONSET_TO_R_MS,
  P_MS,
  T_MS,
  WINDOW_START_MS,
} from "./median-beat.fixture.ts";

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

export interface FixtureOptions {
  readonly patient?: Partial<Measurements["patient"]>;
  /** Distances between R peaks; ten beats a second apart unless told. */
  readonly rrMs?: readonly number[];
  /** One class a beat; all normal unless told. */
  readonly classes?: readonly BeatClass[];
  readonly prMs?: number | null;
  /** PR of single beats where it varies; null: the beat has no P. */
  readonly prsMs?: readonly (number | null)[];
  readonly qrsMs?: number;
  readonly qtMs?: number;
  /** Replaces parts of the median beat of a lead. */
  readonly leads?: Readonly<Record<string, Partial<MedianBeat>>>;
  readonly global?: DeepPartial<GlobalMeasurements>;
  readonly quality?: Partial<Measurements["quality"]>;
  /** Leads that cannot be used, with the reason. */
  readonly unusable?: Readonly<Record<string, string>>;
  readonly missing?: readonly string[];
}

const FIRST_R_MS = 700;

export function measurementsFixture(options: FixtureOptions = {}): Measurements {
  const {
    rrMs = Array.from({ length: 9 }, () => 1000),
    qrsMs = 90,
    qtMs = 400,
    missing = [],
    unusable = {},
  } = options;
  const prMs = options.prMs === undefined ? 160 : options.prMs;
  const peaks = [FIRST_R_MS];
  for (const rr of rrMs) peaks.push(peaks.at(-1)! + rr);
  const beats = peaks.map<Beat>((rPeakMs, index) => ({
    index,
    rPeakMs,
    class: options.classes?.[index] ?? "normal",
    qrsOnsetMs: rPeakMs - ONSET_TO_R_MS,
    qrsOffsetMs: rPeakMs - ONSET_TO_R_MS + qrsMs,
  }));
  const prs = beats.map((_, i) => (options.prsMs === undefined ? prMs : (options.prsMs[i] ?? null)));
  const names = FIXTURE_LEADS.filter((lead) => !missing.includes(lead));
  const leads = Object.fromEntries(
    names.map((lead) => {
      const median = medianBeatFixture(lead, { prMs, qrsMs, qtMs }, options.leads?.[lead] ?? {});
      return [lead, leadMeasurements(median, beats, prs, qtMs)];
    }),
  );
  return {
    record: {
      name: "fixture",
      samplingRateHz: 500,
      durationMs: peaks.at(-1)! + 300,
      leads: names,
      sha256: "0".repeat(64),
    },
    patient: { ageYears: 50, sex: "male", context: null, ...options.patient },
    quality: {
      verdict: "ok",
      reasons: [],
      acceptability: null,
      leadReversal: null,
      leads: Object.fromEntries(
        names.map((lead) => {
          const reason = unusable[lead];
          return [lead, { usable: reason === undefined, reasons: reason === undefined ? [] : [reason] }];
        }),
      ),
      ...options.quality,
    },
    beats,
    leads,
    global: merge<GlobalMeasurements>(
      globalOf({ rrMs, beats, prMs, qrsMs, qtMs, leads }),
      options.global ?? {},
    ),
    classes: [],
  };
}

function leadMeasurements(
  median: MedianBeat,
  beats: readonly Beat[],
  prs: readonly (number | null)[],
  qtMs: number,
): LeadMeasurements {
  const each = <T>(value: T) => beats.map(() => value);
  return {
    median,
    waves: beats.map(({ index, rPeakMs, qrsOnsetMs, qrsOffsetMs }) => {
      const onset = qrsOnsetMs ?? rPeakMs;
      const pr = prs[index] ?? null;
      return {
        beat: index,
        p:
          pr === null
            ? null
            : {
                onsetMs: onset - pr,
                peakMs: onset - pr + 50,
                offsetMs: onset - pr + P_MS,
                amplitudeMv: median.p?.amplitudeMv ?? 0.1,
                form: median.p?.form ?? "+",
              },
        qrs: {
          onsetMs: onset,
          peakMs: rPeakMs,
          offsetMs: qrsOffsetMs ?? rPeakMs + 50,
          amplitudeMv: median.qrsPeakToPeakMv,
          form: median.qrsForm,
          qMv: median.q?.amplitudeMv ?? null,
          rMv: median.r?.amplitudeMv ?? null,
          sMv: median.s?.amplitudeMv ?? null,
          rPrimeMv: median.rPrime?.amplitudeMv ?? null,
        },
        t:
          median.t === null
            ? null
            : {
                onsetMs: onset + qtMs - T_MS,
                peakMs: onset + qtMs - 70,
                offsetMs: onset + qtMs,
                amplitudeMv: median.t.amplitudeMv,
                form: median.t.form,
              },
      };
    }),
    sequences: {
      heartRate: each(60),
      rrInterval1: each(1000),
      rrInterval2: each(1000),
      pAmplitude: each(median.p?.amplitudeMv ?? null),
      pDuration: each(P_MS),
      prInterval: [...prs],
      qrsAmplitude: each(median.qrsPeakToPeakMv),
      qrsDuration: each(median.qrsDurationMs),
      tAmplitude: each(median.t?.amplitudeMv ?? null),
      tDuration: each(T_MS),
      stDuration: each(qtMs - median.qrsDurationMs - T_MS),
      stForm: each(median.stForm),
      qtInterval: each(qtMs),
      qtcInterval: each(qtMs),
    },
  };
}

interface GlobalInput extends Intervals {
  readonly rrMs: readonly number[];
  readonly beats: readonly Beat[];
  readonly leads: Readonly<Record<string, LeadMeasurements>>;
}

function globalOf({ rrMs, beats, prMs, qrsMs, qtMs, leads }: GlobalInput): GlobalMeasurements {
  const sorted = [...rrMs].sort((a, b) => a - b);
  const rr = sorted[sorted.length >> 1] ?? 1000;
  const mean = rrMs.reduce((a, b) => a + b, 0) / (rrMs.length || 1);
  const steps = rrMs.slice(1).map((value, i) => value - rrMs[i]!);
  const rmssd = Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0) / (steps.length || 1));
  const seconds = rr / 1000;
  const r = (lead: string) => Math.max(leads[lead]?.median?.r?.amplitudeMv ?? 0, 0);
  const s = (lead: string) => Math.abs(leads[lead]?.median?.s?.amplitudeMv ?? 0);
  const tallest = (names: readonly string[]) =>
    Math.max(...names.map((it) => leads[it]?.median?.qrsPeakToPeakMv ?? 0));
  const cornell = r("aVL") + s("V3");
  const none = nothingMeasured();
  return {
    ...none,
    heartRateBpm: 60_000 / rr,
    rrMs: rr,
    prMs,
    pDurationMs: prMs === null ? null : P_MS,
    qrsDurationMs: qrsMs,
    qtMs,
    qtcMs: {
      bazett: qtMs / Math.sqrt(seconds),
      fridericia: qtMs / Math.cbrt(seconds),
      framingham: qtMs + 154 * (1 - seconds),
      hodges: qtMs + 1.75 * (60 / seconds - 60),
    },
    jtMs: qtMs - qrsMs,
    tPeakToEndMs: 70,
    qtDispersionMs: 20,
    axisDeg: { ...none.axisDeg, p: prMs === null ? null : 50, qrs: 48, t: 40 },
    qrsTAngleDeg: 8,
    transitionLead: "V3",
    voltages: {
      ...none.voltages,
      sokolowLyonMv: s("V1") + Math.max(r("V5"), r("V6")),
      cornellMv: cornell,
      cornellProductMvMs: cornell * qrsMs,
      pegueroLoPrestiMv: Math.max(...Object.keys(leads).map(s)) + s("V4"),
      gubnerMv: r("I") + s("III"),
      rAvlMv: r("aVL"),
      maxLimbPeakToPeakMv: tallest(["I", "II", "III", "aVR", "aVL", "aVF"]),
      maxPrecordialPeakToPeakMv: tallest(["V1", "V2", "V3", "V4", "V5", "V6"]),
    },
    rhythm: {
      ...none.rhythm,
      rrSdMs: Math.sqrt(rrMs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rrMs.length || 1)),
      rmssdMs: rmssd,
      normalisedRmssd: mean > 0 ? rmssd / mean : null,
      minRrMs: Math.min(...rrMs),
      maxRrMs: Math.max(...rrMs),
      longestPauseMs: Math.max(...rrMs),
    },
    atrial: {
      organisedP: prMs !== null,
      pTemplateCorrelation: prMs === null ? 0.2 : 0.95,
      pShare: prMs === null ? 0 : 1,
      prSdMs: prMs === null ? null : 4,
      flutterRatePerMin: null,
      flutterStrength: null,
      nonConductedPMs: [],
      pShapes: prMs === null ? null : 1,
    },
    pacing: { spikesMs: [], pacedBeats: beats.filter((beat) => beat.class === "paced").length, mode: null },
    dominantClass: "normal",
    medianWindowStartMs: WINDOW_START_MS,
  };
}

function merge<T>(base: T, changed: DeepPartial<T>): T {
  if (typeof base !== "object" || base === null || Array.isArray(base)) return changed as T;
  const result = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(changed as object)) {
    const old = result[key];
    const nested = typeof old === "object" && old !== null && typeof value === "object" && value !== null;
    result[key] = nested && !Array.isArray(value) ? merge(old, value) : value;
  }
  return result as T;
}
