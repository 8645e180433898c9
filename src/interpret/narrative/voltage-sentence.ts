// QRS voltages, told where a finding speaks of them, or where Sokolow-Lyon clearly denies hypertrophy. A sum
// of two leads points at both waves that it is made of.
import { LIMB_LEADS, PRECORDIAL_LEADS, type StandardLead } from "../../ecg/lead-names.ts";
import { isQs, negativeDepth } from "../rules/lead-measures.ts";
import { type Check, outcomeOf } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { NOWHERE } from "./evidence-span.ts";
import { globalCheck, leadCheck } from "./measured-check.ts";
import { type FindingKey, findingsOf, medianOf, type NarrativeContext } from "./narrative-context.ts";
import { spokenMillivolts, spokenNumber } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

const LEFT: FindingKey = { scp: ["LVH", "VCLVH", "HVOLT", "SEHYP"], rules: ["lvh.*"] };
const RIGHT: FindingKey = { scp: ["RVH"], rules: ["rvh"] };
const LOW: FindingKey = { scp: ["LVOLT"], rules: ["low"] };
/** AHA/ACCF/HRS 2009 part V. */
const SOKOLOW_LYON_LIMIT_MV = 3.5;

interface Deflection {
  readonly lead: StandardLead;
  readonly wave: "R" | "S";
  readonly mv: number;
}

interface VoltageSum {
  readonly name: string;
  readonly mv: number;
  readonly parts: readonly Deflection[];
}

/** "The S wave in V1 measures 1.92 mV and the R wave in V5 measures 2.41 mV, giving a Sokolow-Lyon voltage of 4.33 mV." */
export function voltageSentence(context: NarrativeContext): Sentence {
  if (context.child || context.suppressedBy !== null) return [];
  if (findingsOf(context, RIGHT).length > 0) return rightSentence(context);
  if (findingsOf(context, LEFT).length > 0) return leftSentence(context);
  if (findingsOf(context, LOW).length > 0) return lowSentence(context);
  const sum = sokolowLyon(context);
  if (sum === null || outcomeOf(sum.mv, "<", SOKOLOW_LYON_LIMIT_MV, "amplitude") !== "met") return [];
  const text = `the Sokolow-Lyon voltage of ${spokenNumber(sum.mv, 1).text} mV stays below ${SOKOLOW_LYON_LIMIT_MV} mV`;
  return sentence`${statement(text, sumChecks(context, sum, 1, { operator: "<", threshold: SOKOLOW_LYON_LIMIT_MV }))}.`;
}

function leftSentence(context: NarrativeContext): Sentence {
  const sums = [sokolowLyon(context), cornell(context)].filter((it) => it !== null);
  const waves = sums.flatMap((sum) => sum.parts).map((part) => waveStatement(context, part));
  const said = sums.map((sum) =>
    statement(`a ${sum.name} of ${spokenMillivolts(sum.mv).text} mV`, sumChecks(context, sum, 2)),
  );
  return sums.length === 0 ? [] : sentence`${enumerate(waves)}, giving ${enumerate(said)}.`;
}

function rightSentence(context: NarrativeContext): Sentence {
  const parts = [
    deflection(context, "V1", "R"),
    deflection(context, "V1", "S"),
    deflection(context, "V6", "S"),
  ]
    .filter((it) => it !== null)
    .map((part) => waveStatement(context, part));
  return parts.length === 0 ? [] : sentence`${enumerate(parts)}.`;
}

function lowSentence(context: NarrativeContext): Sentence {
  const said = [
    { name: "limb-lead", leads: LIMB_LEADS },
    { name: "chest-lead", leads: PRECORDIAL_LEADS },
  ].flatMap(({ name, leads }) => {
    const spans = leads.flatMap((lead) => {
      const value = medianOf(context, lead)?.qrsPeakToPeakMv;
      return value === undefined ? [] : [{ lead, value }];
    });
    if (spans.length < leads.length) return [];
    const { lead, value } = spans.reduce((a, b) => (b.value > a.value ? b : a));
    const text = `the largest ${name} QRS, in ${lead}, spans ${spokenMillivolts(value).text} mV`;
    return [statement(text, [amplitudeCheck(context, lead, "QRS peak to peak", value)])];
  });
  return said.length === 0 ? [] : sentence`${enumerate(said)}.`;
}

/** S in V1 and the taller R of V5 and V6; null where one of the leads cannot be used. */
function sokolowLyon(context: NarrativeContext): VoltageSum | null {
  const mv = context.measurements.global.voltages.sokolowLyonMv;
  const [v5, v6] = [deflection(context, "V5", "R"), deflection(context, "V6", "R")];
  if (mv === null || !["V1", "V5", "V6"].every((lead) => (context.leads as string[]).includes(lead)))
    return null;
  const tallest = v5 !== null && (v6 === null || v5.mv >= v6.mv) ? v5 : v6;
  const parts = [deflection(context, "V1", "S"), tallest].filter((it) => it !== null);
  return { name: "Sokolow-Lyon voltage", mv, parts };
}

/** R in aVL and S in V3. */
function cornell(context: NarrativeContext): VoltageSum | null {
  const mv = context.measurements.global.voltages.cornellMv;
  if (mv === null || !context.leads.includes("aVL") || !context.leads.includes("V3")) return null;
  const parts = [deflection(context, "aVL", "R"), deflection(context, "V3", "S")].filter((it) => it !== null);
  return { name: "Cornell voltage", mv, parts };
}

function deflection(context: NarrativeContext, lead: StandardLead, wave: "R" | "S"): Deflection | null {
  const median = medianOf(context, lead);
  const mv = wave === "R" ? median?.r?.amplitudeMv : median === null ? undefined : negativeDepth(median);
  return mv === undefined ? null : { lead, wave, mv };
}

function waveStatement(context: NarrativeContext, { lead, wave, mv }: Deflection): Statement {
  const median = medianOf(context, lead);
  const name = wave === "S" && median !== null && isQs(median) ? "QS complex" : `${wave} wave`;
  const text = `the ${name} in ${lead} measures ${spokenMillivolts(mv).text} mV`;
  return statement(text, [amplitudeCheck(context, lead, `${wave} amplitude`, mv)]);
}

function amplitudeCheck(
  context: NarrativeContext,
  lead: StandardLead,
  measure: string,
  value: number,
): Check {
  const { stated } = spokenMillivolts(value);
  return leadCheck(context, lead, "qrs", { measure, value, unit: "mV", quantity: "amplitude", stated });
}

function sumChecks(
  context: NarrativeContext,
  { name, mv, parts }: VoltageSum,
  decimals: number,
  limit: { readonly operator?: "<"; readonly threshold?: number } = {},
): Check[] {
  const { stated } = spokenNumber(mv, decimals);
  const sum = globalCheck(NOWHERE, {
    measure: name,
    value: mv,
    unit: "mV",
    quantity: "amplitude",
    stated,
    ...limit,
  });
  return [
    sum,
    ...parts.map(({ lead, wave, mv: part }) => amplitudeCheck(context, lead, `${wave} amplitude`, part)),
  ];
}
