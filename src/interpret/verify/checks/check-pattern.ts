// Named patterns ("LBBB", "atrial fibrillation", "LVH") against the outcomes of the rules, with what the measurements
// themselves exclude: a rhythm that is sinus is not flutter, 1:1 conduction is not second-degree block.
import type { ExtractedClaim } from "../extracted-claim.ts";
import { LIMITS } from "../thresholds.ts";
import { arrhythmia, ectopic, ordered, ventricularTachycardia } from "./check-ectopy.ts";
import { judgeHypertrophy } from "./check-hypertrophy.ts";
import { checkInfarct, checkIschemia, checkStrain } from "./check-infarct.ts";
import { checkPr, checkQrsDuration, checkRate } from "./check-interval.ts";
import { paced } from "./check-pacing.ts";
import { checkQt } from "./check-qt.ts";
import { judgeConduction, judgeSinus, judgeSinusArrhythmia } from "./check-rhythm.ts";
import { checkSt } from "./check-st.ts";
import { checkT } from "./check-wave.ts";
import { evidence } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import { COMBINED, HINT_ONLY, PATTERN_RULES } from "./pattern-rules.ts";
import type { PatternContext, QualityContext } from "./quality-context.ts";
import { judgeRule } from "./rule-judgement.ts";

function asQuality(
  context: PatternContext,
  word: QualityContext["assertion"]["word"],
  subject: ExtractedClaim["subject"],
): QualityContext {
  return {
    ...context,
    claim: { ...context.claim, subject },
    assertion: { kind: "quality", word, degree: null },
  };
}

function ruled(context: PatternContext, pattern: string): Judgement {
  const { results, measurements } = context;
  const named = PATTERN_RULES[pattern];
  if (named === undefined) return open("no rule of the rule book decides this");
  const judgement = anyOf(named.rules.filter((id) => results.has(id)).map((id) => judgeRule(results, id)));
  if (judgement.outcome === "true" && !judgement.soft) return hint(pattern, judgement);
  if (named.excludedBySinus) {
    const sinus = judgeSinus(measurements, results);
    if (sinus.outcome === "true") return judge("false", sinus.reason, sinus.evidence);
  }
  if (named.excludedByConduction) {
    const conduction = judgeConduction(measurements, true);
    if (conduction.outcome === "true")
      return judge("false", `${conduction.reason}, and each P is followed by a QRS`, conduction.evidence);
  }
  return hint(pattern, judgement);
}

function hint(pattern: string, judgement: Judgement): Judgement {
  return HINT_ONLY.test(pattern) && judgement.outcome === "true"
    ? open(`${judgement.reason}; the pattern alone does not prove it`, judgement.evidence)
    : judgement;
}

/** The guideline asks for an axis of -45 degrees, others for -30: between the two a doubtful claim is not refuted. */
function anteriorHemiblock(context: PatternContext): Judgement {
  const judgement = ruled(context, "lafb");
  const axis = context.measurements.global.axisDeg.qrs;
  const between = axis !== null && axis <= LIMITS.axisLeft.value + LIMITS.axisLeft.edge && axis > -45;
  return judgement.outcome === "false" && between && context.claim.hedge !== null
    ? open(
        `QRS axis measured ${axis.toFixed(0)}°, between the limits of -30° and -45° in use`,
        judgement.evidence,
      )
    : judgement;
}

function firstDegree(context: PatternContext): Judgement {
  const pr = checkPr(asQuality(context, "prolonged", "pr"));
  if (pr.outcome !== "open" || pr.evidence.length > 0) return pr;
  return context.measurements.global.atrial.organisedP === false ? judge("false", pr.reason) : pr;
}

function anyConductionTrouble(context: PatternContext): Judgement {
  return anyOf([
    firstDegree(context),
    ...[
      "second-degree av block",
      "third-degree av block",
      "bundle branch block",
      "ivcd",
      "fascicular block",
      "wpw",
    ].map((pattern) => ruled(context, pattern)),
  ]);
}

/** Judges the presence of a named pattern. */
export function checkPattern(context: PatternContext): Judgement {
  const { measurements, results, assertion, claim } = context;
  const { pattern } = assertion;
  const combined = COMBINED[pattern];
  if (combined !== undefined)
    return allOf(
      combined.map((part) => checkPattern({ ...context, assertion: { ...assertion, pattern: part } })),
    );
  const rate = (word: "fast" | "slow" | "normal"): Judgement =>
    checkRate(asQuality(context, word, "heart rate"));
  switch (pattern) {
    case "sinus rhythm":
      return judgeSinus(measurements, results);
    case "normal sinus rhythm":
      return allOf([judgeSinus(measurements, results), rate("normal")]);
    case "sinus bradycardia":
      return allOf([judgeSinus(measurements, results), rate("slow")]);
    case "sinus tachycardia":
      return allOf([judgeSinus(measurements, results), rate("fast")]);
    case "sinus arrhythmia":
      return allOf([judgeSinus(measurements, results), judgeSinusArrhythmia(measurements, results)]);
    case "p before every qrs":
      return judgeConduction(measurements, false);
    case "qrs after every p":
      return judgeConduction(measurements, true);
    case "dropped beats":
      return opposite(judgeConduction(measurements, true));
    case "pvc":
      return ectopic(context, ["pvc"], "ventricular premature beat");
    case "pac":
      return ectopic(context, ["pac"], "atrial premature beat");
    case "ectopy":
      return ectopic(context, ["pvc", "pac"], "premature beat");
    case "arrhythmia":
      return arrhythmia(context);
    case "bigeminy":
    case "trigeminy":
    case "couplet":
      return ordered(context, pattern);
    case "ventricular tachycardia":
      return ventricularTachycardia(context);
    case "pacing":
      return paced(context, ["rhy.pace", "rhy.pace@ventricular", "rhy.pace@atrial"]);
    case "ventricular pacing":
      return paced(context, ["rhy.pace@ventricular", "rhy.pace@dominant"]);
    case "atrial pacing":
      return paced(context, ["rhy.pace@atrial"]);
    case "first-degree av block":
      return firstDegree(context);
    case "av block":
      return anyOf([
        firstDegree(context),
        ruled(context, "second-degree av block"),
        ruled(context, "high-grade av block"),
        ruled(context, "third-degree av block"),
      ]);
    case "conduction abnormality":
      return anyConductionTrouble(context);
    case "bifascicular block":
    case "trifascicular block":
      return allOf([ruled(context, "rbbb"), ruled(context, "fascicular block")]);
    // Any delay within the ventricles, bundle branch blocks included; only the nonspecific one excludes them.
    case "intraventricular delay":
      return checkQrsDuration(asQuality(context, "wide", "qrs duration"));
    case "lafb":
      return anteriorHemiblock(context);
    case "lvh":
    case "lvh voltage":
      return judgeHypertrophy(context);
    case "ventricular hypertrophy":
      return anyOf([judgeHypertrophy(context), ruled(context, "rvh")]);
    case "strain":
      return checkStrain(
        asQuality(context, "abnormal", "st-t"),
        judgeStT(asQuality(context, "abnormal", "st-t")),
      );
    case "j point elevation":
      return checkSt(asQuality(context, "elevated", "st"));
    case "infarct":
      return checkInfarct(asQuality(context, "present", "q"), false);
    case "stemi":
      return checkInfarct(asQuality(context, "present", "st"), true);
    case "ischemia":
    case "acute injury":
      return checkIschemia(asQuality(context, "abnormal", "st-t"));
    case "lqts":
      return causeOf(checkQt(asQuality(context, "prolonged", "qtc")));
    case "lead reversal":
      return leadReversal(context);
    case "poor quality":
      return judge(
        measurements.quality.verdict === "ok" ? "false" : "true",
        `the quality was judged ${measurements.quality.verdict}`,
        [evidence({ measurements, measure: "quality", value: measurements.quality.verdict, unit: "" })],
      );
    default:
      return ruled(context, claim.subject === "pattern" ? pattern : "");
  }
}

/** ST or T abnormal (or both normal) in the leads named. */
export function judgeStT(context: QualityContext): Judgement {
  const st = checkSt({ ...context, claim: { ...context.claim, subject: "st" } });
  const t = checkT({ ...context, claim: { ...context.claim, subject: "t" } });
  return context.assertion.word === "normal" ? allOf([st, t]) : anyOf([st, t]);
}

/** A finding that a syndrome needs: without it the syndrome is refuted, with it still open. */
function causeOf(finding: Judgement): Judgement {
  return finding.outcome === "true"
    ? open(`${finding.reason}; the finding alone does not prove a syndrome`, finding.evidence)
    : finding;
}

function leadReversal({ measurements, results }: PatternContext): Judgement {
  const suspected = measurements.quality.leadReversal;
  const seen = [
    evidence({ measurements, measure: "suspected electrode error", value: suspected ?? "none", unit: "" }),
  ];
  if (suspected !== null) return judge("true", suspected, seen);
  const rules = anyOf(
    ["lead.rala", "lead.rall", "lead.rarl", "lead.prec"]
      .filter((id) => results.has(id))
      .map((id) => judgeRule(results, id)),
  );
  return rules.outcome === "false" ? judge("false", "no electrode error was suspected", seen) : rules;
}
