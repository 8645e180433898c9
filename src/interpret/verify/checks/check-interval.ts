// "Prolonged", "narrow", "fast": qualities of rates and intervals against the limits of thresholds.ts. Where sources
// differ (a rate of 50 to 60, a QRS of 110 to 120 ms) a text is given the benefit of the doubt.
import { LIMITS } from "../thresholds.ts";
import { evidence } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import { above, atLeast, below, pastBand, type Reading } from "./limits.ts";
import { borderline, byLimits, missing, type QualityContext, readingOf } from "./quality-context.ts";

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
      if (disputed)
        return open(
          `${slow.reason}; sources put the lower limit of normal at 50 or at 60 bpm`,
          slow.evidence,
        );
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
      return wide.outcome === "open"
        ? judge("true", wide.reason, wide.evidence)
        : open(wide.reason, wide.evidence);
    case "constant":
      return checkBeatsAlike(context);
    default:
      return open("a QRS duration has no such quality");
  }
}

/** All QRS complexes of one shape: no ectopic, paced or fused beat among them. */
export function checkBeatsAlike({ measurements, assertion }: QualityContext): Judgement {
  const others = measurements.beats.filter(
    (beat) => !/^(?:normal|pac)$/.test(beat.class) && beat.class !== measurements.global.dominantClass,
  );
  const seen = evidence({
    measurements,
    measure: "beats of another shape",
    value: others.length,
    unit: "count",
    operator: "=",
    threshold: 0,
  });
  const alike = judge(
    others.length === 0 ? "true" : "false",
    `${others.length} of ${measurements.beats.length} beats have another shape`,
    [seen],
  );
  return assertion.word === "variable" ? opposite(alike) : alike;
}
