// R-wave progression over the chest leads and the lead of transition.
import { PRECORDIAL_LEADS } from "../../../ecg/lead-names.ts";
import { evidence, leadMedian } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import type { QualityContext } from "./quality-context.ts";

/** R-wave progression and the lead of transition. */
export function checkProgression(context: QualityContext): Judgement {
  const { measurements, results, claim, assertion } = context;
  const transition = measurements.global.transitionLead;
  const place = transition === null ? Number.NaN : Number(transition.slice(1));
  const chest = PRECORDIAL_LEADS.filter((lead) => leadMedian(measurements, lead).trouble === null);
  if (transition === null && chest.length < PRECORDIAL_LEADS.length)
    return open(`R progression needs all chest leads, of which ${chest.length} can be used`);
  const seen = [
    evidence({
      measurements,
      lead: transition,
      span: "qrs",
      measure: "transition lead",
      value: transition,
      unit: "",
    }),
  ];
  const said =
    transition === null ? "no chest lead has R as large as S" : `R reaches S first in ${transition}`;
  // Transition belongs between V3 and V4: reached in either, it is neither early nor late.
  const early =
    transition === null ? judge("false", said, seen) : judge(place <= 2 ? "true" : "false", said, seen);
  const late =
    transition === null ? judge("true", said, seen) : judge(place >= 5 ? "true" : "false", said, seen);
  const poor = ruleOutcome(context, "prwp");
  switch (assertion.word) {
    case "located": {
      const places = claim.leads.map((lead) => Number(lead.slice(1)));
      if (transition === null) return judge("false", said, seen);
      const off = Math.min(...places.map((other) => Math.abs(other - place)));
      return off === 0
        ? judge("true", said, seen)
        : off === 1 && places.length === 1
          ? open(said, seen)
          : judge("false", said, seen);
    }
    case "early":
      return early;
    case "late":
      return late;
    case "reversed":
      return results.has("prwp@reversed")
        ? ruleOutcome(context, "prwp@reversed")
        : open("reversed R progression was not evaluated");
    case "poor":
      return poor;
    case "normal":
      if (claim.subject === "transition") return allOf([opposite(early), opposite(late)]);
      return poor.outcome === "false" && (place <= 1 || place >= 6)
        ? open(`${said}; the criteria of poor progression are not met`, seen)
        : opposite(poor);
    case "abnormal":
      return claim.subject === "transition" ? anyOf([early, late]) : poor;
    default:
      return open("R progression has no such quality");
  }
}

function ruleOutcome({ results, measurements }: QualityContext, id: string): Judgement {
  const rule = results.get(id);
  const r = ["V1", "V2", "V3", "V4"]
    .map((lead) => `${lead} ${(measurements.leads[lead]?.median?.r?.amplitudeMv ?? 0).toFixed(2)}`)
    .join(", ");
  if (rule === undefined || rule.outcome === "not assessable")
    return open(rule?.reason ?? "R progression was not evaluated");
  if (rule.outcome === "borderline")
    return open(`${rule.name}: ${rule.reason ?? "at its limits"}`, rule.evidence);
  return judge(rule.outcome === "met" ? "true" : "false", `R measured ${r} mV`, rule.evidence);
}
