// Measurements: all that was measured on one Recording (the contract of `gem measure --json`).
// Times are milliseconds from the start of the recording, amplitudes millivolts, rates beats per minute,
// axes degrees. What was not found is null, never 0. Import the types with `import type`: the schemas pull
// in zod, which the measuring path does not need.
import { z } from "zod";

const nullableNumber = z.number().nullable();

export const RecordSummarySchema = z.object({
  name: z.string(),
  samplingRateHz: z.number().positive(),
  durationMs: z.number().nonnegative(),
  leads: z.array(z.string()),
  sha256: z.string(),
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
  leads: z.record(z.string(), LeadQualitySchema),
  /** Suspected electrode error, or null; the statement is a suspicion, never a correction. */
  leadReversal: z.string().nullable(),
});

export const BeatClassSchema = z.enum(["normal", "pvc", "pac", "paced", "fusion", "other"]);

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
  /** Terminal notch or slur on the downslope of R (J wave): amplitude of its peak, or null. */
  jWaveMv: nullableNumber,
  stJMv: nullableNumber,
  st20Mv: nullableNumber,
  st40Mv: nullableNumber,
  st60Mv: nullableNumber,
  st80Mv: nullableNumber,
  stForm: StFormSchema.nullable(),
  stCurve: z.enum(["concave", "convex", "straight"]).nullable(),
  prMs: nullableNumber,
  /** Level of the PR segment against the TP baseline. */
  prSegmentMv: nullableNumber,
  p: WaveSchema.nullable(),
  /** First and last lobe of P; both null when there is no P. */
  pInitialMv: nullableNumber,
  pTerminalMv: nullableNumber,
  /** Depth times duration of a negative terminal P, mV*ms (PTF in V1). */
  pTerminalForceMvMs: nullableNumber,
  /** Distance between the peaks of a notched P. */
  pNotchMs: nullableNumber,
  t: WaveSchema.nullable(),
  tAreaMvMs: nullableNumber,
  /** 1 is symmetric; above 1 the upstroke takes longer than the downstroke. */
  tAsymmetry: nullableNumber,
  tPeakToEndMs: nullableNumber,
  qtMs: nullableNumber,
  uMv: nullableNumber,
  /** The wave itself, millivolts against baseline at 500 Hz, `windowStartMs` before the R peak. */
  samplesMv: z.array(z.number()),
});

export const LeadMeasurementsSchema = z.object({
  waves: z.array(BeatWavesSchema),
  sequences: SequencesSchema,
  median: MedianBeatSchema.nullable(),
});

export const AxesSchema = z.object({ p: nullableNumber, qrs: nullableNumber, t: nullableNumber });
export const QtcSchema = z.object({
  bazett: nullableNumber,
  fridericia: nullableNumber,
  framingham: nullableNumber,
  hodges: nullableNumber,
});

/** What the atria do, judged over the whole recording. */
export const AtrialSchema = z.object({
  /** Is there an organised P wave in front of the QRS complexes? null: cannot be said. */
  organisedP: z.boolean().nullable(),
  /** Correlation of single P windows with their template, averaged over leads and beats; -1..1. */
  pTemplateCorrelation: nullableNumber,
  /** Share of the beats of the dominant class that have their own P. */
  pShare: nullableNumber,
  /** Standard deviation of the PR interval over beats. */
  prSdMs: nullableNumber,
  /** Rate of regular atrial activity outside QRST (flutter, atrial tachycardia), per minute, or null. */
  flutterRatePerMin: nullableNumber,
  /** Strength of that periodicity, 0..1. */
  flutterStrength: nullableNumber,
  /** P waves that no QRS follows, ms from the start. */
  nonConductedPMs: z.array(z.number()),
  /** Number of distinct P shapes. */
  pShapes: nullableNumber,
});

/** Ventricular rhythm. */
export const RhythmSchema = z.object({
  rrSdMs: nullableNumber,
  rmssdMs: nullableNumber,
  /** RMSSD over mean RR, ectopic beats and the intervals beside them left out. */
  normalisedRmssd: nullableNumber,
  minRrMs: nullableNumber,
  maxRrMs: nullableNumber,
  longestPauseMs: nullableNumber,
});

export const PacingSchema = z.object({
  spikesMs: z.array(z.number()),
  pacedBeats: z.number().int(),
  mode: z.enum(["atrial", "ventricular", "dual"]).nullable(),
});

export const VoltagesSchema = z.object({
  sokolowLyonMv: nullableNumber,
  cornellMv: nullableNumber,
  cornellProductMvMs: nullableNumber,
  pegueroLoPrestiMv: nullableNumber,
  gubnerMv: nullableNumber,
  rAvlMv: nullableNumber,
  maxLimbPeakToPeakMv: nullableNumber,
  maxPrecordialPeakToPeakMv: nullableNumber,
});

export const GlobalSchema = z.object({
  heartRateBpm: nullableNumber,
  rrMs: nullableNumber,
  prMs: nullableNumber,
  pDurationMs: nullableNumber,
  qrsDurationMs: nullableNumber,
  qtMs: nullableNumber,
  qtcMs: QtcSchema,
  jtMs: nullableNumber,
  tPeakToEndMs: nullableNumber,
  qtDispersionMs: nullableNumber,
  axisDeg: AxesSchema,
  qrsTAngleDeg: nullableNumber,
  /** First of V1..V6 with R >= S. */
  transitionLead: z.string().nullable(),
  voltages: VoltagesSchema,
  rhythm: RhythmSchema,
  atrial: AtrialSchema,
  pacing: PacingSchema,
  /** Class of the beats that the medians and the global values describe. */
  dominantClass: BeatClassSchema.nullable(),
  /** `samplesMv[i]` of a median beat lies at i * 2 ms - medianWindowStartMs from the R peak. */
  medianWindowStartMs: nullableNumber,
});

export const MeasurementsSchema = z.object({
  record: RecordSummarySchema,
  patient: PatientSchema,
  quality: QualitySchema,
  beats: z.array(BeatSchema),
  leads: z.record(z.string(), LeadMeasurementsSchema),
  global: GlobalSchema,
});

export type RecordSummary = z.infer<typeof RecordSummarySchema>;
export type LeadQuality = z.infer<typeof LeadQualitySchema>;
export type Quality = z.infer<typeof QualitySchema>;
export type BeatClass = z.infer<typeof BeatClassSchema>;
export type Beat = z.infer<typeof BeatSchema>;
export type Wave = z.infer<typeof WaveSchema>;
export type QrsWave = z.infer<typeof QrsWaveSchema>;
export type BeatWaves = z.infer<typeof BeatWavesSchema>;
export type Sequences = z.infer<typeof SequencesSchema>;
export type StForm = z.infer<typeof StFormSchema>;
export type Deflection = z.infer<typeof DeflectionSchema>;
export type MedianBeat = z.infer<typeof MedianBeatSchema>;
export type LeadMeasurements = z.infer<typeof LeadMeasurementsSchema>;
export type GlobalMeasurements = z.infer<typeof GlobalSchema>;
export type Measurements = z.infer<typeof MeasurementsSchema>;
