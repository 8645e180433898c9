// What is measured beyond intervals and single waves: how R grows over the chest, fragmentation, delta and U waves,
// the P wave as a whole, hypertrophy points, ectopic beats and the other classes of beats. Facts, no verdicts.
import { z } from "zod";
import { BeatClassSchema } from "./beat-class.ts";

const nullableNumber = z.number().nullable();

/** R and S over V1..V6, in that order; null for a lead that is missing. An absent R or S is 0. */
export const RProgressionSchema = z.object({
  rMv: z.array(nullableNumber),
  sMv: z.array(nullableNumber),
  /** null also where there is no S. */
  rOverS: z.array(nullableNumber),
  /** Leads of V2..V4 whose R is lower than that of the lead before. */
  fallsAt: z.array(z.string()),
  /** Lead with the tallest R. */
  tallestLead: z.string().nullable(),
});

/** Leads with notches in the QRS (`notches` of the lead) or an R'. */
export const FragmentationSchema = z.object({
  leads: z.array(z.string()),
  /** Longest run of neighbours among them, in the order aVL, I, -aVR, II, aVF, III or V1..V6. */
  contiguousLeads: z.number().int().nonnegative(),
  /** Over all leads. */
  notches: z.number().int().nonnegative(),
});

/** A slow start of the QRS (30 ms or more) after a PR under 120 ms. */
export const DeltaWaveSchema = z.object({
  leads: z.array(z.string()),
  /** Medians over those leads; the height is absolute. */
  durationMs: z.number(),
  heightMv: z.number(),
});

/** Hump after T. `amplitudeMv` is signed, against the level on its two sides. */
export const UWaveSchema = z.object({
  peakMs: z.number(),
  amplitudeMv: z.number(),
  /** Of the other sign than T; null where there is no T to compare. */
  againstT: z.boolean().nullable(),
});

/** P over the leads: what speaks for one atrium or the other. */
export const PMorphologySchema = z.object({
  amplitudeIiMv: nullableNumber,
  initialV1Mv: nullableNumber,
  terminalForceV1MvMs: nullableNumber,
  /** Leads in which P has two peaks of one sign, and the widest distance between such peaks. */
  notchedLeads: z.array(z.string()),
  widestNotchMs: nullableNumber,
  /** Of II, III and aVF those where P goes up and then down. */
  biphasicInferiorLeads: z.array(z.string()),
});

/** Points of Romhilt and Estes (1968) without digitalis; null where a lead or value that decides is missing. */
export const RomhiltEstesSchema = z.object({
  voltage: nullableNumber,
  stT: nullableNumber,
  leftAtrium: nullableNumber,
  axis: nullableNumber,
  qrsDuration: nullableNumber,
  rPeakTime: nullableNumber,
  /** null where any of them is. */
  total: nullableNumber,
});

/** The succession of the ectopic beats of one class. */
export const EctopySchema = z.object({
  beats: z.number().int().nonnegative(),
  /** Exactly two in a row. */
  couplets: z.number().int().nonnegative(),
  /** Three or more in a row. */
  runs: z.number().int().nonnegative(),
  longestRunBeats: z.number().int().nonnegative(),
  /** Most ectopic beats in a row that have one (two) beats of another class before each of them. */
  bigeminyCycles: z.number().int().nonnegative(),
  trigeminyCycles: z.number().int().nonnegative(),
  /** Median and standard deviation of the interval from the beat before. */
  couplingMs: nullableNumber,
  couplingSdMs: nullableNumber,
});

/** The median beat of a further class in one lead, with its key amplitudes. */
export const ClassLeadSchema = z.object({
  qrsForm: z.string(),
  qMv: nullableNumber,
  rMv: nullableNumber,
  sMv: nullableNumber,
  rPrimeMv: nullableNumber,
  sPrimeMv: nullableNumber,
  qrsPeakToPeakMv: z.number(),
  stJMv: nullableNumber,
  pMv: nullableNumber,
  tMv: nullableNumber,
  /** As in the dominant class: 500 Hz from `medianWindowStartMs` before the R peak. */
  samplesMv: z.array(z.number()),
});

/** The beats of one class and one shape; the entries stand in order of the beats' number. */
export const ClassMeasurementsSchema = z.object({
  class: BeatClassSchema,
  /** Shapes are numbered over all classes, the dominant one is 0. */
  shape: z.number().int().nonnegative(),
  beats: z.array(z.number().int().nonnegative()),
  share: z.number(),
  /** Median interval to the beat before. */
  rrBeforeMs: nullableNumber,
  prMs: nullableNumber,
  qrsDurationMs: nullableNumber,
  qtMs: nullableNumber,
  axisDeg: z.object({ qrs: nullableNumber, t: nullableNumber }),
  confidence: z.object({ qrsDurationMs: nullableNumber, qrsAxisDeg: nullableNumber }),
  /**
   * Usable leads; empty for a single beat, and for the class and shape that `leads.<lead>.median` describes.
   */
  leads: z.record(z.string(), ClassLeadSchema),
});

export type RProgression = z.infer<typeof RProgressionSchema>;
export type Fragmentation = z.infer<typeof FragmentationSchema>;
export type DeltaWave = z.infer<typeof DeltaWaveSchema>;
export type UWave = z.infer<typeof UWaveSchema>;
export type PMorphology = z.infer<typeof PMorphologySchema>;
export type RomhiltEstes = z.infer<typeof RomhiltEstesSchema>;
export type Ectopy = z.infer<typeof EctopySchema>;
export type ClassLead = z.infer<typeof ClassLeadSchema>;
export type ClassMeasurements = z.infer<typeof ClassMeasurementsSchema>;
