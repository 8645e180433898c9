// Q waves: those that reach the limits of the Fourth Universal Definition of MI are named with width and
// depth, and the leads that are clearly free of them are named too. Leads in between are left unsaid.
import type { StandardLead } from "../../ecg/lead-names.ts";
import { isQs } from "../rules/lead-measures.ts";
import { type Check, outcomeOf } from "./check.ts";
import { type Sentence, sentence } from "./claim-text.ts";
import { leadSpan } from "./evidence-span.ts";
import { joinWords, leadList } from "./lead-list.ts";
import { factCheck, leadCheck } from "./measured-check.ts";
import { medianOf, type NarrativeContext } from "./narrative-context.ts";
import { withNeighbour } from "./neighbouring-leads.ts";
import { spokenMillivolts } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

/** aVR is left out, a QS in V1 is normal, and V1 has no limit of its own. */
const JUDGED_LEADS = ["I", "II", "III", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"] as const;
const Q_LIMIT_MS = 30;
const Q_LIMIT_MV = 0.1;
const SEPTAL_Q_LIMIT_MS = 20;

const REGIONS: readonly { readonly name: string; readonly leads: readonly StandardLead[] }[] = [
  { name: "inferior", leads: ["II", "III", "aVF"] },
  { name: "lateral", leads: ["I", "aVL", "V5", "V6"] },
  { name: "anterior", leads: ["V2", "V3", "V4"] },
];

interface QReading {
  readonly lead: StandardLead;
  readonly kind: "pathological" | "absent" | "unsaid";
  /** "44 ms and 0.31 mV in III"; null for a QS complex, and where nothing is told. */
  readonly text: string | null;
  readonly checks: readonly Check[];
}

/** "There are Q waves of 44 ms and 0.31 mV in III and of 40 ms and 0.22 mV in aVF, but no pathological Q waves in I or aVL." */
export function qWaveSentence(context: NarrativeContext): Sentence {
  if (context.child || context.suppressedBy !== null) return [];
  const readings = JUDGED_LEADS.flatMap((lead) => readQ(context, lead) ?? []);
  const found = withNeighbour(readings.filter((reading) => reading.kind === "pathological"));
  const absent = readings.filter((reading) => reading.kind === "absent");
  const present = found.length === 0 ? null : presentStatement(found);
  const denial = absent.length === 0 ? null : denialStatement(context, absent);
  if (present !== null && denial !== null) return sentence`There are ${present}, but ${denial}.`;
  if (present !== null) return sentence`There are ${present}.`;
  return denial === null ? [] : sentence`There are ${denial}.`;
}

function presentStatement(found: readonly QReading[]): Statement {
  const waves = found.filter((reading) => reading.text !== null);
  const whole = found.filter((reading) => reading.text === null).map((reading) => reading.lead);
  const complexes = whole.length === 1 ? "a QS complex" : "QS complexes";
  const parts = [
    ...(waves.length === 0 ? [] : [`Q waves ${joinWords(waves.map((reading) => `of ${reading.text}`))}`]),
    ...(whole.length === 0 ? [] : [`${complexes} in ${leadList(whole)}`]),
  ];
  return statement(
    parts.join(" and "),
    found.flatMap((reading) => reading.checks),
  );
}

function denialStatement(context: NarrativeContext, absent: readonly QReading[]): Statement {
  const none = context.choose("no q", [
    "no pathological Q waves",
    "no abnormal Q waves",
    "no significant Q waves",
  ]);
  return statement(
    `${none} in ${regions(absent.map((reading) => reading.lead))}`,
    absent.flatMap((reading) => reading.checks),
  );
}

/** Regions of which every lead is listed are named, the other leads stand alone. */
function regions(leads: readonly StandardLead[]): string {
  const whole = REGIONS.filter((region) => region.leads.every((lead) => leads.includes(lead)));
  const single = leads.filter((lead) => !whole.some((region) => region.leads.includes(lead)));
  const named = whole.map((region) => `the ${region.name} leads (${region.leads.join(", ")})`);
  return joinWords(single.length === 0 ? named : [...named, leadList(single, "or")], "or");
}

function readQ(context: NarrativeContext, lead: StandardLead): QReading | null {
  const median = medianOf(context, lead);
  if (median === null) return null;
  const span = leadSpan(context.measurements, lead, "qrs");
  const fact = (measure: string, value: boolean) => factCheck({ lead, span, measure, value, said: value });
  if (isQs(median)) return { lead, kind: "pathological", text: null, checks: [fact("QS complex", true)] };
  if (median.q === null) return { lead, kind: "absent", text: null, checks: [fact("Q wave", false)] };
  const septal = lead === "V2" || lead === "V3";
  const limitMs = septal ? SEPTAL_Q_LIMIT_MS : Q_LIMIT_MS;
  const { durationMs } = median.q;
  const depthMv = Math.abs(median.q.amplitudeMv);
  const width = { measure: "Q duration", value: durationMs, unit: "ms", quantity: "deflection" } as const;
  const depth = { measure: "Q depth", value: depthMv, unit: "mV", quantity: "amplitude" } as const;
  const check = (measured: Parameters<typeof leadCheck>[3]) => leadCheck(context, lead, "qrs", measured);
  const wide = outcomeOf(durationMs, ">=", limitMs, "deflection");
  const deep = septal ? "met" : outcomeOf(depthMv, ">=", Q_LIMIT_MV, "amplitude");
  if (wide === "met" && deep === "met") {
    const statedMs = Math.round(durationMs);
    const statedMv = spokenMillivolts(depthMv);
    return {
      lead,
      kind: "pathological",
      text: `${statedMs} ms and ${statedMv.text} mV in ${lead}`,
      checks: [
        check({ ...width, stated: statedMs, operator: ">=", threshold: limitMs }),
        check({
          ...depth,
          stated: statedMv.stated,
          ...(septal ? {} : { operator: ">=", threshold: Q_LIMIT_MV }),
        }),
      ],
    };
  }
  if (wide === "not met") {
    return {
      lead,
      kind: "absent",
      text: null,
      checks: [check({ ...width, operator: "<", threshold: limitMs })],
    };
  }
  if (deep === "not met") {
    return {
      lead,
      kind: "absent",
      text: null,
      checks: [check({ ...depth, operator: "<", threshold: Q_LIMIT_MV })],
    };
  }
  return { lead, kind: "unsaid", text: null, checks: [] };
}
