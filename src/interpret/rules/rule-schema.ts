// The shape of a rule. Rules are data: everything a rule says is in its record, the code only evaluates.
// A rule of the rule book may have parts (id "ste@inferior" is part of "ste"): the same rule for one
// territory, grade or criterion.
import { z } from "zod";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { MEASURE_NAMES, type MeasureName } from "./measure-catalogue.ts";

export const LeadNameSchema = z.enum([...STANDARD_LEADS, "-aVR"]);
export const ProfileSchema = z.enum(["guideline", "reasoning-benchmark"]);

/** The order in which rules are applied; suppression works forwards only. */
export const STAGES = [
  "quality",
  "pacing and pre-excitation",
  "rhythm",
  "AV conduction",
  "QRS and bundle branch block",
  "axis, voltage and hypertrophy",
  "ST-T and Q",
  "QT",
  "comparison",
] as const;

export const GROUPS = [
  "conventions",
  "normal ranges",
  "rhythm",
  "AV conduction",
  "intraventricular conduction",
  "axis and voltage",
  "hypertrophy",
  "ischaemia",
  "mimics",
  "QT",
  "leads and quality",
  "comparison",
] as const;

/** One of several thresholds; the first that fits the lead and the person counts. */
const VariantSchema = z.strictObject({
  value: z.number(),
  leads: z.exactOptional(z.array(LeadNameSchema).readonly()),
  sex: z.exactOptional(z.enum(["female", "male"])),
  ageFrom: z.exactOptional(z.number()),
  ageBelow: z.exactOptional(z.number()),
});

const ComparisonSchema = z.strictObject({
  measure: z.enum(MEASURE_NAMES as [MeasureName, ...MeasureName[]]),
  /** Where the comparison stands outside any list of leads. */
  lead: z.exactOptional(LeadNameSchema),
  operator: z.enum([">", ">=", "<", "<=", "=", "!=", "in"]),
  threshold: z.union([
    z.number(),
    z.string(),
    z.boolean(),
    z.array(z.string()).readonly(),
    z.strictObject({ variants: z.array(VariantSchema).min(1).readonly() }),
  ]),
  unit: z.string(),
  /** Half width of the borderline zone where it is not that of the quantity (tolerances.ts). */
  tolerance: z.exactOptional(z.number().nonnegative()),
});

export type ThresholdVariant = z.infer<typeof VariantSchema>;
export type Comparison = z.infer<typeof ComparisonSchema>;
export type LeadName = z.infer<typeof LeadNameSchema>;
export type Profile = z.infer<typeof ProfileSchema>;
export type Stage = (typeof STAGES)[number];
export type Group = (typeof GROUPS)[number];

/** Conditions nest; truth.ts says how their outcomes combine. */
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  /** At least so many of the members, or so many points where members carry points. */
  | { readonly atLeast: number; readonly of: readonly (Condition | Scored)[] }
  | { readonly not: Condition }
  /** The condition holds in so many of these leads. */
  | { readonly inLeads: readonly LeadName[]; readonly count: number | "all"; readonly that: Condition }
  /** It holds in so many neighbouring leads of this order. */
  | { readonly contiguous: number; readonly among: readonly LeadName[]; readonly that: Condition }
  /** The lead in view is one of these. */
  | { readonly leadIn: readonly LeadName[] }
  /** The outcome of a rule evaluated before. */
  | { readonly rule: string };

export interface Scored {
  readonly points: number;
  readonly when: Condition;
}

export const ConditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    ComparisonSchema,
    z.strictObject({ all: z.array(ConditionSchema).min(1) }),
    z.strictObject({ any: z.array(ConditionSchema).min(1) }),
    z.strictObject({
      atLeast: z.number().positive(),
      of: z
        .array(
          z.union([
            ConditionSchema,
            z.strictObject({ points: z.number().positive(), when: ConditionSchema }),
          ]),
        )
        .min(1),
    }),
    z.strictObject({ not: ConditionSchema }),
    z.strictObject({
      inLeads: z.array(LeadNameSchema).min(1),
      count: z.union([z.number().int().positive(), z.literal("all")]),
      that: ConditionSchema,
    }),
    z.strictObject({
      contiguous: z.number().int().min(2),
      among: z.array(LeadNameSchema).min(2),
      that: ConditionSchema,
    }),
    z.strictObject({ leadIn: z.array(LeadNameSchema).min(1) }),
    z.strictObject({ rule: z.string() }),
  ]),
);

const HeadSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9.]+(@[a-z0-9-]+)?$/),
  group: z.enum(GROUPS),
  stage: z.enum(STAGES),
  name: z.string().min(3),
  /** What a reader goes without where the rule cannot be assessed; null: nothing worth a line. */
  topic: z.string().nullable(),
  source: z.string().min(1),
  /** S corroborated in public material, K known from memory, E engineering choice. */
  mark: z.enum(["S", "K", "E"]),
  /** Set for mark K: such a rule decides no definite finding alone. */
  unverified: z.exactOptional(z.literal(true)),
  /** What was left out of the rule book's text or added to it. */
  note: z.exactOptional(z.string()),
});

/** A convention, a wording or a table: nothing to test, or nothing that one resting ECG can tell. */
const ConventionSchema = HeadSchema.extend({
  kind: z.literal("convention"),
  /** Why there is no outcome. */
  reason: z.string().min(5),
});

const ExecutableSchema = HeadSchema.extend({
  kind: z.literal("executable"),
  needs: z.exactOptional(
    z.strictObject({
      /** Leads without which the rule is not assessable, whatever the others show. */
      leads: z.exactOptional(z.array(LeadNameSchema).readonly()),
    }),
  ),
  /** Rules that must hold too. */
  requires: z.exactOptional(z.array(z.string()).readonly()),
  /** Rules under which this one says nothing. */
  suppressedBy: z.exactOptional(z.array(z.string()).readonly()),
  /** It suppresses others only when plainly met, not when borderline. */
  suppressesOnlyWhenMet: z.exactOptional(z.literal(true)),
  /** Holds for children as well. */
  allAges: z.exactOptional(z.literal(true)),
  when: ConditionSchema,
  profiles: z.exactOptional(z.strictObject({ "reasoning-benchmark": ConditionSchema })),
});

export const RuleSchema = z
  .discriminatedUnion("kind", [ConventionSchema, ExecutableSchema])
  .refine((rule) => (rule.unverified === true) === (rule.mark === "K"), {
    message: "unverified must be set exactly for mark K",
  });

export type Convention = z.infer<typeof ConventionSchema>;
export type ExecutableRule = Omit<z.infer<typeof ExecutableSchema>, "when" | "profiles"> & {
  readonly when: Condition;
  readonly profiles?: { readonly "reasoning-benchmark": Condition };
};
export type Rule = Convention | ExecutableRule;
