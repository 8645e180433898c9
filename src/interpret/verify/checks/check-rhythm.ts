// Regularity, and what follows from single beats: the variation of RR apart from ectopic beats, the ectopic beats
// themselves, and whether every QRS has its P wave.
import type { Evidence } from "../../../ecg/interpretation.ts";
import type { Measurements } from "../../../ecg/measurements.ts";
import type { RuleResults } from "../../rule-result.ts";
import { LIMITS } from "../thresholds.ts";
import { evidence } from "./evidence.ts";
import { allOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import type { QualityContext } from "./quality-context.ts";

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function ectopicBeats(measurements: Measurements): number {
  return measurements.beats.filter((beat) => /^(?:pvc|pac|fusion)$/.test(beat.class)).length;
}

/** Is the rhythm regular? Ectopic beats alone leave it open: texts call such a rhythm both. */
export function judgeRegular(measurements: Measurements, results: RuleResults): Judgement {
  const { rhythm, rrMs } = measurements.global;
  const af = results.get("rhy.af");
  const variation = rhythm.normalisedRmssd;
  if (af?.outcome === "met")
    return judge("false", "atrial fibrillation was found (RR without a pattern)", af.evidence);
  if (variation === null) return open("the variation of RR was not measured");
  const seen: Evidence[] = [
    evidence({
      measurements,
      span: "rr",
      measure: "RMSSD / mean RR",
      value: Math.round(variation * 1000) / 1000,
      unit: "ratio",
      operator: "<=",
      threshold: LIMITS.regularRmssd.value,
    }),
  ];
  const ectopics = ectopicBeats(measurements);
  const range =
    rhythm.minRrMs !== null && rhythm.maxRrMs !== null && rrMs !== null
      ? (rhythm.maxRrMs - rhythm.minRrMs) / rrMs
      : null;
  const said = `successive RR intervals differ by ${percent(variation)}${ectopics > 0 ? `, with ${ectopics} ectopic beats` : ""}`;
  if (variation >= LIMITS.irregularRmssd.value) return judge("false", said, seen);
  if (ectopics > 0) return open(`${said}: regular or not by what the text counts`, seen);
  if (range !== null && range > 0.2 && variation > LIMITS.regularRmssd.value)
    return soft("false", `${said}, RR ranges over ${percent(range)}`, seen);
  // Sinus arrhythmia drifts slowly: small steps, yet a wide range.
  if (range !== null && range > 0.2) return open(`${said}, RR ranges over ${percent(range)}`, seen);
  return variation <= LIMITS.regularRmssd.value ? judge("true", said, seen) : open(said, seen);
}

export function checkRegularity({ measurements, results, assertion }: QualityContext): Judgement {
  const regular = judgeRegular(measurements, results);
  switch (assertion.word) {
    case "regular":
    case "constant":
      return regular;
    case "irregular":
    case "variable":
      return opposite(regular);
    case "irregularly irregular": {
      if (results.get("rhy.af")?.outcome === "met") return opposite(regular);
      return regular.outcome === "true"
        ? opposite(regular)
        : open(
            `${regular.reason}: irregular, but whether without any pattern is not decided`,
            regular.evidence,
          );
    }
    case "normal":
      return allOf([judgeSinus(measurements, results), regular]);
    case "abnormal":
      return opposite(allOf([judgeSinus(measurements, results), regular]));
    default:
      return open("a rhythm has no such quality");
  }
}

export function judgeSinus(measurements: Measurements, results: RuleResults): Judgement {
  const sinus = results.get("rhy.sinus");
  if (sinus === undefined || sinus.outcome === "not assessable")
    return open(`sinus rhythm could not be assessed${sinus?.reason ? ` (${sinus.reason})` : ""}`);
  if (sinus.outcome === "borderline")
    return open(`sinus rhythm is borderline${sinus.reason ? ` (${sinus.reason})` : ""}`, sinus.evidence);
  const { organisedP, pShare } = measurements.global.atrial;
  const share = pShare === null ? "" : `, ${percent(pShare)} of beats with a P wave`;
  const reason =
    sinus.outcome === "met"
      ? `organised P waves in front of the QRS complexes${share}`
      : organisedP === false
        ? "no organised P waves were found"
        : `the criteria of sinus rhythm are not met${share}`;
  return judge(sinus.outcome === "met" ? "true" : "false", reason, sinus.evidence);
}

/** A P wave in front of every QRS; `each`: and a QRS behind every P. */
export function judgeConduction(measurements: Measurements, each: boolean): Judgement {
  const { organisedP, pShare, nonConductedPMs, prSdMs } = measurements.global.atrial;
  if (organisedP === null) return open("whether P waves are organised could not be said");
  const seen = [
    evidence({
      measurements,
      span: "pr",
      measure: "share of beats with their own P wave",
      value: pShare,
      unit: "ratio",
      operator: ">=",
      threshold: 0.9,
    }),
  ];
  if (!organisedP) return judge("false", "no organised P waves were found", seen);
  if (each && nonConductedPMs.length > 0)
    return judge("false", `${nonConductedPMs.length} P waves are not followed by a QRS`, seen);
  const said = `${pShare === null ? "an unknown share" : percent(pShare)} of the beats have their own P wave`;
  const steady = !each || prSdMs === null || prSdMs < 25;
  if (pShare !== null && pShare >= 0.9 && steady) return judge("true", said, seen);
  return pShare !== null && pShare < 0.5 ? judge("false", said, seen) : open(said, seen);
}

export function judgeSinusArrhythmia(measurements: Measurements, results: RuleResults): Judgement {
  const rule = results.get("rhy.sarr");
  const { minRrMs, maxRrMs } = measurements.global.rhythm;
  if (minRrMs === null || maxRrMs === null) return open("the range of RR was not measured");
  const range = maxRrMs - minRrMs;
  const seen = [
    evidence({
      measurements,
      span: "rr",
      measure: "range of RR",
      value: range,
      unit: "ms",
      operator: ">",
      threshold: LIMITS.sinusArrhythmiaMs.value,
    }),
  ];
  const said = `RR ranges over ${Math.round(range)} ms`;
  if (rule?.outcome === "met") return soft("true", said, [...seen, ...rule.evidence]);
  if (ectopicBeats(measurements) > 0) return open(`${said}, ectopic beats among them`, seen);
  if (range <= LIMITS.sinusArrhythmiaMs.value - LIMITS.sinusArrhythmiaMs.edge)
    return judge("false", said, seen);
  return open(`${said}, near the limit of ${LIMITS.sinusArrhythmiaMs.value} ms`, seen);
}
