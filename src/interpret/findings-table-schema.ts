// The shape of the findings table: which outcomes of which rules make which statement, and how sure it is.
// Thresholds are not here but in the rules; what is here is wording, certainty and precedence.
import type { Certainty } from "../ecg/interpretation.ts";

/**
 * What a finding does to "normal ECG": nothing, "otherwise normal ECG", or it forbids both. Urgent findings
 * say themselves that a clinician must look now; technical ones speak of the recording, not the heart.
 */
export type Weight = "normal" | "variant" | "abnormal" | "urgent" | "technical";

/**
 * One way to arrive at a finding. A rule holds when it is met, or borderline on the side of met; the
 * finding is then no surer than the entry's `borderline` says.
 */
export interface Grade {
  readonly certainty: Certainty;
  /** All of these rules hold. */
  readonly all?: readonly string[];
  /** At least one of these holds. */
  readonly any?: readonly string[];
  /** None of these holds. */
  readonly none?: readonly string[];
  /** Instead of the entry's wording. */
  readonly statement?: string;
  readonly weight?: Weight;
}

export interface FindingEntry {
  readonly id: string;
  /**
   * "{leads}" becomes the leads in which the first rule of the grade holds, "{rules}" the names of those of
   * `any` that hold, "{reasons}" and "{reversal}" what the quality gate says.
   */
  readonly statement: string;
  readonly weight: Weight;
  /** Weight where the finding comes out "possible"; its own unless told. */
  readonly weightWhenPossible?: Weight;
  /** Tried in order; the first that holds decides. */
  readonly grades: readonly [Grade, ...Grade[]];
  /** The most a borderline rule can give: a certainty, or nothing at all. */
  readonly borderline: Certainty | "dropped";
  /** Wording where a borderline rule decided; its own unless told. */
  readonly borderlineStatement?: string;
  /** Words added while a rule holds ("with rapid ventricular response"). */
  readonly additions?: readonly { readonly rule: string; readonly text: string }[];
  /** Rules that make it one step less sure. */
  readonly weakenedBy?: readonly string[];
  /** Findings that are not stated beside this one. */
  readonly excludes?: readonly string[];
  /** Names the basic rhythm. */
  readonly rhythm?: true;
  /** Where the clinical context speaks of ischaemia: one step surer, never definite, and in these words. */
  readonly inContext?: { readonly statement?: string };
}
