// The verdict on one claim. The measurements judge the bare assertion; the text's denial turns that judgement round.
//
// Decisions on certainty:
// - A hedged claim ("possible LVH", "may suggest ischaemia") is judged like a plain one, for a text that hedges still
//   offers it to the reader: supported where met, contradicted where the measure lies beyond its tolerance on the other
//   side; whatever rests on an unverified rule or a disputed limit is not checkable.
// - "Borderline" before a pattern is supported where the rule is met or borderline.
// - An unverified rule, or a limit on which sources differ, may support a claim but never contradicts one.
// - Statements about an earlier tracing, and any claim about an unusable recording or lead, are not checkable.
import type { Claim, Evidence, Verdict } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { RuleResults } from "../rule-result.ts";
import { checkAxis } from "./checks/check-axis.ts";
import { checkComparison } from "./checks/check-comparison.ts";
import { checkDeflection } from "./checks/check-deflection.ts";
import { checkEcg } from "./checks/check-ecg.ts";
import { checkForm } from "./checks/check-form.ts";
import { judgeHypertrophy } from "./checks/check-hypertrophy.ts";
import { checkPDuration, checkPr, checkQrsDuration, checkRate } from "./checks/check-interval.ts";
import { checkPattern, judgeStT } from "./checks/check-pattern.ts";
import { checkProgression } from "./checks/check-progression.ts";
import { checkQ } from "./checks/check-q.ts";
import { checkQrs } from "./checks/check-qrs.ts";
import { checkQt } from "./checks/check-qt.ts";
import { checkRegularity } from "./checks/check-rhythm.ts";
import { checkSt } from "./checks/check-st.ts";
import { checkValue, spoken } from "./checks/check-value.ts";
import { checkVoltage } from "./checks/check-voltage.ts";
import { checkP, checkT } from "./checks/check-wave.ts";
import { leadMedian } from "./checks/evidence.ts";
import { allOf, type Judgement, judge, open } from "./checks/judgement.ts";
import { globalValue } from "./checks/measured.ts";
import type { QualityContext } from "./checks/quality-context.ts";
import { describeClaim } from "./describe-claim.ts";
import type { ExtractedClaim, QualityAssertion } from "./extracted-claim.ts";
import { LIMITS } from "./thresholds.ts";

export interface CheckContext {
  readonly measurements: Measurements;
  readonly results: RuleResults;
}

/** The claim with its verdict, its evidence and a reason in one sentence. Never throws on what is not measured. */
export function checkClaim(claim: ExtractedClaim, context: CheckContext): Claim {
  const place = { start: claim.start, end: claim.end, text: claim.text };
  const judgement = judgeClaim(claim, context);
  const verdict = verdictOf(claim, judgement);
  return {
    ...place,
    verdict,
    evidence: distinct(judgement.evidence),
    reason: reasonOf(claim, judgement, verdict),
  };
}

function judgeClaim(claim: ExtractedClaim, context: CheckContext): Judgement {
  const { quality } = context.measurements;
  if (quality.verdict === "unusable")
    return open(`the recording is unusable (${quality.reasons.join(", ") || "poor signal"})`);
  if (claim.comparedWithPrior)
    return open("the text compares with an earlier recording, which is not at hand");
  if (claim.withoutCriteria === true && claim.hedge !== null)
    return open("the text itself says that the criteria are not met");
  const troubles =
    claim.leadScope === "listed"
      ? claim.leads
          .map((lead) => leadMedian(context.measurements, lead).trouble)
          .filter((trouble) => trouble !== null)
      : [];
  if (troubles.length > 0 && troubles.length === claim.leads.length) return open(troubles.join("; "));
  const { assertion } = claim;
  const { measurements, results } = context;
  switch (assertion.kind) {
    case "value":
      return checkValue(measurements, claim, assertion);
    case "comparison":
      return checkComparison(measurements, claim, assertion);
    case "form":
      return checkForm({ measurements, results, claim }, assertion);
    case "presence":
      return checkPattern({ measurements, results, claim, assertion });
    case "quality":
      return judgeQuality({ measurements, results, claim, assertion });
  }
}

function judgeQuality(context: QualityContext): Judgement {
  const { claim, assertion } = context;
  switch (claim.subject) {
    case "heart rate":
    case "atrial rate":
      return checkRate(context);
    case "rr":
    case "rhythm":
      return checkRegularity(context);
    case "pr":
    case "av conduction":
      return checkPr(context);
    case "p duration":
      return checkPDuration(context);
    case "qrs duration":
    case "iv conduction":
      return checkQrsDuration(context);
    case "qt":
    case "qtc":
      return checkQt(context);
    case "axis":
    case "p axis":
    case "t axis":
      return checkAxis(context);
    case "intervals":
      return checkIntervals(context, assertion);
    case "st":
    case "pr segment":
      return claim.subject === "st" ? checkSt(context) : open("the PR segment is not judged");
    case "st-t":
      return judgeStT(context);
    case "p":
    case "p amplitude":
      return checkP(claim.subject === "p" ? context : amplitudeAsWave(context));
    case "t":
    case "t amplitude":
      return checkT(claim.subject === "t" ? context : amplitudeAsWave(context));
    case "q":
      return checkQ(context);
    case "r":
    case "r amplitude":
      return checkDeflection(context, "r");
    case "s":
    case "s amplitude":
      return checkDeflection(context, "s");
    case "r prime":
      return checkDeflection(context, "r prime");
    case "qrs":
      return checkQrs(context);
    case "qrs amplitude":
      return checkVoltage(context, judgeHypertrophy(context));
    case "r progression":
    case "transition":
      return checkProgression(context);
    case "ecg":
      return checkEcg(context);
    case "sokolow-lyon":
    case "cornell":
    case "cornell product":
    case "peguero-lo presti":
    case "gubner":
      return checkCriterion(context);
    default:
      return open(`${claim.subject} is not judged in words`);
  }
}

/** "High" and "low" of a P or T amplitude are "tall" and "flat" of the wave. */
function amplitudeAsWave(context: QualityContext): QualityContext {
  const words = { high: "tall", low: "low", positive: "upright", negative: "inverted" } as const;
  const word = words[context.assertion.word as keyof typeof words] ?? context.assertion.word;
  return { ...context, assertion: { ...context.assertion, word } };
}

function checkIntervals(context: QualityContext, assertion: QualityAssertion): Judgement {
  if (assertion.word !== "normal") return open("which interval is meant is not said");
  return allOf([checkPr(context), checkQrsDuration(context), checkQt(context)]);
}

/** "Sokolow-Lyon is positive/high": over its limit. */
function checkCriterion({ measurements, claim, assertion }: QualityContext): Judgement {
  const woman = measurements.patient.sex === "female";
  const limits = {
    "sokolow-lyon": LIMITS.sokolowLyon,
    cornell: woman ? LIMITS.cornellWoman : LIMITS.cornellMan,
    "cornell product": LIMITS.cornellProduct,
    "peguero-lo presti": woman ? LIMITS.pegueroWoman : LIMITS.pegueroMan,
    gubner: LIMITS.gubner,
  } as const;
  const limit = limits[claim.subject as keyof typeof limits];
  const measured = globalValue(measurements, claim.subject, null);
  if (measured === null) return open(`${claim.subject} was not measured`);
  const unit = claim.subject === "cornell product" ? "mV*ms" : "mV";
  const said = `${measured.name} measured ${spoken(measured.value, unit)} (limit ${spoken(limit.value, unit)})`;
  if (Math.abs(measured.value - limit.value) <= limit.edge) return open(`${said}, at that limit`);
  const high = judge(measured.value > limit.value ? "true" : "false", said);
  if (assertion.word === "high" || assertion.word === "positive" || assertion.word === "abnormal")
    return high;
  return { ...high, outcome: high.outcome === "true" ? "false" : "true" };
}

function verdictOf(claim: ExtractedClaim, judgement: Judgement): Verdict {
  if (judgement.outcome === "open")
    return claim.hedge === "borderline" && !claim.negated && judgement.near ? "supported" : "not checkable";
  const holds = (judgement.outcome === "true") !== claim.negated;
  if (holds) return "supported";
  return judgement.soft ? "not checkable" : "contradicted";
}

function reasonOf(claim: ExtractedClaim, judgement: Judgement, verdict: Verdict): string {
  const measured =
    judgement.reason === ""
      ? "Nothing was measured"
      : judgement.reason.charAt(0).toUpperCase() + judgement.reason.slice(1);
  const disputed =
    verdict === "not checkable" && judgement.outcome !== "open"
      ? ", which does not settle it (unverified or disputed limit)"
      : "";
  const reason = `${measured}${disputed}; the text says ${describeClaim(claim)}.`;
  return reason.length > 600 ? `${reason.slice(0, 597)}...` : reason;
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(evidence.map((item) => [JSON.stringify(item), item]));
  return [...seen.values()].slice(0, 24);
}
