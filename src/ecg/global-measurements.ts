// The values of the whole recording: part of Measurements. Units as there; not found is null.
import { z } from "zod";
import { BeatClassSchema } from "./beat-class.ts";
import { GlobalConfidenceSchema } from "./confidence.ts";
import {
  DeltaWaveSchema,
  EctopySchema,
  FragmentationSchema,
  PMorphologySchema,
  RomhiltEstesSchema,
  RProgressionSchema,
} from "./further-measurements.ts";

const nullableNumber = z.number().nullable();

export const AxesSchema = z.object({
  p: nullableNumber,
  qrs: nullableNumber,
  t: nullableNumber,
  /** Of the ST level 60 ms after J; null where it is under 0.05 mV. */
  st: nullableNumber,
});
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
  /** Share of successive differences over 50 ms (pNN50), ectopic beats left out. */
  nn50Share: nullableNumber,
  /** Standard deviation over mean, ectopic beats left out. */
  rrVariation: nullableNumber,
  /** Coefficient of sample entropy of all intervals (Lake and Moorman 2011): about -1.4 and more in fibrillation. */
  rrEntropy: nullableNumber,
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
  /** (R I + S III) - (R III + S I). */
  lewisMv: nullableNumber,
  rAvlMv: nullableNumber,
  rV1Mv: nullableNumber,
  rOverSV1: nullableNumber,
  /** R V1 + deeper S of V5 and V6 (Sokolow and Lyon). */
  rV1SV56Mv: nullableNumber,
  /** Taller R of V1 and V2 + deeper S of I and V6 - S V1. */
  butlerLeggettMv: nullableNumber,
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
  /** QTc less the QRS, by the four formulas. */
  jtcMs: QtcSchema,
  tPeakToEndMs: nullableNumber,
  tPeakToEndOverQt: nullableNumber,
  /** Longest less shortest QT, and their standard deviation, over the leads with a clear T. */
  qtDispersionMs: nullableNumber,
  qtDispersionSdMs: nullableNumber,
  /** The same of the P duration, over the leads with a clear P. */
  pDispersionMs: nullableNumber,
  pDispersionSdMs: nullableNumber,
  axisDeg: AxesSchema,
  qrsTAngleDeg: nullableNumber,
  /** Between the mean (area) and between the largest spatial vectors of QRS and T, 0..180. */
  spatialQrsTAngleDeg: nullableNumber,
  spatialPeakQrsTAngleDeg: nullableNumber,
  /** First of V1..V6 with R >= S. */
  transitionLead: z.string().nullable(),
  /** Where R first equals S, between the leads: 3.4 lies between V3 and V4; 1 where R leads from V1 on. */
  transitionPosition: nullableNumber,
  rProgression: RProgressionSchema,
  fragmentation: FragmentationSchema,
  deltaWave: DeltaWaveSchema.nullable(),
  voltages: VoltagesSchema,
  romhiltEstes: RomhiltEstesSchema,
  rhythm: RhythmSchema,
  ectopy: z.object({ pvc: EctopySchema, pac: EctopySchema }),
  atrial: AtrialSchema,
  pMorphology: PMorphologySchema,
  pacing: PacingSchema,
  /** Class of the beats that the medians and the global values describe. */
  dominantClass: BeatClassSchema.nullable(),
  /** `samplesMv[i]` of a median beat lies at i * 2 ms - medianWindowStartMs from the R peak. */
  medianWindowStartMs: nullableNumber,
  confidence: GlobalConfidenceSchema,
});

export type GlobalMeasurements = z.infer<typeof GlobalSchema>;
