// Measurements: all that was measured on one Recording (the contract of `gem measure --json`).
// Times are milliseconds from the start of the recording, amplitudes millivolts, rates beats per minute,
// axes degrees. What was not found is null, never 0. Import the types with `import type`: the schemas pull
// in zod, which the measuring path does not need.
import { z } from "zod";
import { BeatClassSchema } from "./beat-class.ts";
import { LeadConfidenceSchema } from "./confidence.ts";
import { ClassMeasurementsSchema, UWaveSchema } from "./further-measurements.ts";
import { GlobalSchema } from "./global-measurements.ts";

export * from "./beat-class.ts";
export * from "./confidence.ts";
export * from "./further-measurements.ts";
export * from "./global-measurements.ts";

const nullableNumber = z.number().nullable();

export const RecordSummarySchema = z.object({
  name: z.string(),
  samplingRateHz: z.number().positive(),
  durationMs: z.number().nonnegative(),
  leads: z.array(z.string()),
  sha256: z.string(),
  /** Of a window of a long recording: where it starts. All its times count from the start of the recording. */
  startMs: z.number().nonnegative().optional(),
});

export const PatientSchema = z.object({
  ageYears: nullableNumber,
  sex: z.enum(["female", "male"]).nullable(),
  context: z.string().nullable(),
});

export const LeadQualitySchema = z.object({ usable: z.boolean(), reasons: z.array(z.string()) });

export const QualitySchema = z.object({
  verdict: z.enum(["ok", "limited", "unusable"]),
  reasons: z.array(z.string()),
  /**
   * Probability (0..1) that readers would call the recorded standard leads acceptable for diagnosis; calibrated on
   * 12-lead recordings of 10 s. null where that cannot be judged: under 5 s.
   */
  acceptability: nullableNumber,
  leads: z.record(z.string(), LeadQualitySchema),
  /** Suspected electrode error, or null; the statement is a suspicion, never a correction. */
  leadReversal: z.string().nullable(),
});

export const BeatSchema = z.object({
  index: z.number().int().nonnegative(),
  rPeakMs: z.number(),
  class: BeatClassSchema,
  qrsOnsetMs: nullableNumber,
  qrsOffsetMs: nullableNumber,
});

const waveShape = {
  onsetMs: z.number(),
  peakMs: z.number(),
  offsetMs: z.number(),
  /** Signed, relative to the local baseline; of a biphasic wave the larger lobe. */
  amplitudeMv: z.number(),
  /**
   * Of a single beat's wave: probability that it is one, and its duration within 20 ms (P, QRS) or its end within
   * 30 ms (T). A median beat's waves have theirs in its `confidence`.
   */
  confidence: nullableNumber.optional(),
};

/** P or T. `form` is the sign pattern of its lobes of at least 0.03 mV. */
export const WaveSchema = z.object({
  ...waveShape,
  form: z.enum(["+", "-", "+-", "-+", "notched"]),
});

/** QRS of one beat in one lead. `amplitudeMv` is peak to peak, `form` such as "qRs" or "QS". */
export const QrsWaveSchema = z.object({
  ...waveShape,
  form: z.string(),
  qMv: nullableNumber,
  rMv: nullableNumber,
  sMv: nullableNumber,
  rPrimeMv: nullableNumber,
});

export const BeatWavesSchema = z.object({
  beat: z.number().int().nonnegative(),
  p: WaveSchema.nullable(),
  qrs: QrsWaveSchema.nullable(),
  t: WaveSchema.nullable(),
});

const sequence = z.array(nullableNumber);
export const StFormSchema = z.enum(["horizontal", "upslope", "downslope"]);

/** GEM's 14 feature sequences; one entry a beat, null where nothing was found. */
export const SequencesSchema = z.object({
  heartRate: sequence,
  /** To the previous beat. */
  rrInterval1: sequence,
  /** To the next beat. */
  rrInterval2: sequence,
  pAmplitude: sequence,
  pDuration: sequence,
  prInterval: sequence,
  qrsAmplitude: sequence,
  qrsDuration: sequence,
  tAmplitude: sequence,
  tDuration: sequence,
  stDuration: sequence,
  stForm: z.array(StFormSchema.nullable()),
  qtInterval: sequence,
  /** Bazett. */
  qtcInterval: sequence,
});

/** One deflection inside the QRS; amplitude signed (Q and S negative). */
export const DeflectionSchema = z.object({ amplitudeMv: z.number(), durationMs: z.number() });

/** The median beat of the dominant class in one lead: what the rules read. */
export const MedianBeatSchema = z.object({
  /** Sign pattern in letters: lower case under 0.5 mV, e.g. "qRs", "rSR'", "QS". */
  qrsForm: z.string(),
  q: DeflectionSchema.nullable(),
  r: DeflectionSchema.nullable(),
  s: DeflectionSchema.nullable(),
  rPrime: DeflectionSchema.nullable(),
  sPrime: DeflectionSchema.nullable(),
  /** Signed areas of these deflections, mV*ms. */
  areasMvMs: z.object({
    q: nullableNumber,
    r: nullableNumber,
    s: nullableNumber,
    rPrime: nullableNumber,
    sPrime: nullableNumber,
  }),
  /** Tallest positive over deepest negative deflection, QS being an S; null where nothing is negative. */
  rOverS: nullableNumber,
  qrsPeakToPeakMv: z.number(),
  /** Signed area of the QRS above baseline, mV*ms. */
  qrsAreaMvMs: z.number(),
  qrsDurationMs: z.number(),
  /** QRS onset to the peak of the last positive deflection (R-peak time). */
  rPeakTimeMs: nullableNumber,
  /** Turning points of at least 0.03 mV inside the QRS beyond those of the named deflections. */
  notches: z.number().int().nonnegative(),
  /** Share of the R upstroke's duration that is slow (under a third of the steepest slope): delta waves. */
  slurredOnsetMs: nullableNumber,
  /** Signed height at the knee between that slow part and the steep one: of a delta wave. */
  slurredOnsetMv: nullableNumber,
  /** Terminal notch or slur on the downslope of R (J wave): amplitude of its peak, or null. */
  jWaveMv: nullableNumber,
  jWaveForm: z.enum(["notch", "slur"]).nullable(),
  /** QRS onset to the peak of the notch, or to the start of the slur. */
  jWaveTimeMs: nullableNumber,
  stJMv: nullableNumber,
  st20Mv: nullableNumber,
  st40Mv: nullableNumber,
  st60Mv: nullableNumber,
  st80Mv: nullableNumber,
  /** Half-way between J and the onset of T. */
  stMidMv: nullableNumber,
  /** Slope of the line through J to J+80, millivolts a second. */
  stSlopeMvPerS: nullableNumber,
  /** J+40 above the chord from J to J+80: positive is convex. */
  stBulgeMv: nullableNumber,
  stForm: StFormSchema.nullable(),
  stCurve: z.enum(["concave", "convex", "straight"]).nullable(),
  prMs: nullableNumber,
  /** Level of the PR segment against the TP baseline. */
  prSegmentMv: nullableNumber,
  p: WaveSchema.nullable(),
  /** null also where the onset is not known (P on top of T). */
  pDurationMs: nullableNumber,
  /** Above the line through its feet. */
  pAreaMvMs: nullableNumber,
  /** First and last lobe of P; both null when there is no P. */
  pInitialMv: nullableNumber,
  pTerminalMv: nullableNumber,
  /** Depth times duration of a negative terminal P, mV*ms (PTF in V1). */
  pTerminalForceMvMs: nullableNumber,
  /** Distance between the peaks of a notched P. */
  pNotchMs: nullableNumber,
  t: WaveSchema.nullable(),
  tDurationMs: nullableNumber,
  tAreaMvMs: nullableNumber,
  /** 1 is symmetric; above 1 the upstroke takes longer than the downstroke. */
  tAsymmetry: nullableNumber,
  tPeakToEndMs: nullableNumber,
  qtMs: nullableNumber,
  /** Height of an upright U; `u` also has inverted ones. */
  uMv: nullableNumber,
  u: UWaveSchema.nullable(),
  /** RMS of single beats about this median beat, QRS left out, 0-40 Hz; null for one beat. */
  noiseMv: nullableNumber,
  confidence: LeadConfidenceSchema,
  /** The wave itself, millivolts against baseline at 500 Hz, `windowStartMs` before the R peak. */
  samplesMv: z.array(z.number()),
});

export const LeadMeasurementsSchema = z.object({
  waves: z.array(BeatWavesSchema),
  sequences: SequencesSchema,
  median: MedianBeatSchema.nullable(),
});

/** `what` is the path of a value that is null ("prMs", "axisDeg.qrs", "leads.V3"), `why` is for people. */
export const NotMeasuredSchema = z.object({ what: z.string(), why: z.string() });

export const MeasurementsSchema = z.object({
  record: RecordSummarySchema,
  patient: PatientSchema,
  quality: QualitySchema,
  beats: z.array(BeatSchema),
  leads: z.record(z.string(), LeadMeasurementsSchema),
  global: GlobalSchema,
  classes: z.array(ClassMeasurementsSchema),
  /** Values of `global` that are null, and leads without any; optional only for files of earlier versions. */
  notMeasured: z.array(NotMeasuredSchema).optional(),
});

export type RecordSummary = z.infer<typeof RecordSummarySchema>;
export type LeadQuality = z.infer<typeof LeadQualitySchema>;
export type Quality = z.infer<typeof QualitySchema>;
export type Beat = z.infer<typeof BeatSchema>;
export type Wave = z.infer<typeof WaveSchema>;
export type QrsWave = z.infer<typeof QrsWaveSchema>;
export type BeatWaves = z.infer<typeof BeatWavesSchema>;
export type Sequences = z.infer<typeof SequencesSchema>;
export type StForm = z.infer<typeof StFormSchema>;
export type Deflection = z.infer<typeof DeflectionSchema>;
export type MedianBeat = z.infer<typeof MedianBeatSchema>;
export type LeadMeasurements = z.infer<typeof LeadMeasurementsSchema>;
export type NotMeasured = z.infer<typeof NotMeasuredSchema>;
export type Measurements = z.infer<typeof MeasurementsSchema>;
