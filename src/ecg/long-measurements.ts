// What is said of a long recording: it is measured in windows, each a Measurements with `record.startMs`, and this
// sums them up. Units as there; not found is null. A rate or an interval is only taken between two beats of a stretch
// that could be read throughout.
import { z } from "zod";
import { BeatClassSchema } from "./beat-class.ts";
import { GlobalSchema } from "./global-measurements.ts";
import {
  BeatSchema,
  NotMeasuredSchema,
  PatientSchema,
  QualitySchema,
  RecordSummarySchema,
} from "./measurements.ts";

const nullableNumber = z.number().nullable();
const count = z.number().int().nonnegative();
const verdict = QualitySchema.shape.verdict;

/** One value over the windows that have it; of an axis the circle is cut opposite its mean. */
export const SpreadSchema = z.object({
  median: z.number(),
  /** Tenth and ninetieth percentile. */
  p10: z.number(),
  p90: z.number(),
  min: z.number(),
  max: z.number(),
  windows: count,
});

/** The same reason in several windows is told once, its numbers as ranges ("flat for 2.5 to 60.0 s"). */
export const LongReasonSchema = z.object({ reason: z.string(), windows: count, durationMs: z.number() });

export const StretchSchema = z.object({
  startMs: z.number(),
  endMs: z.number(),
  verdict,
  reasons: z.array(z.string()),
});

export const LongQualitySchema = z.object({
  /** unusable: no window could be read; ok: every window is. */
  verdict,
  /** Mean over the time of the windows' own (Quality); null where none was judged. */
  acceptability: nullableNumber,
  reasons: z.array(LongReasonSchema),
  /** Neighbouring windows of one verdict together; without gaps from start to end. */
  stretches: z.array(StretchSchema),
  /** Share of the time in which the lead could be read, and why not in the rest. */
  leads: z.record(z.string(), z.object({ usableShare: z.number(), reasons: z.array(LongReasonSchema) })),
});

const rateAt = z.object({ bpm: z.number(), startMs: z.number() }).nullable();

/** A minute has a rate where at least half of it lies between two beats. */
export const LongRateSchema = z.object({
  /** Over all intervals. */
  meanBpm: nullableNumber,
  minBpm: rateAt,
  maxBpm: rateAt,
  perMinuteBpm: z.array(nullableNumber),
});

/** From intervals between two normal beats (Task Force 1996); null where there are too few. */
export const LongRhythmSchema = z.object({
  sdnnMs: nullableNumber,
  /** Standard deviation of the means of five minutes. */
  sdannMs: nullableNumber,
  rmssdMs: nullableNumber,
  nn50Share: nullableNumber,
});

/** Intervals of at least `fromMs` between beats that were seen without a gap. */
export const PausesSchema = z.object({
  fromMs: z.number(),
  count,
  /** Of those, the ones of three seconds and more. */
  over3s: count,
  /** The longest ones, longest first, at most twenty; `startMs` is the R peak before. */
  longest: z.array(z.object({ startMs: z.number(), durationMs: z.number() })),
});

export const LongEctopySchema = z.object({
  beats: count,
  /** Exactly two in a row. */
  couplets: count,
  /** Three and more. */
  runs: count,
  longestRun: z.object({ startMs: z.number(), beats: count, bpm: nullableNumber }).nullable(),
});

export const HourSchema = z.object({
  startMs: z.number(),
  /** Of this hour, in windows that could be read. */
  measuredMs: z.number(),
  beats: count,
  meanBpm: nullableNumber,
  minBpm: nullableNumber,
  maxBpm: nullableNumber,
  pvc: count,
  pac: count,
  pauses: count,
});

export const LongSummarySchema = z.object({
  windows: z.object({
    count,
    /** Those that could be read. */
    measured: count,
    lengthMs: z.number(),
    /** Seen by a window on both sides beyond itself: its values (not its beats and lists) describe that too. */
    contextMs: z.number(),
  }),
  /** Time in windows that could be read. */
  measuredMs: z.number(),
  beats: z.object({ total: count, byClass: z.record(BeatClassSchema, count) }),
  rate: LongRateSchema,
  rhythm: LongRhythmSchema,
  pauses: PausesSchema,
  ectopy: z.object({ pvc: LongEctopySchema, pac: LongEctopySchema }),
  /** How long the windows show an organised P, none, regular flutter waves, and how long that cannot be said. */
  atrial: z.object({
    organisedPMs: z.number(),
    noOrganisedPMs: z.number(),
    flutterMs: z.number(),
    notAssessableMs: z.number(),
  }),
  /** Every value of `global` by its path ("prMs", "axisDeg.qrs"), over the windows. */
  values: z.record(z.string(), SpreadSchema),
  hours: z.array(HourSchema),
});

/** The values of one window; its waves are in the lines of --jsonl. */
export const WindowValuesSchema = z.object({
  startMs: z.number(),
  durationMs: z.number(),
  verdict,
  reasons: z.array(z.string()),
  /** Numbers of its beats: the first, and how many. */
  firstBeat: count,
  beatCount: count,
  global: GlobalSchema,
  notMeasured: z.array(NotMeasuredSchema),
});

/** The last line of --jsonl. */
export const LongResultSchema = z.object({
  record: RecordSummarySchema,
  patient: PatientSchema,
  quality: LongQualitySchema,
  summary: LongSummarySchema,
});

/** The object of --json. */
export const LongMeasurementsSchema = LongResultSchema.extend({
  beats: z.array(BeatSchema),
  windows: z.array(WindowValuesSchema),
  /** Where the rest is. */
  note: z.string(),
});

export type Spread = z.infer<typeof SpreadSchema>;
export type LongReason = z.infer<typeof LongReasonSchema>;
export type Stretch = z.infer<typeof StretchSchema>;
export type LongQuality = z.infer<typeof LongQualitySchema>;
export type LongEctopy = z.infer<typeof LongEctopySchema>;
export type LongHour = z.infer<typeof HourSchema>;
export type LongSummary = z.infer<typeof LongSummarySchema>;
export type LongResult = z.infer<typeof LongResultSchema>;
export type WindowValues = z.infer<typeof WindowValuesSchema>;
export type LongMeasurements = z.infer<typeof LongMeasurementsSchema>;
