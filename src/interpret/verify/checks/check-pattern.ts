// Named patterns ("LBBB", "atrial fibrillation", "LVH") against the rules' outcomes, with what the measurements
// themselves exclude: a rhythm that is sinus is not flutter, 1:1 conduction is not second-degree block.
import type { BeatClass } from "../../../ecg/measurements.ts";
import type { ExtractedClaim, PresenceAssertion } from "../extracted-claim.ts";
import { LIMITS } from "../thresholds.ts";
import { checkInfarct, checkIschemia, checkStrain } from "./check-infarct.ts";
import { checkPr, checkQt, checkRate, type QualityContext } from "./check-interval.ts";
import { judgeConduction, judgeRegular, judgeSinus, judgeSinusArrhythmia } from "./check-rhythm.ts";
import { checkSt } from "./check-st.ts";
import { checkT } from "./check-wave.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { evidence } from "./measured.ts";
import { COMBINED, HINT_ONLY, PATTERN_RULES } from "./pattern-rules.ts";
import { judgeRule } from "./rule-judgement.ts";

type Context = Omit<QualityContext, "assertion"> & { readonly assertion: PresenceAssertion };

function asQuality(context: Context, word: QualityContext["assertion"]["word"], subject: ExtractedClaim["subject"]): QualityContext {
  return { ...context, claim: { ...context.claim, subject }, assertion: { kind: "quality", word, degree: null } };
}

function ruled(context: Context, pattern: string): Judgement {
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
    const conduction = judgeConduction(measurements);
    if (conduction.outcome === "true") return judge("false", `${conduction.reason}, and each P is followed by a QRS`, conduction.evidence);
  }
  return hint(pattern, judgement);
}

function hint(pattern: string, judgement: Judgement): Judgement {
  return HINT_ONLY.test(pattern) && judgement.outcome === "true" ? open(`${judgement.reason}; the pattern alone does not prove it`, judgement.evidence) : judgement;
}

function ectopic(context: Context, classes: readonly BeatClass[], name: string): Judgement {
  const { measurements, assertion } = context;
  const found = measurements.beats.filter((beat) => classes.includes(beat.class));
  const seen = found.slice(0, 6).map((beat) => evidence({ measurements, span: "beat", beat: beat.index, measure: name, value: true, unit: "" }));
  const count = evidence({ measurements, measure: `number of ${name}s`, value: found.length, unit: "count", operator: "=", threshold: assertion.count });
  const said = `${found.length} of ${measurements.beats.length} beats are ${name}s`;
  const all = [count, ...seen];
  if (measurements.beats.length === 0) return open("no beats were found");
  if (assertion.count === null) {
    const uncertain = measurements.beats.some((beat) => beat.class === "fusion");
    if (found.length > 0) return judge("true", said, all);
    return uncertain ? open(`${said}, some beats are of unclear class`, all) : judge("false", said, all);
  }
  const off = Math.abs(found.length - assertion.count);
  if (off === 0) return judge("true", said, all);
  return off === 1 && found.length > 0 && assertion.count > 0 ? open(`${said}, one more or less than said`, all) : judge("false", said, all);
}

/** Any rhythm other than regular sinus without ectopic beats. */
function arrhythmia(context: Context): Judgement {
  const { measurements, results } = context;
  const calm = allOf([judgeSinus(measurements, results), judgeRegular(measurements, results)]);
  const beats = ectopic({ ...context, assertion: { ...context.assertion, count: null } }, ["pvc", "pac"], "premature beat");
  return anyOf([opposite(calm), beats]);
}

/** Ectopic beats in a fixed order, straight from the beat classes. */
function ordered(context: Context, pattern: "bigeminy" | "trigeminy" | "couplet"): Judgement {
  const { measurements, results } = context;
  const rule = judgeRule(results, `rhy.pattern@${pattern}`);
  const ectopics = measurements.beats.filter((beat) => beat.class === "pvc" || beat.class === "pac").length;
  const needed = pattern === "couplet" ? 2 : 3;
  if (rule.outcome === "true" || ectopics >= needed) return rule;
  const seen = [evidence({ measurements, measure: "ectopic beats", value: ectopics, unit: "count", operator: ">=", threshold: needed })];
  return judge("false", `${ectopics} ectopic beats were found`, seen);
}

function ventricularTachycardia(context: Context): Judgement {
  const { measurements, results } = context;
  const rule = judgeRule(results, "rhy.vt");
  let longest = 0;
  let run = 0;
  for (const beat of measurements.beats) {
    run = beat.class === "pvc" ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const wide = (measurements.global.qrsDurationMs ?? Number.POSITIVE_INFINITY) >= LIMITS.qrsNormal.value;
  const fast = (measurements.global.heartRateBpm ?? 0) > LIMITS.rateFast.value;
  if (rule.outcome === "true" || longest >= 3 || (wide && fast)) return rule.outcome === "false" ? open(rule.reason, rule.evidence) : rule;
  const seen = [evidence({ measurements, measure: "longest run of ventricular beats", value: longest, unit: "count", operator: ">=", threshold: 3 })];
  return judge("false", `the longest run of ventricular beats is ${longest}`, seen);
}

function paced(context: Context, rules: readonly string[]): Judgement {
  const { measurements, results } = context;
  const { spikesMs, pacedBeats } = measurements.global.pacing;
  const seen = [evidence({ measurements, measure: "pace spikes", value: spikesMs.length, unit: "count", operator: ">=", threshold: 1 })];
  const judgement = anyOf(rules.filter((id) => results.has(id)).map((id) => judgeRule(results, id)));
  if (judgement.outcome === "true") return judgement;
  if (spikesMs.length > 0 || pacedBeats > 0) return open(`${spikesMs.length} pace spikes were found`, seen);
  const sinus = judgeSinus(measurements, results);
  const narrow = (measurements.global.qrsDurationMs ?? Number.POSITIVE_INFINITY) < LIMITS.qrsWide.value;
  if (sinus.outcome === "true" && narrow) return judge("false", "no pace spikes, sinus P waves and a narrow QRS were found", [...seen, ...sinus.evidence]);
  // Spikes of half a millisecond may be lost in a 500 Hz file.
  return soft("false", "no pace spikes were found, which does not exclude pacing", seen);
}

/** Any voltage criterion met is LVH by voltage; the widest criterion alone (Peguero-Lo Presti) leaves it open. */
export function judgeHypertrophy({ results }: Pick<QualityContext, "results">): Judgement {
  const main = ["lvh.sl", "lvh.cv", "lvh.cp", "lvh.avl"].filter((id) => results.has(id)).map((id) => judgeRule(results, id));
  const judgement = anyOf(main);
  const peguero = results.get("lvh.pl");
  return judgement.outcome === "false" && peguero?.outcome === "met" ? open(`${judgement.reason}; but ${peguero.name} is met`, [...judgement.evidence, ...peguero.evidence]) : judgement;
}

function firstDegree(context: Context): Judgement {
  const pr = checkPr(asQuality(context, "prolonged", "pr"));
  if (pr.outcome !== "open" || pr.evidence.length > 0) return pr;
  return context.measurements.global.atrial.organisedP === false ? judge("false", pr.reason) : pr;
}

function anyConductionTrouble(context: Context): Judgement {
  return anyOf([firstDegree(context), ...["second-degree av block", "third-degree av block", "bundle branch block", "ivcd", "fascicular block", "wpw"].map((pattern) => ruled(context, pattern))]);
}

/** Judges the presence of a named pattern. */
export function checkPattern(context: Context): Judgement {
  const { measurements, results, assertion, claim } = context;
  const { pattern } = assertion;
  const combined = COMBINED[pattern];
  if (combined !== undefined) return allOf(combined.map((part) => checkPattern({ ...context, assertion: { ...assertion, pattern: part } })));
  const rate = (word: "fast" | "slow" | "normal"): Judgement => checkRate(asQuality(context, word, "heart rate"));
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
      return judgeConduction(measurements);
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
      return anyOf([firstDegree(context), ruled(context, "second-degree av block"), ruled(context, "high-grade av block"), ruled(context, "third-degree av block")]);
    case "conduction abnormality":
      return anyConductionTrouble(context);
    case "bifascicular block":
    case "trifascicular block":
      return allOf([ruled(context, "rbbb"), ruled(context, "fascicular block")]);
    case "lvh":
    case "lvh voltage":
      return judgeHypertrophy(context);
    case "ventricular hypertrophy":
      return anyOf([judgeHypertrophy(context), ruled(context, "rvh")]);
    case "strain":
      return checkStrain(asQuality(context, "abnormal", "st-t"), judgeStT(asQuality(context, "abnormal", "st-t")));
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
      return judge(measurements.quality.verdict === "ok" ? "false" : "true", `the quality was judged ${measurements.quality.verdict}`, [evidence({ measurements, measure: "quality", value: measurements.quality.verdict, unit: "" })]);
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
  return finding.outcome === "true" ? open(`${finding.reason}; the finding alone does not prove a syndrome`, finding.evidence) : finding;
}

function leadReversal({ measurements, results }: Context): Judgement {
  const suspected = measurements.quality.leadReversal;
  const seen = [evidence({ measurements, measure: "suspected electrode error", value: suspected ?? "none", unit: "" })];
  if (suspected !== null) return judge("true", suspected, seen);
  const rules = anyOf(["lead.rala", "lead.rall", "lead.rarl", "lead.prec"].filter((id) => results.has(id)).map((id) => judgeRule(results, id)));
  return rules.outcome === "false" ? judge("false", "no electrode error was suspected", seen) : rules;
}
