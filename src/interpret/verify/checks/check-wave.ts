// P and T waves, lead by lead: there or not, upright, inverted, flat, biphasic, tall. Signs need 0.05 mV; between
// that and the limits of "flat" (0.1 mV) both words are accepted.
import type { MedianBeat, Wave } from "../../../ecg/measurements.ts";
import { LIMITS } from "../thresholds.ts";
import type { QualityContext } from "./check-interval.ts";
import { spoken } from "./check-value.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { evidence } from "./measured.ts";
import { everyLead, overLeads } from "./over-leads.ts";

type WaveName = "p" | "t";

/** Leads in which the wave is upright in health; inverted in aVR; either way elsewhere. */
const UPRIGHT: Readonly<Record<WaveName, RegExp>> = { p: /^(?:I|II|aVF|V[3-6])$/, t: /^(?:I|II|V[3-6])$/ };

function waveOf(median: MedianBeat, name: WaveName): Wave | null {
  return name === "p" ? median.p : median.t;
}

interface Seen {
  readonly wave: Wave;
  readonly said: string;
  readonly evidence: Judgement["evidence"];
}

function see(context: QualityContext, median: MedianBeat, lead: string, name: WaveName): Seen | null {
  const wave = waveOf(median, name);
  if (wave === null) return null;
  const measure = `${name.toUpperCase()} amplitude in ${lead}`;
  const form = /^[+-]{2}$/.test(wave.form) ? `, biphasic (${wave.form === "+-" ? "+/-" : "-/+"})` : "";
  return {
    wave,
    said: `${name.toUpperCase()} in ${lead} measured ${spoken(wave.amplitudeMv, "mV")}${form}`,
    evidence: [evidence({ measurements: context.measurements, lead, span: name, beat: context.claim.beat, measure, value: wave.amplitudeMv, unit: "mV" })],
  };
}

function noWave(context: QualityContext, lead: string, name: WaveName): Judgement {
  const organised = context.measurements.global.atrial.organisedP;
  if (name === "p" && organised === false)
    return judge("false", `no organised P waves were found, none in ${lead}`, [evidence({ measurements: context.measurements, lead, span: "beat", measure: `P in ${lead}`, value: null, unit: "mV" })]);
  return open(`no ${name.toUpperCase()} wave was found in ${lead}`);
}

/** Amplitudes of the lobes a wave was seen to have. */
function judgeSign({ wave, said, evidence: seen }: Seen, positive: boolean): Judgement {
  const size = positive ? wave.amplitudeMv : -wave.amplitudeMv;
  const biphasic = wave.form === "+-" || wave.form === "-+";
  const visible = LIMITS.waveVisible.value;
  if (biphasic) return size >= visible ? open(`${said}`, seen) : size <= -2 * visible ? judge("false", said, seen) : open(said, seen);
  if (size >= visible) return judge("true", said, seen);
  if (size <= -visible) return judge("false", said, seen);
  return size > 0 ? soft("true", said, seen) : soft("false", said, seen);
}

function judgeFlat({ wave, said, evidence: seen }: Seen, limit: number, r: number | null): Judgement {
  const size = Math.abs(wave.amplitudeMv);
  const lowAgainstR = r !== null && r >= 0.5 && size < 0.1 * r;
  if (size < limit * 0.75 || lowAgainstR) return judge("true", said, seen);
  if (size < limit) return soft("true", said, seen);
  return size >= limit * 1.5 ? judge("false", said, seen) : open(`${said}, near the limit of ${spoken(limit, "mV")} for a flat wave`, seen);
}

function judgeBiphasic({ wave, said, evidence: seen }: Seen): Judgement {
  if (wave.form === "+-" || wave.form === "-+") return judge("true", said, seen);
  return judge("false", `${said}, in one direction`, seen);
}

function tallLimit(name: WaveName, lead: string, peaked: boolean): { value: number; edge: number } {
  if (name === "p") return /^V[12]$/.test(lead) ? LIMITS.pTallV1 : LIMITS.pTall;
  const chest = lead.startsWith("V");
  if (peaked) return chest ? LIMITS.tPeakedChest : LIMITS.tPeakedLimb;
  return chest ? LIMITS.tTallChest : LIMITS.tTallLimb;
}

function judgeTall({ wave, said, evidence: seen }: Seen, name: WaveName, lead: string, peaked: boolean): Judgement {
  const { value, edge } = tallLimit(name, lead, peaked);
  const size = Math.abs(wave.amplitudeMv);
  if (size >= value + edge) return judge("true", said, seen);
  // Half of what is tall is not tall in anyone's eyes; between, words are free.
  return size < value * 0.6 ? judge("false", `${said} (tall from ${spoken(value, "mV")})`, seen) : soft("false", `${said}, below the limit of ${spoken(value, "mV")}`, seen);
}

function judgeNormal(seen: Seen, name: WaveName, lead: string, r: number | null): Judgement {
  const judgements = [opposite(judgeTall(seen, name, lead, false))];
  if (lead === "aVR") judgements.push(judgeSign(seen, false));
  else if (UPRIGHT[name].test(lead)) {
    judgements.push(judgeSign(seen, true));
    if (name === "t") {
      const flat = judgeFlat(seen, LIMITS.tFlat.value, r);
      judgements.push(flat.outcome === "true" ? open(`${seen.said}: low for a normal T wave`, seen.evidence) : opposite(flat));
    }
  }
  const judged = allOf(judgements);
  // One and the same measurement was looked at several times.
  return { ...judged, reason: judged.outcome === "true" ? seen.said : judged.reason, evidence: seen.evidence };
}

function judgeNotched({ wave, said, evidence: seen }: Seen, median: MedianBeat, name: WaveName): Judgement {
  if (wave.form === "notched") return judge("true", `${said}, notched`, seen);
  const distance = name === "p" ? median.pNotchMs : null;
  if (distance !== null) return distance >= LIMITS.junctionNotchMs.value ? judge("true", `${said}, two peaks ${distance} ms apart`, seen) : open(`${said}, two peaks ${distance} ms apart`, seen);
  return judge("false", `${said}, without a notch`, seen);
}

function judgeLead(context: QualityContext, median: MedianBeat, lead: string, name: WaveName): Judgement {
  const seen = see(context, median, lead, name);
  if (seen === null) return noWave(context, lead, name);
  const r = median.r?.amplitudeMv ?? null;
  const { word, degree } = context.assertion;
  switch (word) {
    case "upright":
      return judgeSign(seen, true);
    case "inverted": {
      const inverted = judgeSign(seen, false);
      if (degree !== "marked" || inverted.outcome !== "true" || name === "p") return inverted;
      return seen.wave.amplitudeMv <= LIMITS.tDeep.value / 2 ? inverted : open(`${seen.said}: inverted, but not deeply`, seen.evidence);
    }
    case "flat":
    case "low":
      return judgeFlat(seen, name === "t" ? LIMITS.tFlat.value : LIMITS.waveVisible.value, name === "t" ? r : null);
    case "biphasic":
      return judgeBiphasic(seen);
    case "tall":
    case "high":
      return judgeTall(seen, name, lead, false);
    case "peaked":
      return judgeTall(seen, name, lead, true);
    case "notched":
      return judgeNotched(seen, median, name);
    case "normal":
      return judgeNormal(seen, name, lead, r);
    case "abnormal":
      return opposite(judgeNormal(seen, name, lead, r));
    case "present":
      return Math.abs(seen.wave.amplitudeMv) >= 0.03 ? judge("true", seen.said, seen.evidence) : open(seen.said, seen.evidence);
    case "absent":
      return Math.abs(seen.wave.amplitudeMv) >= 0.03 ? judge("false", seen.said, seen.evidence) : open(seen.said, seen.evidence);
    default:
      return open(`a ${name.toUpperCase()} wave has no such measured quality`);
  }
}

/** Leads that a text means when it speaks of P or T without naming any. */
const TYPICAL: Readonly<Record<WaveName, readonly string[]>> = { p: ["I", "II", "aVF"], t: ["I", "II", "V3", "V4", "V5", "V6"] };

function checkNamedWave(context: QualityContext, name: WaveName): Judgement {
  const { measurements, claim, assertion } = context;
  const judgeOne = (median: MedianBeat, lead: string): Judgement => judgeLead(context, median, lead, name);
  const { word } = assertion;
  const named = claim.leads.length > 0;
  if (word === "normal") return everyLead({ measurements, claim, judgeLead: judgeOne, unnamed: TYPICAL[name] });
  if (word === "abnormal" && !named)
    return opposite(everyLead({ measurements, claim, judgeLead: (median, lead) => opposite(judgeOne(median, lead)), unnamed: TYPICAL[name] }));
  // "T waves are upright": in the leads where they ought to be.
  if (word === "upright" && !named && !claim.negated) return everyLead({ measurements, claim, judgeLead: judgeOne, unnamed: TYPICAL[name] });
  // "No T-wave inversion" does not speak of aVR, III and V1, where inversion is normal.
  const meant = claim.negated && /^(?:inverted|flat|low|biphasic)$/.test(word) ? TYPICAL[name] : undefined;
  return overLeads({ measurements, claim, judgeLead: judgeOne, ...(!named && meant !== undefined ? { unnamed: meant } : {}) });
}

function checkPresence(context: QualityContext): Judgement {
  const { organisedP, pShare } = context.measurements.global.atrial;
  if (organisedP === null) return open("whether P waves are organised could not be said");
  const seen = [evidence({ measurements: context.measurements, span: "p", measure: "organised P waves", value: organisedP, unit: "", operator: "=", threshold: true })];
  const share = pShare === null ? "" : ` in ${Math.round(pShare * 100)} % of the beats`;
  const present = judge(organisedP ? "true" : "false", organisedP ? `organised P waves were found${share}` : "no organised P waves were found", seen);
  return context.assertion.word === "absent" ? opposite(present) : present;
}

function checkConstancy(context: QualityContext): Judgement {
  const { organisedP, pShapes, pTemplateCorrelation } = context.measurements.global.atrial;
  const seen = [evidence({ measurements: context.measurements, span: "p", measure: "distinct P shapes", value: pShapes, unit: "count", operator: "=", threshold: 1 })];
  if (organisedP === false) return judge(context.assertion.word === "variable" ? "true" : "false", "no organised P waves were found", seen);
  if (organisedP === null || pShapes === null) return open("the shapes of P were not compared");
  const said = `${pShapes} P ${pShapes === 1 ? "shape" : "shapes"} found`;
  const alike = pShapes <= 1 ? judge("true", said, seen) : pShapes >= 3 ? judge("false", said, seen) : open(`${said}${pTemplateCorrelation === null ? "" : `, mean likeness ${pTemplateCorrelation.toFixed(2)}`}`, seen);
  return context.assertion.word === "variable" ? opposite(alike) : alike;
}

/** Judges a quality of P waves. */
export function checkP(context: QualityContext): Judgement {
  const { word } = context.assertion;
  if ((word === "present" || word === "absent") && (context.claim.leads.length === 0 || context.claim.leadScope === "all")) return checkPresence(context);
  if (word === "constant" || word === "variable") return checkConstancy(context);
  if (word === "normal" && context.claim.leads.length === 0) return allOf([checkPresence({ ...context, assertion: { ...context.assertion, word: "present" } }), checkNamedWave(context, "p")]);
  return checkNamedWave(context, "p");
}

/** Judges a quality of T waves. */
export function checkT(context: QualityContext): Judgement {
  return checkNamedWave(context, "t");
}

/** ST-T taken together: abnormal where either is. */
export function checkEither(st: Judgement, t: Judgement, word: string): Judgement {
  return word === "normal" ? allOf([st, t]) : anyOf([st, t]);
}
