// ST level and shape per lead. "Elevated" has the limits of the Universal Definition by lead, sex and age; a raised
// level below its limit is common in V2-V3, so that both "elevation" and its denial are left standing there.
import type { MedianBeat } from "../../../ecg/measurements.ts";
import { LIMITS, type Limit } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { evidence } from "./evidence.ts";
import { anyOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { everyLead, overLeads } from "./over-leads.ts";
import type { QualityContext } from "./quality-context.ts";

/** The limit of ST elevation in a lead; for an unknown sex or age the lowest and highest that may hold. */
function elevationLimits({ measurements }: QualityContext, lead: string): { low: Limit; high: Limit } {
  const { sex, ageYears } = measurements.patient;
  if (lead !== "V2" && lead !== "V3") return { low: LIMITS.stElevation, high: LIMITS.stElevation };
  if (sex === "female") return { low: LIMITS.stElevationV2V3Woman, high: LIMITS.stElevationV2V3Woman };
  if (sex === "male" && ageYears !== null) {
    const limit = ageYears < 40 ? LIMITS.stElevationV2V3YoungMan : LIMITS.stElevationV2V3Man;
    return { low: limit, high: limit };
  }
  return {
    low: sex === "male" ? LIMITS.stElevationV2V3Man : LIMITS.stElevationV2V3Woman,
    high: LIMITS.stElevationV2V3YoungMan,
  };
}

function seenAt(context: QualityContext, lead: string, value: number, operator: string, threshold: number) {
  return evidence({
    measurements: context.measurements,
    lead,
    span: "st",
    beat: context.claim.beat,
    measure: "ST level at J",
    value,
    unit: "mV",
    operator,
    threshold,
  });
}

function judgeElevated(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const level = median.stJMv;
  if (level === null) return open(`the ST level was not measured in ${lead}`);
  const { low, high } = elevationLimits(context, lead);
  const seen = [seenAt(context, lead, level, ">=", high.value)];
  const said = `ST in ${lead} measured ${spoken(level, "mV")}`;
  if (level >= high.value + high.edge) return judge("true", said, seen);
  const raisedLater = (median.st60Mv ?? level) >= LIMITS.stRaisedLater.value;
  if (level < LIMITS.stElevation.value - LIMITS.stElevation.edge && !raisedLater)
    return judge("false", said, seen);
  if (level >= low.value - low.edge)
    return open(`${said}, at the limit of ${spoken(low.value, "mV")} for elevation`, seen);
  // Raised, but within what is normal for the lead, or only later than J.
  const grey = `${said}, below the limit of ${spoken(low.value, "mV")} for elevation`;
  return context.assertion.degree === "significant" && level < low.value - 2 * low.edge
    ? judge("false", grey, seen)
    : soft("false", grey, seen);
}

function judgeDepressed(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const level = median.stJMv;
  if (level === null) return open(`the ST level was not measured in ${lead}`);
  const { value, edge } = LIMITS.stDepression;
  const seen = [seenAt(context, lead, level, "<=", value)];
  const said = `ST in ${lead} measured ${spoken(level, "mV")}`;
  const lowest = Math.min(level, median.st60Mv ?? level);
  if (lowest > value + edge) return judge("false", said, seen);
  if (level <= value - edge) {
    const rising = median.stForm === "upslope" && (median.st60Mv ?? level) > value;
    return rising ? open(`${said} at J but rises at once`, seen) : judge("true", said, seen);
  }
  return level > value + edge
    ? soft("false", `${said} at J, lower behind it`, seen)
    : open(`${said}, at the limit of ${spoken(value, "mV")} for depression`, seen);
}

function judgeIsoelectric(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const level = median.stJMv;
  if (level === null) return open(`the ST level was not measured in ${lead}`);
  const size = Math.abs(level);
  const seen = [seenAt(context, lead, level, "<=", LIMITS.stIsoelectric.value)];
  const said = `ST in ${lead} measured ${spoken(level, "mV")}`;
  if (size <= LIMITS.stIsoelectric.value) return judge("true", said, seen);
  if (size < LIMITS.stElevation.value) return soft("true", said, seen);
  const elevated = judgeElevated(context, median, lead);
  return elevated.outcome === "true" || level < 0 || level >= LIMITS.stPlainlyOff.value
    ? judge("false", said, seen)
    : open(`${said}, within normal limits but off the baseline`, seen);
}

/** Deviated either way: what "ST changes" and "abnormal ST" mean. */
export function judgeDeviated(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  // aVR mirrors the other leads: depression there is normal.
  const depressed =
    lead === "aVR"
      ? judge("false", "ST depression in aVR counts for nothing", [
          seenAt(context, lead, median.stJMv ?? 0, "<=", LIMITS.stDepression.value),
        ])
      : judgeDepressed(context, median, lead);
  // By the Universal Definition what lies below the limit of the lead is not abnormal.
  const elevated = judgeElevated(context, median, lead);
  const level = median.stJMv ?? 0;
  // "No ST deviation" is no word for a segment plainly off the baseline, though a "significant" one may be denied.
  if (
    context.claim.negated &&
    context.assertion.word === "deviated" &&
    context.assertion.degree !== "significant"
  ) {
    if (level >= LIMITS.stPlainlyOff.value) return judge("true", elevated.reason, elevated.evidence);
  }
  return anyOf([elevated.outcome === "false" ? { ...elevated, soft: false } : elevated, depressed]);
}

function judgeForm(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const { word } = context.assertion;
  const curved = word === "concave" || word === "convex";
  const found = curved ? median.stCurve : median.stForm;
  if (found === null) return open(`the ST shape was not measured in ${lead}`);
  const wanted = {
    upsloping: "upslope",
    downsloping: "downslope",
    horizontal: "horizontal",
    concave: "concave",
    convex: "convex",
  }[word as "upsloping"];
  const seen = [
    evidence({
      measurements: context.measurements,
      lead,
      span: "st",
      measure: "ST shape",
      value: found,
      unit: "",
      operator: "=",
      threshold: wanted,
    }),
  ];
  if (found === wanted) return judge("true", `ST in ${lead} is ${found}`, seen);
  const between = found === "horizontal" || found === "straight" || word === "horizontal";
  return between
    ? open(`ST in ${lead} is ${found}`, seen)
    : judge("false", `ST in ${lead} is ${found}`, seen);
}

function isSuppressed({ results }: QualityContext): string | null {
  const rule = results.get("ste");
  return rule?.outcome === "not assessable" && /suppressed/.test(rule.reason ?? "")
    ? (rule.reason ?? "")
    : null;
}

/** Judges a quality of the ST segment. */
export function checkSt(context: QualityContext): Judgement {
  const { measurements, claim, assertion } = context;
  const over = (judgeLead: (median: MedianBeat, lead: string) => Judgement): Judgement =>
    overLeads({ measurements, claim, judgeLead });
  const every = (judgeLead: (median: MedianBeat, lead: string) => Judgement): Judgement =>
    everyLead({ measurements, claim, judgeLead });
  switch (assertion.word) {
    case "elevated":
      return unlisted(
        context,
        over((median, lead) => judgeElevated(context, median, lead)),
        "ste",
      );
    case "depressed":
      return unlisted(
        context,
        over((median, lead) => judgeDepressed(context, median, lead)),
        "std",
      );
    case "isoelectric":
      return every((median, lead) => judgeIsoelectric(context, median, lead));
    case "normal":
      return normalSt(
        context,
        every((median, lead) => opposite(judgeDeviated(context, median, lead))),
      );
    case "deviated":
    case "abnormal":
      return claim.leads.length > 0
        ? over((median, lead) => judgeDeviated(context, median, lead))
        : opposite(normalSt(context, allLeadsNormal(context)));
    case "borderline":
      return open("no limits of a borderline ST segment are in use");
    default:
      return over((median, lead) => judgeForm(context, median, lead));
  }
}

function allLeadsNormal(context: QualityContext): Judgement {
  const { measurements, claim } = context;
  return everyLead({
    measurements,
    claim: { ...claim, leads: [] },
    judgeLead: (median, lead) => opposite(judgeDeviated(context, median, lead)),
  });
}

function normalSt(context: QualityContext, judgement: Judgement): Judgement {
  const suppressed = isSuppressed(context);
  return suppressed === null ? judgement : open(`ST is not judged here (${suppressed})`, judgement.evidence);
}

/** Without leads a text means ST deviation that counts: the rule (two neighbouring leads) decides where it can. */
function unlisted({ claim, results }: QualityContext, perLead: Judgement, id: "ste" | "std"): Judgement {
  if (claim.leads.length > 0 && claim.leadScope !== "all" && claim.leadScope !== "some") return perLead;
  const rule = results.get(id);
  if (rule?.outcome === "met")
    return judge(
      "true",
      perLead.outcome === "true" ? perLead.reason : `${rule.name} was found`,
      perLead.outcome === "true" ? perLead.evidence : rule.evidence,
    );
  if (rule?.outcome !== "not met")
    return perLead.outcome === "false"
      ? perLead
      : open(`${rule?.reason ?? "no rule decides it"}; ${perLead.reason}`, perLead.evidence);
  // Not in two neighbouring leads: denial holds; a single lead leaves the assertion undecided.
  return perLead.outcome === "true"
    ? soft("false", `only single leads show it: ${perLead.reason}`, perLead.evidence)
    : { ...perLead, outcome: "false" };
}
