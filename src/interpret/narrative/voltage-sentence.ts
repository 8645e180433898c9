// QRS voltages, told where a finding speaks of them, or where Sokolow-Lyon clearly denies hypertrophy.

import type { StandardLead } from "../../ecg/lead-names.ts";
import type { Check } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { globalSpan, NOWHERE } from "./evidence-span.ts";
import { globalCheck, leadCheck } from "./measured-check.ts";
import { type FindingKey, findingsOf, medianOf, type NarrativeContext } from "./narrative-context.ts";
import { spokenMillivolts, spokenNumber } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

const LEFT: FindingKey = { scp: ["LVH", "VCLVH", "HVOLT", "SEHYP"], rules: ["lvh.*"] };
const RIGHT: FindingKey = { scp: ["RVH"], rules: ["rvh"] };
const LOW: FindingKey = { scp: ["LVOLT"], rules: ["low"] };
/** Sokolow-Lyon: SV1 + the taller R of V5 and V6 (AHA/ACCF/HRS 2009 part V). */
const SOKOLOW_LYON_LIMIT_MV = 3.5;

/** "The S wave in V1 measures 1.92 mV and the R wave in V5 2.41 mV (Sokolow-Lyon 4.33 mV)." */
export function voltageSentence(context: NarrativeContext): Sentence {
  if (context.child || context.suppressedBy !== null) return [];
  if (findingsOf(context, RIGHT).length > 0) return rightSentence(context);
  if (findingsOf(context, LEFT).length > 0) return leftSentence(context);
  if (findingsOf(context, LOW).length > 0) return lowSentence(context);
  const sum = sokolowLyon(context);
  if (sum === null || sum >= SOKOLOW_LYON_LIMIT_MV * 0.95) return [];
  const said = statement(
    `the Sokolow-Lyon voltage of ${spokenNumber(sum, 1).text} mV stays below ${SOKOLOW_LYON_LIMIT_MV} mV`,
    [sumCheck(context, "Sokolow-Lyon voltage", sum, 1, { operator: "<", threshold: SOKOLOW_LYON_LIMIT_MV })],
  );
  return sentence`${said}.`;
}

function leftSentence(context: NarrativeContext): Sentence {
  const { cornellMv } = context.measurements.global.voltages;
  const cornellSeen = hasLeads(context, ["aVL", "V3"]) ? cornellMv : null;
  const rV5 = medianOf(context, "V5")?.r?.amplitudeMv ?? 0;
  const rV6 = medianOf(context, "V6")?.r?.amplitudeMv ?? 0;
  const parts = [
    waveStatement(context, "V1", "s"),
    waveStatement(context, rV5 >= rV6 ? "V5" : "V6", "r"),
    waveStatement(context, "aVL", "r"),
  ].filter((it) => it !== null);
  const sums = [
    sumStatement(context, "Sokolow-Lyon voltage", sokolowLyon(context)),
    sumStatement(context, "Cornell voltage", cornellSeen),
  ].filter((it) => it !== null);
  if (parts.length === 0) return sums.length === 0 ? [] : sentence`Voltages reach ${enumerate(sums)}.`;
  const total = sums.length === 0 ? "" : sentence`, giving ${enumerate(sums)}`;
  return sentence`${enumerate(parts)}${total}.`;
}

function sokolowLyon(context: NarrativeContext): number | null {
  return hasLeads(context, ["V1", "V5", "V6"]) ? context.measurements.global.voltages.sokolowLyonMv : null;
}

function hasLeads(context: NarrativeContext, leads: readonly StandardLead[]): boolean {
  return leads.every((lead) => context.leads.includes(lead));
}

function rightSentence(context: NarrativeContext): Sentence {
  const parts = [
    waveStatement(context, "V1", "r"),
    waveStatement(context, "V1", "s"),
    waveStatement(context, "V6", "s"),
  ].filter((it) => it !== null);
  return parts.length === 0 ? [] : sentence`${enumerate(parts)}.`;
}

function lowSentence(context: NarrativeContext): Sentence {
  const { maxLimbPeakToPeakMv, maxPrecordialPeakToPeakMv } = context.measurements.global.voltages;
  const parts = [
    { name: "limb", value: maxLimbPeakToPeakMv },
    { name: "chest", value: maxPrecordialPeakToPeakMv },
  ].flatMap(({ name, value }) => {
    if (value === null) return [];
    const text = `the largest QRS of the ${name} leads spans ${spokenMillivolts(value).text} mV`;
    return [statement(text, [sumCheck(context, `largest QRS of the ${name} leads`, value, 2)])];
  });
  return parts.length === 0 ? [] : sentence`${enumerate(parts)}.`;
}

function waveStatement(
  context: NarrativeContext,
  lead: "V1" | "V5" | "V6" | "aVL",
  wave: "r" | "s",
): Statement | null {
  const amplitude = medianOf(context, lead)?.[wave]?.amplitudeMv ?? null;
  if (amplitude === null) return null;
  const value = Math.abs(amplitude);
  const name = wave.toUpperCase();
  return statement(`the ${name} wave in ${lead} measures ${spokenMillivolts(value).text} mV`, [
    leadCheck(context, lead, "qrs", {
      measure: `${name} amplitude`,
      value,
      unit: "mV",
      quantity: "amplitude",
      stated: spokenMillivolts(value).stated,
    }),
  ]);
}

function sumStatement(context: NarrativeContext, name: string, value: number | null): Statement | null {
  if (value === null) return null;
  return statement(`a ${name} of ${spokenMillivolts(value).text} mV`, [sumCheck(context, name, value, 2)]);
}

function sumCheck(
  context: NarrativeContext,
  measure: string,
  value: number,
  digits: number,
  limit: { readonly operator?: "<"; readonly threshold?: number } = {},
): Check {
  const span = measure.startsWith("largest") ? NOWHERE : globalSpan(context.measurements, "qrs");
  const stated = spokenNumber(value, digits).stated;
  return globalCheck(span, { measure, value, unit: "mV", quantity: "amplitude", stated, ...limit });
}
