// What could not be judged and why: leads that are missing or unusable, limited quality, a suspected
// electrode error, an unknown sex or age where it decided a word.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { NOWHERE, type Span } from "./evidence-span.ts";
import { findingPhrase, findingStatement } from "./finding-statement.ts";
import { joinWords, leadList } from "./lead-list.ts";
import { factCheck } from "./measured-check.ts";
import { type FindingKey, findingsOf, medianOf, type NarrativeContext } from "./narrative-context.ts";
import { qtcReading } from "./qtc-reading.ts";
import { statement } from "./statement.ts";

const ELECTRODE_FINDINGS: FindingKey = { rules: ["lead.*"] };
/** Findings about the recording itself: told here, not among the conclusions. */
export const TECHNICAL_FINDINGS: FindingKey = { rules: ["lead.*", "q.refuse"] };

/** "V1 (flat) could not be judged and V3 was not recorded." or nothing. */
export function limitsSentences(context: NarrativeContext): Sentence[] {
  return [
    leadsSentence(context),
    qualitySentence(context),
    electrodeSentence(context),
    patientSentence(context),
  ].filter((it) => it.length > 0);
}

function leadsSentence(context: NarrativeContext): Sentence {
  const { record, quality } = context.measurements;
  const missing = STANDARD_LEADS.filter((lead) => !record.leads.includes(lead));
  const unusable = STANDARD_LEADS.filter(
    (lead) => record.leads.includes(lead) && quality.leads[lead]?.usable === false,
  );
  const whole: Span = { ...NOWHERE, startMs: 0, endMs: record.durationMs };
  const clauses: Sentence[] = [];
  if (unusable.length > 0) {
    const reasons = new Set(unusable.flatMap((lead) => quality.leads[lead]?.reasons.slice(0, 1) ?? []));
    const why = reasons.size === 0 ? "" : ` (${[...reasons].slice(0, 2).join("; ")})`;
    const text = `${leadList(unusable)} could not be judged${why}`;
    const checks = unusable.map((lead) =>
      factCheck({ lead, span: whole, measure: "usable signal", value: false, said: false }),
    );
    clauses.push([statement(text, checks)]);
  }
  if (missing.length > 0) {
    const text = `${leadList(missing)} ${missing.length === 1 ? "was" : "were"} not recorded`;
    const checks = missing.map((lead) =>
      factCheck({ lead, measure: "recorded lead", value: false, said: false }),
    );
    clauses.push([statement(text, checks)]);
  }
  if (clauses.length === 0) return [];
  const joined = clauses.flatMap((clause, index) => (index === 0 ? clause : [", and ", ...clause]));
  return sentence`${joined}, so nothing is concluded from ${unusable.length + missing.length === 1 ? "it" : "them"}.`;
}

function qualitySentence(context: NarrativeContext): Sentence {
  const { verdict, reasons, leads } = context.measurements.quality;
  const told = Object.values(leads).some((lead) => !lead.usable);
  if (verdict !== "limited" || told || reasons.length === 0) return [];
  return sentence`The recording is of limited quality (${joinWords(reasons.slice(0, 2))}).`;
}

/** Findings about the electrodes, or without any the quality gate's suspicion. */
function electrodeSentence(context: NarrativeContext): Sentence {
  const findings = findingsOf(context, ELECTRODE_FINDINGS);
  if (findings.length > 0) {
    const said = findings.map((finding) =>
      findingStatement(findingPhrase(finding), finding, context.results),
    );
    return sentence`Before anything else: ${enumerate(said)}.`;
  }
  const suspected = context.measurements.quality.leadReversal;
  if (suspected === null) return [];
  return sentence`An electrode error is suspected (${suspected}) and should be excluded first.`;
}

/** Only where the other sex or age would have changed a word. */
function patientSentence(context: NarrativeContext): Sentence {
  if (context.tooFewLeads) return [];
  const { sex, ageYears } = context.measurements.patient;
  const qtc = qtcReading(context);
  if (sex === null && qtc?.judged === true && qtc.valueMs >= 450 && qtc.valueMs < 475) {
    return sentence`The sex is not known, so the QTc is held against the limit for women.`;
  }
  const highSt = Math.max(...(["V2", "V3"] as const).map((lead) => medianOf(context, lead)?.stJMv ?? 0));
  if ((sex === null || (sex === "male" && ageYears === null)) && highSt >= 0.15 && highSt < 0.275) {
    const unknown = sex === null ? "sex" : "age";
    return sentence`The ${unknown} is not known, so the highest ST limit is used in V2 and V3.`;
  }
  return [];
}
