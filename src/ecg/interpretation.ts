// Interpretation: Findings + Narrative + Claims + what was not assessed (the contract of `gem interpret
// --json` and `gem verify --json`). Text offsets are UTF-16 code units.
import { z } from "zod";
import { QualitySchema, RecordSummarySchema } from "./measurements.ts";

/** Where a statement can be seen. Global measures carry `lead: null`, whole-record ones `beat: null`. */
export const EvidenceSchema = z.object({
  lead: z.string().nullable(),
  beat: z.number().int().nonnegative().nullable(),
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  measure: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]).nullable(),
  unit: z.string(),
  operator: z.string().nullable(),
  threshold: z.union([z.number(), z.string(), z.boolean()]).nullable(),
});

export const OutcomeSchema = z.enum(["met", "not met", "borderline", "not assessable"]);

export const CriterionSchema = z.object({
  rule: z.string(),
  outcome: OutcomeSchema,
  source: z.string(),
});

export const CertaintySchema = z.enum(["definite", "probable", "possible"]);

export const FindingSchema = z.object({
  id: z.string(),
  statement: z.string(),
  codes: z.object({
    scp: z.string().nullable(),
    aha: z.string().nullable(),
    snomed: z.string().nullable(),
  }),
  certainty: CertaintySchema,
  probability: z.number().min(0).max(1).nullable(),
  /** 95 % interval of how often predictions of this size were right on patients never seen. */
  probabilityInterval: z.array(z.number()).length(2).nullable().optional(),
  criteria: z.array(CriterionSchema),
  evidence: z.array(EvidenceSchema),
});

export const VerdictSchema = z.enum(["supported", "contradicted", "not checkable"]);

export const ClaimSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  verdict: VerdictSchema,
  evidence: z.array(EvidenceSchema),
  reason: z.string(),
});

export const NotAssessedSchema = z.object({ what: z.string(), why: z.string() });

export const InterpretationSchema = z.object({
  record: RecordSummarySchema,
  quality: QualitySchema,
  interpreter: z.object({
    name: z.string(),
    model: z.string().nullable(),
    sha256: z.string().nullable(),
  }),
  findings: z.array(FindingSchema),
  probabilities: z.record(z.string(), z.number()).nullable(),
  narrative: z.string(),
  claims: z.array(ClaimSchema),
  notAssessed: z.array(NotAssessedSchema),
  disclaimer: z.string(),
});

export const VerificationSchema = z.object({ claims: z.array(ClaimSchema) });

export type Evidence = z.infer<typeof EvidenceSchema>;
export type Outcome = z.infer<typeof OutcomeSchema>;
export type Criterion = z.infer<typeof CriterionSchema>;
export type Certainty = z.infer<typeof CertaintySchema>;
export type Finding = z.infer<typeof FindingSchema>;
export type Verdict = z.infer<typeof VerdictSchema>;
export type Claim = z.infer<typeof ClaimSchema>;
export type NotAssessed = z.infer<typeof NotAssessedSchema>;
export type Interpretation = z.infer<typeof InterpretationSchema>;
