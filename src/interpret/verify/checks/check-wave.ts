// P and T waves over the leads a text means: there or not, upright, inverted, flat, biphasic, tall.
import type { MedianBeat } from "../../../ecg/measurements.ts";
import { LIMITS } from "../thresholds.ts";
import { evidence } from "./evidence.ts";
import { allOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import { everyLead, overLeads } from "./over-leads.ts";
import type { QualityContext } from "./quality-context.ts";
import {
  judgeBiphasic,
  judgeFlat,
  judgeNormal,
  judgeNotchedWave,
  judgeSign,
  judgeTall,
  see,
  type WaveName,
} from "./wave-shape.ts";

function noWave(context: QualityContext, lead: string, name: WaveName): Judgement {
  const organised = context.measurements.global.atrial.organisedP;
  if (name === "p" && organised === false)
    return judge("false", `no organised P waves were found, none in ${lead}`, [
      evidence({
        measurements: context.measurements,
        lead,
        span: "beat",
        measure: "P",
        value: null,
        unit: "mV",
      }),
    ]);
  return open(`no ${name.toUpperCase()} wave was found in ${lead}`);
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
      return seen.wave.amplitudeMv <= LIMITS.tDeep.value / 2
        ? inverted
        : open(`${seen.said}: inverted, but not deeply`, seen.evidence);
    }
    case "flat":
    case "low":
      return judgeFlat(
        seen,
        name === "t" ? LIMITS.tFlat.value : LIMITS.waveVisible.value,
        name === "t" ? r : null,
      );
    case "biphasic":
      return judgeBiphasic(seen);
    case "tall":
    case "high":
      return judgeTall(seen, name, lead, false);
    case "peaked":
      return judgeTall(seen, name, lead, true);
    case "notched":
      return judgeNotchedWave(seen, median, name);
    case "normal":
      return judgeNormal(seen, name, lead, r);
    case "abnormal":
      return opposite(judgeNormal(seen, name, lead, r));
    case "present":
      return Math.abs(seen.wave.amplitudeMv) >= 0.03
        ? judge("true", seen.said, seen.evidence)
        : open(seen.said, seen.evidence);
    case "absent":
      return Math.abs(seen.wave.amplitudeMv) >= 0.03
        ? judge("false", seen.said, seen.evidence)
        : open(seen.said, seen.evidence);
    default:
      return open(`a ${name.toUpperCase()} wave has no such measured quality`);
  }
}

/** Leads that a text means when it speaks of P or T without naming any. */
const TYPICAL: Readonly<Record<WaveName, readonly string[]>> = {
  p: ["I", "II", "aVF"],
  t: ["I", "II", "V3", "V4", "V5", "V6"],
};

function checkNamedWave(context: QualityContext, name: WaveName): Judgement {
  const { measurements, claim, assertion } = context;
  const judgeOne = (median: MedianBeat, lead: string): Judgement => judgeLead(context, median, lead, name);
  const { word } = assertion;
  const named = claim.leads.length > 0;
  if (word === "normal")
    return everyLead({ measurements, claim, judgeLead: judgeOne, unnamed: TYPICAL[name] });
  if (word === "abnormal" && !named)
    return opposite(
      everyLead({
        measurements,
        claim,
        judgeLead: (median, lead) => opposite(judgeOne(median, lead)),
        unnamed: TYPICAL[name],
      }),
    );
  // "T waves are upright": in the leads where they ought to be.
  if (word === "upright" && !named && !claim.negated)
    return everyLead({ measurements, claim, judgeLead: judgeOne, unnamed: TYPICAL[name] });
  // "No T-wave inversion" does not speak of aVR, III and V1, where inversion is normal.
  const meant = claim.negated && /^(?:inverted|flat|low|biphasic)$/.test(word) ? TYPICAL[name] : undefined;
  return overLeads({
    measurements,
    claim,
    judgeLead: judgeOne,
    ...(!named && meant !== undefined ? { unnamed: meant } : {}),
  });
}

function checkPresence(context: QualityContext): Judgement {
  const { organisedP, pShare } = context.measurements.global.atrial;
  if (organisedP === null) return open("whether P waves are organised could not be said");
  const seen = [
    evidence({
      measurements: context.measurements,
      span: "p",
      measure: "organised P waves",
      value: organisedP,
      unit: "",
      operator: "=",
      threshold: true,
    }),
  ];
  const share = pShare === null ? "" : ` in ${Math.round(pShare * 100)} % of the beats`;
  const present = judge(
    organisedP ? "true" : "false",
    organisedP ? `organised P waves were found${share}` : "no organised P waves were found",
    seen,
  );
  return context.assertion.word === "absent" ? opposite(present) : present;
}

function checkConstancy(context: QualityContext): Judgement {
  const { organisedP, pShapes, pTemplateCorrelation } = context.measurements.global.atrial;
  const seen = [
    evidence({
      measurements: context.measurements,
      span: "p",
      measure: "distinct P shapes",
      value: pShapes,
      unit: "count",
      operator: "=",
      threshold: 1,
    }),
  ];
  if (organisedP === false)
    return judge(
      context.assertion.word === "variable" ? "true" : "false",
      "no organised P waves were found",
      seen,
    );
  if (organisedP === null || pShapes === null) return open("the shapes of P were not compared");
  const said = `${pShapes} P ${pShapes === 1 ? "shape" : "shapes"} found`;
  const alike =
    pShapes <= 1
      ? judge("true", said, seen)
      : pShapes >= 3
        ? judge("false", said, seen)
        : open(
            `${said}${pTemplateCorrelation === null ? "" : `, mean likeness ${pTemplateCorrelation.toFixed(2)}`}`,
            seen,
          );
  return context.assertion.word === "variable" ? opposite(alike) : alike;
}

/** Judges a quality of P waves. */
export function checkP(context: QualityContext): Judgement {
  const { word } = context.assertion;
  if (
    (word === "present" || word === "absent") &&
    (context.claim.leads.length === 0 || context.claim.leadScope === "all")
  )
    return checkPresence(context);
  if (word === "constant" || word === "variable") return checkConstancy(context);
  if (word === "normal" && context.claim.leads.length === 0)
    return allOf([
      checkPresence({ ...context, assertion: { ...context.assertion, word: "present" } }),
      checkNamedWave(context, "p"),
    ]);
  return checkNamedWave(context, "p");
}

/** Judges a quality of T waves. */
export function checkT(context: QualityContext): Judgement {
  return checkNamedWave(context, "t");
}
