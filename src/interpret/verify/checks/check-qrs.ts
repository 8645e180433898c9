// Q, R and S waves, the QRS as a whole, and voltage. "High" and "low" of single leads have few accepted limits:
// what lies between the limit and well away from it is left undecided.
import type { Deflection, MedianBeat } from "../../../ecg/measurements.ts";
import { LIMITS, type Limit } from "../thresholds.ts";
import { checkBeatsAlike, checkQrsDuration, type QualityContext } from "./check-interval.ts";
import { spoken } from "./check-value.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { evidence } from "./measured.ts";
import { everyLead, overLeads } from "./over-leads.ts";

type DeflectionName = "q" | "r" | "s" | "r prime";

function deflection(median: MedianBeat, name: DeflectionName): Deflection | null {
  if (name === "q") return median.q;
  if (name === "r") return median.r;
  return name === "s" ? (median.s ?? median.sPrime) : median.rPrime;
}

function seenAt(context: QualityContext, lead: string, measure: string, value: number | string | null, unit: string, operator: string | null = null, threshold: number | null = null) {
  return evidence({ measurements: context.measurements, lead, span: "qrs", beat: context.claim.beat, measure: `${measure} in ${lead}`, value, unit, operator, threshold });
}

const isQs = (median: MedianBeat): boolean => /^qs$/i.test(median.qrsForm);

/** A Q wave that counts by the Universal Definition: 20 ms in V2-V3, elsewhere 30 ms and 0.1 mV, or QS. */
export function judgePathologicalQ(context: Pick<QualityContext, "measurements" | "claim">, median: MedianBeat, lead: string): Judgement {
  const width = median.q?.durationMs ?? 0;
  const depth = Math.abs(median.q?.amplitudeMv ?? 0);
  const seen = [evidence({ measurements: context.measurements, lead, span: "qrs", beat: context.claim.beat, measure: `Q in ${lead}`, value: median.q === null ? null : -depth, unit: "mV", operator: ">=", threshold: LIMITS.qDeep.value })];
  if (isQs(median)) return lead === "V1" || lead === "aVR" || lead === "III" ? soft("true", `QS in ${lead}, which may be normal there`, seen) : judge("true", `QS in ${lead}`, seen);
  if (median.q === null) return judge("false", `no Q in ${lead}`, seen);
  const said = `Q in ${lead} measured ${spoken(depth, "mV")} and ${width.toFixed(0)} ms`;
  if (lead === "aVR") return open(`${said}; a Q is normal in aVR`, seen);
  const wide = lead === "V2" || lead === "V3" ? LIMITS.qWideV2V3 : LIMITS.qWide;
  const needsDepth = wide === LIMITS.qWide;
  const plainly = width >= wide.value + wide.edge && (!needsDepth || depth >= LIMITS.qDeep.value + LIMITS.qDeep.edge);
  if (plainly) return judge("true", said, seen);
  const plainlyNot = width < wide.value - wide.edge || (needsDepth && depth < LIMITS.qDeep.value - LIMITS.qDeep.edge);
  return plainlyNot ? judge("false", said, seen) : open(`${said}, at the limits of a pathological Q`, seen);
}

function judgeQ(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const pathological = judgePathologicalQ(context, median, lead);
  const there = median.q !== null || isQs(median);
  switch (context.assertion.word) {
    case "pathological":
      return pathological;
    case "small": {
      if (!there) return judge("false", `no Q in ${lead}`, pathological.evidence);
      return opposite(pathological);
    }
    case "absent":
    case "present": {
      if (context.assertion.degree === "significant") return context.assertion.word === "present" ? pathological : opposite(pathological);
      const depth = Math.abs(median.q?.amplitudeMv ?? 0);
      const visible = isQs(median) || depth >= LIMITS.waveVisible.value;
      // "No Q waves" means none that matter; a small one neither proves nor refutes it.
      const present = visible ? (pathological.outcome === "true" ? { ...pathological, soft: false } : soft("true", pathological.reason, pathological.evidence)) : judge("false", pathological.reason, pathological.evidence);
      const settled = context.claim.negated && present.soft && pathological.outcome === "false" ? soft("false", present.reason, present.evidence) : present;
      return context.assertion.word === "present" ? settled : opposite(settled);
    }
    default:
      return open("a Q wave has no such measured quality");
  }
}

export function checkQ(context: QualityContext): Judgement {
  const { measurements, claim } = context;
  // Without leads: aVR always has a Q, III and V1 often do.
  const unnamed = ["I", "II", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"];
  return overLeads({ measurements, claim, judgeLead: (median, lead) => judgeQ(context, median, lead), unnamed });
}

/** Positive over negative deflection of the QRS. */
function netDirection(median: MedianBeat): { up: number; down: number } {
  const up = Math.max(median.r?.amplitudeMv ?? 0, median.rPrime?.amplitudeMv ?? 0);
  const down = Math.max(...[median.q, median.s, median.sPrime].map((part) => Math.abs(part?.amplitudeMv ?? 0)));
  return { up, down };
}

function judgeDirection(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const { up, down } = netDirection(median);
  const seen = [seenAt(context, lead, "R over largest Q or S", down === 0 ? null : Math.round((up / down) * 100) / 100, "ratio")];
  const said = `QRS in ${lead} is ${median.qrsForm} (up ${spoken(up, "mV")}, down ${spoken(down, "mV")})`;
  const even = up < 1.5 * down && down < 1.5 * up;
  const { word } = context.assertion;
  if (word === "biphasic") return even ? judge("true", said, seen) : up > 2.5 * down || down > 2.5 * up ? judge("false", said, seen) : open(said, seen);
  const positive = word === "positive" || word === "dominant";
  const ahead = positive ? up : down;
  const behind = positive ? down : up;
  if (ahead >= 1.2 * behind) return judge("true", said, seen);
  return behind >= 1.2 * ahead ? judge("false", said, seen) : open(`${said}, nearly even`, seen);
}

function highLimit(name: "r" | "s" | "qrs", lead: string): Limit {
  if (name === "r" && lead === "aVL") return LIMITS.highRAvl;
  if (name === "r" && lead === "I") return LIMITS.highRI;
  if (name === "r" && lead === "V1") return LIMITS.highRV1;
  if (!lead.startsWith("V")) return LIMITS.highLimb;
  return /^V[1-3]$/.test(lead) ? LIMITS.highRightChest : LIMITS.highLeftChest;
}

function judgeSize(context: QualityContext, lead: string, name: "r" | "s" | "qrs", value: number): Judgement {
  const high = highLimit(name, lead);
  const low = lead.startsWith("V") ? LIMITS.lowChest : LIMITS.lowLimb;
  const label = name === "qrs" ? "QRS amplitude" : `${name.toUpperCase()} amplitude`;
  const seen = [seenAt(context, lead, label, value, "mV", ">=", high.value)];
  const said = `${label} in ${lead} measured ${spoken(value, "mV")}`;
  const isHigh = value >= high.value + high.edge ? judge("true", said, seen) : value < high.value * 0.5 ? judge("false", `${said} (high from ${spoken(high.value, "mV")})`, seen) : soft("false", `${said}, below the limit of ${spoken(high.value, "mV")}`, seen);
  const isLow = value < low.value - low.edge ? judge("true", said, seen) : value > low.value * 1.5 ? judge("false", `${said} (low under ${spoken(low.value, "mV")})`, seen) : soft("false", `${said}, above the limit of ${spoken(low.value, "mV")}`, seen);
  switch (context.assertion.word) {
    case "high":
      return isHigh;
    case "low":
      return name === "r" || name === "s" ? (value < low.value ? soft("true", said, seen) : isLow) : isLow;
    case "normal":
      return allOf([opposite(isHigh), opposite(isLow)]);
    default:
      return anyOf([isHigh, isLow]);
  }
}

/** Judges a quality of R, R' or S. */
export function checkDeflection(context: QualityContext, name: "r" | "s" | "r prime"): Judgement {
  const { measurements, claim, assertion } = context;
  const { word } = assertion;
  const judgeLead = (median: MedianBeat, lead: string): Judgement => {
    const part = deflection(median, name);
    const letter = name === "r prime" ? "R'" : name.toUpperCase();
    const size = Math.abs(part?.amplitudeMv ?? 0);
    const seen = [seenAt(context, lead, letter, part === null ? null : size, "mV")];
    const said = part === null ? `no ${letter} in ${lead}` : `${letter} in ${lead} measured ${spoken(size, "mV")} and ${part.durationMs.toFixed(0)} ms`;
    if (word === "present" || word === "absent") {
      const there = part !== null && size >= LIMITS.waveVisible.value ? judge("true", said, seen) : part === null ? judge("false", said, seen) : open(said, seen);
      return word === "present" ? there : opposite(there);
    }
    if (word === "dominant") return judgeDirection({ ...context, assertion: { ...assertion, word: name === "s" ? "negative" : "positive" } }, median, lead);
    if (word === "wide") return part === null ? judge("false", said, seen) : part.durationMs >= LIMITS.rrWideLead.value + LIMITS.rrWideLead.edge ? judge("true", said, seen) : part.durationMs < LIMITS.rrWideLead.value - LIMITS.rrWideLead.edge ? judge("false", said, seen) : open(said, seen);
    if (word === "notched") return judgeNotched(context, median, lead);
    if (word === "high" || word === "low" || word === "normal" || word === "abnormal") return part === null && word === "high" ? judge("false", said, seen) : judgeSize(context, lead, name === "s" ? "s" : "r", size);
    return open(`${letter} has no such measured quality`);
  };
  return overLeads({ measurements, claim, judgeLead });
}

function judgeNotched(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const seen = [seenAt(context, lead, "notches", median.notches, "count", ">=", 1)];
  const said = `${median.notches} notches in the QRS in ${lead}`;
  return median.notches >= 2 ? judge("true", said, seen) : median.notches === 0 ? judge("false", said, seen) : soft("true", said, seen);
}

/** Judges a quality of the QRS complex: width, direction, notches, likeness of beats. */
export function checkQrs(context: QualityContext): Judgement {
  const { measurements, claim, assertion } = context;
  const over = (judgeLead: (median: MedianBeat, lead: string) => Judgement): Judgement => overLeads({ measurements, claim, judgeLead });
  switch (assertion.word) {
    case "positive":
    case "negative":
    case "biphasic":
      return over((median, lead) => judgeDirection(context, median, lead));
    case "notched":
      return over((median, lead) => judgeNotched(context, median, lead));
    case "constant":
    case "variable":
      return checkBeatsAlike(context);
    default:
      return checkQrsDuration({ ...context, claim: { ...claim, leads: [] } });
  }
}

/** Low and high voltage: in the leads named, or of the limb and chest leads by their limits. */
export function checkVoltage(context: QualityContext, hypertrophy: Judgement): Judgement {
  const { measurements, claim, assertion } = context;
  const { word } = assertion;
  if (claim.leads.length > 0 && claim.leadScope === "listed") return overLeads({ measurements, claim, judgeLead: (median, lead) => judgeSize(context, lead, "qrs", median.qrsPeakToPeakMv) });
  const { maxLimbPeakToPeakMv, maxPrecordialPeakToPeakMv } = measurements.global.voltages;
  const limb = lowIn(context, "limb", maxLimbPeakToPeakMv, LIMITS.lowLimb);
  const chest = lowIn(context, "chest", maxPrecordialPeakToPeakMv, LIMITS.lowChest);
  const speaksOfLimb = claim.leads.some((lead) => !lead.startsWith("V"));
  const speaksOfChest = claim.leads.some((lead) => lead.startsWith("V"));
  const low = speaksOfLimb === speaksOfChest ? (claim.leads.length === 0 ? anyOf([limb, chest]) : allOf([limb, chest])) : speaksOfLimb ? limb : chest;
  if (word === "low") return low;
  if (word === "high") {
    const perLead = claim.leads.length > 0 ? everyLead({ measurements, claim, judgeLead: (median, lead) => judgeSize(context, lead, "qrs", median.qrsPeakToPeakMv) }) : hypertrophy;
    return hypertrophy.outcome === "true" && !speaksOfLimb ? hypertrophy : anyOf([hypertrophy, perLead]);
  }
  if (word === "normal") return allOf([opposite(anyOf([limb, chest])), hypertrophy.outcome === "true" ? open(`${hypertrophy.reason}; whether the text means that is open`, hypertrophy.evidence) : opposite(hypertrophy)]);
  return anyOf([limb, chest, hypertrophy]);
}

function lowIn(context: QualityContext, where: "limb" | "chest", value: number | null, limit: Limit): Judgement {
  if (value === null) return open(`the ${where} lead voltage was not measured`);
  const seen = [evidence({ measurements: context.measurements, span: "qrs", measure: `largest ${where}-lead QRS`, value, unit: "mV", operator: "<", threshold: limit.value })];
  const said = `the largest ${where}-lead QRS measured ${spoken(value, "mV")} (low under ${spoken(limit.value, "mV")})`;
  if (Math.abs(value - limit.value) <= limit.edge) return open(`${said}, at that limit`, seen);
  return judge(value < limit.value ? "true" : "false", said, seen);
}

/** R-wave progression and the lead of transition. */
export function checkProgression(context: QualityContext): Judgement {
  const { measurements, results, claim, assertion } = context;
  const transition = measurements.global.transitionLead;
  const place = transition === null ? Number.NaN : Number(transition.slice(1));
  const seen = [evidence({ measurements, lead: transition, span: "qrs", measure: "transition lead", value: transition, unit: "" })];
  const said = transition === null ? "no chest lead has R as large as S" : `R reaches S first in ${transition}`;
  const early = transition === null ? judge("false", said, seen) : judge(place <= 2 ? "true" : place >= 4 ? "false" : "open", said, seen);
  const late = transition === null ? judge("true", said, seen) : judge(place >= 5 ? "true" : place <= 3 ? "false" : "open", said, seen);
  const poor = ruleOutcome(context, "prwp");
  switch (assertion.word) {
    case "located": {
      const places = claim.leads.map((lead) => Number(lead.slice(1)));
      if (transition === null) return judge("false", said, seen);
      const off = Math.min(...places.map((other) => Math.abs(other - place)));
      return off === 0 ? judge("true", said, seen) : off === 1 && places.length === 1 ? open(said, seen) : judge("false", said, seen);
    }
    case "early":
      return early;
    case "late":
      return late;
    case "reversed":
      return results.has("prwp@reversed") ? ruleOutcome(context, "prwp@reversed") : open("reversed R progression was not evaluated");
    case "poor":
      return poor;
    case "normal":
      if (claim.subject === "transition") return allOf([opposite(early), opposite(late)]);
      return poor.outcome === "false" && (place <= 1 || place >= 6) ? open(`${said}; the criteria of poor progression are not met`, seen) : opposite(poor);
    case "abnormal":
      return claim.subject === "transition" ? anyOf([early, late]) : poor;
    default:
      return open("R progression has no such quality");
  }
}

function ruleOutcome({ results, measurements }: QualityContext, id: string): Judgement {
  const rule = results.get(id);
  const r = ["V1", "V2", "V3", "V4"].map((lead) => `${lead} ${(measurements.leads[lead]?.median?.r?.amplitudeMv ?? 0).toFixed(2)}`).join(", ");
  if (rule === undefined || rule.outcome === "not assessable") return open(rule?.reason ?? "R progression was not evaluated");
  if (rule.outcome === "borderline") return open(`${rule.name}: ${rule.reason ?? "at its limits"}`, rule.evidence);
  return judge(rule.outcome === "met" ? "true" : "false", `R measured ${r} mV`, rule.evidence);
}
