// The opening: what the rhythm is called, how fast, and what P waves and RR intervals show of it.
import type { Finding } from "../../ecg/interpretation.ts";
import { type Check, outcomeOf } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { globalSpan, rhythmSpan, rrSpan } from "./evidence-span.ts";
import { findingPhrase, findingStatement } from "./finding-statement.ts";
import { factCheck, globalCheck } from "./measured-check.ts";
import { type FindingKey, matchesKey, type NarrativeContext } from "./narrative-context.ts";
import { type Statement, statement } from "./statement.ts";

const CERTAINTIES = ["definite", "probable", "possible"];
/** Most telling first: of several equally sure rhythm findings the first of these names the rhythm. */
const RHYTHM_ORDER = ["PACE", "AFIB", "AFLT", "PSVT", "SVTAC", "SVARR", "", "STACH", "SBRAD", "SARRH", "SR"];
const NOT_A_BASIC_RHYTHM: FindingKey = {
  scp: ["PVC", "PAC", "PRC(S)", "BIGU", "TRIGU"],
  rules: ["rhy.pvc", "rhy.pac", "rhy.pattern", "rhy.pause", "rhy.sab", "rhy.afrate"],
};
/** A P wave is said to precede "each" QRS from this share on (single P waves are lost in noise). */
const P_BEFORE_EACH_SHARE = 0.9;
/** Without ectopic beats, RR intervals that differ by more of the longest are given as a range: slow change, as with breathing. */
const WIDE_RR_SHARE = 0.15;
/** RMSSD over mean RR, ectopic beats left out, above which the rhythm is irregular (the AF aid of the rule book). */
const IRREGULAR_ABOVE = 0.1;

/** The finding that names the basic rhythm, or null. */
export function rhythmFinding(context: NarrativeContext): Finding | null {
  const rank = (finding: Finding) => {
    const index = RHYTHM_ORDER.indexOf(finding.codes.scp ?? "");
    return index >= 0 ? index : RHYTHM_ORDER.indexOf("");
  };
  const rhythms = context.findings.filter(
    (finding) =>
      (RHYTHM_ORDER.includes(finding.codes.scp ?? "-") || finding.id.startsWith("rhy.")) &&
      !matchesKey(finding, NOT_A_BASIC_RHYTHM),
  );
  const surest = (finding: Finding) => CERTAINTIES.indexOf(finding.certainty);
  return rhythms.sort((a, b) => surest(a) - surest(b) || rank(a) - rank(b))[0] ?? null;
}

/** "The rhythm is sinus rhythm at a rate of 72 bpm, with a P wave before each QRS complex and regular RR intervals." */
export function rhythmSentence(context: NarrativeContext): Sentence {
  const finding = rhythmFinding(context);
  const rate = rateStatement(context, finding);
  const [p, rr] = [pWaveStatement(context), regularityStatement(context)];
  // a denial comes last, so that it cannot be read over what follows
  const details = (context.measurements.global.atrial.organisedP === false ? [rr, p] : [p, rr]).filter(
    (it) => it !== null,
  );
  const shown = details.length === 0 ? "" : sentence`, with ${enumerate(details)}`;
  if (finding === null) {
    if (rate === null) return details.length === 0 ? [] : sentence`The tracing shows ${enumerate(details)}.`;
    return sentence`The tracing has ${rate}${shown}; the measurements name no rhythm.`;
  }
  const phrase = findingPhrase(finding);
  const rhythm = findingStatement(phrase, finding, context.results);
  const adjective = { ...rhythm, text: phrase.replace(/ rhythm$/, "") };
  const at = rate === null ? "" : sentence` at ${rate}`;
  if (finding.certainty !== "definite") return sentence`There is ${rhythm}${at}${shown}.`;
  return context.choose<Sentence>("rhythm", [
    sentence`The rhythm is ${adjective}${at}${shown}.`,
    sentence`This tracing shows ${rhythm}${at}${shown}.`,
    sentence`There is ${rhythm}${at}${shown}.`,
  ]);
}

function rateStatement(context: NarrativeContext, finding: Finding | null): Statement | null {
  const value = context.measurements.global.heartRateBpm;
  if (value === null) return null;
  const stated = Math.round(value);
  const sinus = finding !== null && /^(SR|SBRAD|STACH|SARRH)$/.test(finding.codes.scp ?? "");
  const text = sinus ? `a heart rate of ${stated} bpm` : `a ventricular rate of ${stated} bpm`;
  const span = rhythmSpan(context.measurements);
  return statement(text, [
    globalCheck(span, { measure: "ventricular rate", value, unit: "bpm", quantity: "rate", stated }),
  ]);
}

function pWaveStatement(context: NarrativeContext): Statement | null {
  if (context.tooFewLeads) return null;
  const { organisedP, pShare } = context.measurements.global.atrial;
  if (organisedP === false) {
    const said = {
      span: rhythmSpan(context.measurements),
      measure: "organised P waves",
      value: false,
      said: false,
    };
    return statement("no organised P waves", [factCheck(said)]);
  }
  if (organisedP === null || pShare === null) return null;
  if (pShare <= 0.5) return null;
  const each = pShare >= P_BEFORE_EACH_SHARE;
  const share = globalCheck(globalSpan(context.measurements, "pr"), {
    measure: "share of beats with their own P",
    value: pShare,
    unit: "",
    quantity: "irregularity",
    operator: ">=",
    threshold: each ? P_BEFORE_EACH_SHARE : 0.5,
  });
  const text = `a P wave before ${each ? "each QRS complex" : "most QRS complexes"}`;
  return statement(text, [share, ...pWaveChecks(context)]);
}

/** The single P waves, in the first lead of these that shows them. */
function pWaveChecks(context: NarrativeContext): Check[] {
  const lead = (["II", "V1", "I"] as const).find((name) => context.leads.includes(name));
  const waves = lead === undefined ? [] : (context.measurements.leads[lead]?.waves ?? []);
  return waves.flatMap(({ beat, p }) =>
    p === null || lead === undefined
      ? []
      : [
          factCheck({
            lead,
            span: { beat, startMs: p.onsetMs, endMs: p.offsetMs },
            measure: "P wave",
            value: true,
            said: true,
          }),
        ],
  );
}

function regularityStatement(context: NarrativeContext): Statement | null {
  const { normalisedRmssd, minRrMs, maxRrMs } = context.measurements.global.rhythm;
  if (normalisedRmssd === null) return null;
  const span = rhythmSpan(context.measurements);
  const outcome = outcomeOf(normalisedRmssd, ">", IRREGULAR_ABOVE, "irregularity");
  const spread = globalCheck(span, {
    measure: "RR irregularity (RMSSD over mean RR)",
    value: normalisedRmssd,
    unit: "",
    quantity: "irregularity",
    operator: outcome === "met" ? ">" : "<=",
    threshold: IRREGULAR_ABOVE,
  });
  const ectopic = context.measurements.beats.some(
    (beat) => beat.class !== context.measurements.global.dominantClass,
  );
  const wide = minRrMs !== null && maxRrMs !== null && maxRrMs - minRrMs > WIDE_RR_SHARE * maxRrMs;
  if (outcome === "not met" && (ectopic || !wide)) {
    return statement(`${ectopic ? "otherwise " : ""}regular RR intervals`, [spread]);
  }
  if (minRrMs === null || maxRrMs === null) {
    return outcome === "met" ? statement("irregular RR intervals", [spread]) : null;
  }
  const range = [
    { measure: "shortest RR interval", value: minRrMs },
    { measure: "longest RR interval", value: maxRrMs },
  ].map((it) => {
    const measured = { ...it, unit: "ms", quantity: "interval", stated: Math.round(it.value) } as const;
    return globalCheck(rrSpan(context.measurements, it.value), measured);
  });
  const text = `RR intervals from ${Math.round(minRrMs)} to ${Math.round(maxRrMs)} ms`;
  // too near the limit to be called either way, the range stands alone
  return outcome === "met" ? statement(`irregular ${text}`, [spread, ...range]) : statement(text, range);
}
