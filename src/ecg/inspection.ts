// What is in a file (the contract of `gem inspect --json`): enough to tell whether it was read right, and nothing
// that tells who the person is. Amplitudes are millivolts, times milliseconds.
import { z } from "zod";
import { IDENTITY_CATEGORIES } from "./identity.ts";
import { PatientSchema, RecordSummarySchema } from "./measurements.ts";

export const LeadSummarySchema = z.object({
  name: z.string(),
  samples: z.number().int().nonnegative(),
  /** Samples that the file marks as invalid, or pads. */
  invalidSamples: z.number().int().nonnegative(),
  minMv: z.number().nullable(),
  maxMv: z.number().nullable(),
  /** Computed from leads I and II, because the file stores only those. */
  derived: z.boolean(),
});

export const SignalGroupSummarySchema = z.object({
  /** As `gem convert --group` takes it. */
  number: z.number().int().positive(),
  kind: z.enum(["rhythm", "median"]),
  label: z.string(),
  samplingRateHz: z.number().positive(),
  durationMs: z.number().nonnegative(),
  leads: z.array(z.string()),
});

export const IdentityCountSchema = z.object({
  category: z.enum([...IDENTITY_CATEGORIES, "recording date", "age over 89", "file name", "signal name"]),
  count: z.number().int().positive(),
  action: z.enum(["removed", "shifted", "generalised", "replaced", "kept"]),
});

export const InspectionSchema = z.object({
  record: RecordSummarySchema,
  format: z.string(),
  /** Local time; moved by a secret number of days where identity was removed. */
  recordedAt: z.string().nullable(),
  patient: PatientSchema,
  leads: z.array(LeadSummarySchema),
  otherSignals: z.array(SignalGroupSummarySchema),
  /** How many marks of each code the file carries. */
  annotations: z.record(z.string(), z.number().int().positive()),
  identity: z.array(IdentityCountSchema),
  warnings: z.array(z.string()),
  disclaimer: z.string(),
});

export type Inspection = z.infer<typeof InspectionSchema>;
export type LeadSummary = z.infer<typeof LeadSummarySchema>;
