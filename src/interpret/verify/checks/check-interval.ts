// "Prolonged", "narrow", "fast", "left deviation", "regular": qualities of rates, intervals, axes and rhythm against
// the limits of thresholds.ts. Where sources differ (a rate of 50 to 60, a QRS of 110 to 120 ms) a text is given the
// benefit of the doubt but never contradicted.
import type { Measurements } from "../../../ecg/measurements.ts";
import type { RuleResults } from "../../rule-result.ts";
import type { ExtractedClaim, QualityAssertion, Subject } from "../extracted-claim.ts";
import { LIMITS } from "../thresholds.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { above, atLeast, below, pastBand, type Reading } from "./limits.ts";
import { evidence, globalValue, leadMedian, leadValue } from "./measured.ts";

export interface QualityContext {
  readonly measurements: Measurements;
  readonly results: RuleResults;
  readonly claim: ExtractedClaim;
  readonly assertion: QualityAssertion;
}

const UNITS: Partial<Record<Subject, string>> = { "heart rate": "bpm", "atrial rate": "bpm", axis: "deg", "p axis": "deg", "t axis": "deg" };

/** The reading of an interval: in the one lead the text names, where it was measured there, else of the recording. */
export function readingOf({ measurements, claim }: QualityContext, subject: Subject): Reading | null {
  const lead = claim.leads.length === 1 ? claim.leads[0]! : null;
  const unit = UNITS[subject] ?? "ms";
  if (lead !== null && leadMedian(measurements, lead).trouble === null && measurements.leads[lead] !== undefined) {
    const own = leadValue({ lead, values: measurements.leads[lead], subject, beat: claim.beat });
    if (own !== null) return { measurements, measure: own.name, value: own.value, unit, lead, span: own.span, beat: claim.beat };
  }
  const global = globalValue(measurements, subject, null);
  return global === null ? null : { measurements, measure: global.name, value: global.value, unit, span: global.span, beat: claim.beat };
}

function missing(subject: Subject): Judgement {
  return open(`${subject} was not measured`);
}

export function checkRate(context: QualityContext): Judgement {
  const reading = readingOf(context, context.claim.subject === "atrial rate" ? "atrial rate" : "heart rate");
  if (reading === null) return missing("heart rate");
  const fast = above(reading, LIMITS.rateFast);
  const slow = below(reading, LIMITS.rateSlow);
  const clearlySlow = below(reading, LIMITS.rateClearlySlow);
  // Between 50 and 60 texts rightly say both "bradycardia" and "normal rate".
  const disputed = slow.outcome === "true" && clearlySlow.outcome !== "true";
  switch (context.assertion.word) {
    case "fast":
      return fast;
    case "slow":
      return disputed ? { ...slow, soft: true } : slow;
    case "normal": {
      if (disputed) return open(`${slow.reason}; sources put the lower limit of normal at 50 or at 60 bpm`, slow.evidence);
      return allOf([opposite(fast), opposite(slow)]);
    }
    case "abnormal":
      return disputed ? open(slow.reason, slow.evidence) : anyOf([fast, slow]);
    case "borderline":
      return borderline([fast, slow]);
    default:
      return open("a rate has no such quality");
  }
}

/** "Borderline" is right where a limit is near, wrong where none is. */
function borderline(judgements: readonly Judgement[]): Judgement {
  const near = judgements.filter((judgement) => judgement.outcome === "open");
  if (near.length > 0) return judge("true", near.map((judgement) => judgement.reason).join("; "), near.flatMap((judgement) => judgement.evidence));
  return open(judgements.map((judgement) => judgement.reason).join("; "), judgements.flatMap((judgement) => judgement.evidence));
}

export function checkPr(context: QualityContext): Judgement {
  const reading = readingOf(context, "pr");
  const { word } = context.assertion;
  if (word === "constant" || word === "variable") return checkPrConstancy(context);
  if (reading === null) {
    const noP = context.measurements.global.atrial.organisedP === false;
    return open(noP ? "there is no organised P wave to measure PR from" : "PR was not measured");
  }
  const long = above(reading, LIMITS.prLong);
  const short = below(reading, LIMITS.prShort);
  return byLimits(word, long, short);
}

function byLimits(word: QualityAssertion["word"], long: Judgement, short: Judgement): Judgement {
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

function checkPrConstancy({ measurements, assertion }: QualityContext): Judgement {
  const { prSdMs } = measurements.global.atrial;
  if (prSdMs === null) return open("the variation of PR was not measured");
  const reading: Reading = { measurements, measure: "standard deviation of PR", value: prSdMs, unit: "ms" };
  const varies = above(reading, LIMITS.prConstantSdMs);
  return assertion.word === "variable" ? varies : opposite(varies);
}

export function checkPDuration(context: QualityContext): Judgement {
  const reading = readingOf(context, "p duration");
  if (reading === null) return missing("p duration");
  const wide = atLeast(reading, LIMITS.pWide);
  const { word } = context.assertion;
  if (word === "short") return open("no lower limit of the P duration is in use");
  return byLimits(word, wide, judge("false", wide.reason, wide.evidence));
}

export function checkQrsDuration(context: QualityContext): Judgement {
  const reading = readingOf(context, "qrs duration");
  if (reading === null) return missing("qrs duration");
  const wide = pastBand(reading, LIMITS.qrsWide, LIMITS.qrsNormal);
  switch (context.assertion.word) {
    case "wide":
    case "prolonged":
    case "abnormal":
      return wide;
    case "narrow":
    case "short":
    case "normal":
      return opposite(wide);
    case "borderline":
      return wide.outcome === "open" ? judge("true", wide.reason, wide.evidence) : open(wide.reason, wide.evidence);
    case "constant":
      return checkBeatsAlike(context);
    default:
      return open("a QRS duration has no such quality");
  }
}

/** All QRS complexes of one shape: no ectopic, paced or fused beat among them. */
export function checkBeatsAlike({ measurements, assertion }: QualityContext): Judgement {
  const others = measurements.beats.filter((beat) => !/^(?:normal|pac)$/.test(beat.class) && beat.class !== measurements.global.dominantClass);
  const seen = evidence({ measurements, measure: "beats of another shape", value: others.length, unit: "count", operator: "=", threshold: 0 });
  const alike = judge(others.length === 0 ? "true" : "false", `${others.length} of ${measurements.beats.length} beats have another shape`, [seen]);
  return assertion.word === "variable" ? opposite(alike) : alike;
}

/** QT and QTc: long and short are meant of the corrected interval; a verdict needs the formulas to agree. */
export function checkQt(context: QualityContext): Judgement {
  const { measurements, assertion } = context;
  const { qtcMs } = measurements.global;
  const sex = measurements.patient.sex;
  const formulas = (["bazett", "framingham"] as const).filter((formula) => qtcMs[formula] !== null);
  if (formulas.length === 0) return missing("qtc");
  const readings = formulas.map((formula): Reading => ({ measurements, measure: `QTc (${formula === "bazett" ? "Bazett" : "Framingham"})`, value: qtcMs[formula] ?? 0, unit: "ms", span: "qt" }));
  const limits = sex === "male" ? [LIMITS.qtcLongMale] : sex === "female" ? [LIMITS.qtcLongFemale] : [LIMITS.qtcLongMale, LIMITS.qtcLongFemale];
  const long = agreeing(readings.flatMap((reading) => limits.map((one) => atLeast(reading, one))));
  const short = agreeing(readings.map((reading) => pastBand(reading, LIMITS.qtcVeryShort, LIMITS.qtcShort)));
  const { word } = assertion;
  if (word === "normal") {
    // A QTc between 360 and 390 ms is short to one source and normal to the rest: it may be called normal.
    const notShort = short.outcome === "open" ? soft("true", short.reason, short.evidence) : opposite(short);
    return allOf([opposite(long), notShort]);
  }
  if (word === "constant" || word === "variable") return open("the variation of QT over beats is not judged");
  return byLimits(word, long, short);
}

/** The outcome that several readings of one quantity agree on, those at an edge aside; open where they differ. */
function agreeing(judgements: readonly Judgement[]): Judgement {
  const first = judgements.find((judgement) => judgement.outcome !== "open") ?? judgements[0];
  if (first === undefined) return open("QTc was not measured");
  const same = judgements.every((judgement) => judgement.outcome === first.outcome || judgement.outcome === "open");
  const reasons = [...new Set(judgements.map((judgement) => judgement.reason))].join("; ");
  return { ...first, outcome: same ? first.outcome : "open", reason: reasons, evidence: judgements.slice(0, 2).flatMap((judgement) => judgement.evidence) };
}

export function checkAxis(context: QualityContext): Judgement {
  const { claim, assertion, measurements } = context;
  const reading = readingOf(context, claim.subject);
  if (reading === null) return assertion.word === "indeterminate" ? open("the axis was not measured, which may be what the text means") : missing(claim.subject);
  const limits = claim.subject === "p axis" ? { left: { ...LIMITS.axisLeft, value: 0, source: "P axis 0 to 75 degrees" }, right: { ...LIMITS.axisRight, value: 75 } } : { left: LIMITS.axisLeft, right: LIMITS.axisRight };
  const value = reading.value;
  const leftOf = below(reading, limits.left);
  const rightOf = above(reading, limits.right);
  const extreme = { ...LIMITS.axisLeft, value: -90 };
  const belowNinety = below(reading, extreme);
  const left = allOf([leftOf, opposite(belowNinety)]);
  switch (assertion.word) {
    case "normal":
      return allOf([opposite(leftOf), opposite(rightOf)]);
    case "left deviation":
      return left;
    case "right deviation":
      return value < -150 ? open(`${reading.measure} measured ${value.toFixed(0)}°, extreme to the right or left`, rightOf.evidence) : rightOf;
    case "leftward":
      return value < 0 && value > -30 ? soft("open", `${reading.measure} measured ${value.toFixed(0)}°: leftward but not deviated`, leftOf.evidence) : left;
    case "rightward":
      return value > 75 && value <= 90 ? soft("open", `${reading.measure} measured ${value.toFixed(0)}°: rightward but not deviated`, rightOf.evidence) : rightOf;
    case "extreme deviation":
      return value > 175 ? open(rightOf.reason, rightOf.evidence) : belowNinety;
    case "deviated":
    case "abnormal":
      return anyOf([leftOf, rightOf]);
    case "borderline":
      return borderline([leftOf, rightOf]);
    case "indeterminate":
      return judge("false", `${reading.measure} measured ${value.toFixed(0)}°`, [evidence({ ...reading, measurements })]);
    default:
      return open("an axis has no such quality");
  }
}
