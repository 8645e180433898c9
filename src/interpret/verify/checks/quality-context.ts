// What every check of a quality is given, the reading of an interval it starts from, and how two limits make the
// words of an interval.
import type { Measurements } from "../../../ecg/measurements.ts";
import type { RuleResults } from "../../rule-result.ts";
import type { ExtractedClaim, PresenceAssertion, QualityAssertion, Subject } from "../extracted-claim.ts";
import { leadMedian } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import type { Reading } from "./limits.ts";
import { globalValue, leadValue } from "./measured.ts";

/** For patterns: the same, with what is asserted to be there. */
export interface PatternContext {
  readonly measurements: Measurements;
  readonly results: RuleResults;
  readonly claim: ExtractedClaim;
  readonly assertion: PresenceAssertion;
}

export interface QualityContext {
  readonly measurements: Measurements;
  readonly results: RuleResults;
  readonly claim: ExtractedClaim;
  readonly assertion: QualityAssertion;
}

const UNITS: Partial<Record<Subject, string>> = {
  "heart rate": "bpm",
  "atrial rate": "bpm",
  axis: "deg",
  "p axis": "deg",
  "t axis": "deg",
};

/** The reading of an interval: in the one lead the text names, where it was measured there, else of the recording. */
export function readingOf({ measurements, claim }: QualityContext, subject: Subject): Reading | null {
  const lead = claim.leads.length === 1 ? claim.leads[0]! : null;
  const unit = UNITS[subject] ?? "ms";
  if (
    lead !== null &&
    leadMedian(measurements, lead).trouble === null &&
    measurements.leads[lead] !== undefined
  ) {
    const own = leadValue({ values: measurements.leads[lead], subject, beat: claim.beat });
    if (own !== null)
      return {
        measurements,
        measure: own.name,
        value: own.value,
        unit,
        lead,
        span: own.span,
        beat: claim.beat,
      };
  }
  const global = globalValue(measurements, subject, null);
  return global === null
    ? null
    : { measurements, measure: global.name, value: global.value, unit, span: global.span, beat: claim.beat };
}

export function missing(subject: Subject): Judgement {
  return open(`${subject} was not measured`);
}

/** "Borderline" is right where a limit is near, wrong where none is. */
export function borderline(judgements: readonly Judgement[]): Judgement {
  const near = judgements.filter((judgement) => judgement.near);
  if (near.length > 0)
    return judge(
      "true",
      near.map((judgement) => judgement.reason).join("; "),
      near.flatMap((judgement) => judgement.evidence),
    );
  return open(
    judgements.map((judgement) => judgement.reason).join("; "),
    judgements.flatMap((judgement) => judgement.evidence),
  );
}

export function byLimits(word: QualityAssertion["word"], long: Judgement, short: Judgement): Judgement {
  switch (word) {
    case "prolonged":
      return long;
    case "short":
      return short;
    case "normal":
      return allOf([opposite(long), opposite(short)]);
    case "abnormal":
      return anyOf([long, short]);
    case "borderline":
      return borderline([long, short]);
    default:
      return open("an interval has no such quality");
  }
}
