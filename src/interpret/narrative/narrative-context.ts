// What every sentence of a narrative reads: the measurements of the leads that can be trusted, the findings
// by their SCP code or rule, and the two states that silence judgement: childhood, and a conduction
// disturbance under which Q waves, ST, axis and voltages are described but not judged (AHA 2009 III, V).
import type { Finding, NotAssessed } from "../../ecg/interpretation.ts";
import { STANDARD_LEADS, type StandardLead } from "../../ecg/lead-names.ts";
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";
import { ADULT_FROM_YEARS, hasTooFewLeads } from "../evaluate-rules.ts";
import type { RuleResults } from "../rule-result.ts";
import { type Choose, phraseChooser } from "./choose-phrase.ts";

export interface NarrativeInput {
  readonly measurements: Measurements;
  readonly findings: readonly Finding[];
  readonly notAssessed: readonly NotAssessed[];
  readonly results: RuleResults;
}

export interface NarrativeContext extends NarrativeInput {
  /** Those of the twelve that are present, usable and measured, in standard order. */
  readonly leads: readonly StandardLead[];
  /** Under 16 years: the adult criteria do not apply. */
  readonly child: boolean;
  /** Only rate and regularity are told. */
  readonly tooFewLeads: boolean;
  /** "left bundle branch block", "pre-excitation", "ventricular pacing", or null. */
  readonly suppressedBy: string | null;
  /** Leads whose ST and T follow the late right ventricle in right bundle branch block: not judged. */
  readonly secondaryLeads: readonly StandardLead[];
  readonly choose: Choose;
}

export interface FindingKey {
  readonly scp?: readonly string[];
  readonly rules?: readonly string[];
}

const SUPPRESSING: readonly { readonly key: FindingKey; readonly name: string }[] = [
  { key: { scp: ["CLBBB"], rules: ["bbb.lbbb"] }, name: "left bundle branch block" },
  { key: { scp: ["WPW"], rules: ["wpw"] }, name: "pre-excitation" },
];

const RIGHT_BLOCK: FindingKey = { scp: ["CRBBB"], rules: ["bbb.rbbb"] };

export function narrativeContext(input: NarrativeInput): NarrativeContext {
  const { measurements, findings } = input;
  const age = measurements.patient.ageYears;
  return {
    ...input,
    leads: STANDARD_LEADS.filter(
      (lead) =>
        measurements.leads[lead]?.median != null && measurements.quality.leads[lead]?.usable !== false,
    ),
    child: age !== null && age < ADULT_FROM_YEARS,
    tooFewLeads: hasTooFewLeads(measurements),
    suppressedBy: suppressor(measurements, findings),
    secondaryLeads: findings.some((finding) => matchesKey(finding, RIGHT_BLOCK)) ? ["V1", "V2", "V3"] : [],
    choose: phraseChooser(measurements.record.sha256),
  };
}

/** The findings stated under one of these SCP codes or derived from one of these rules. */
export function findingsOf(context: NarrativeContext, key: FindingKey): Finding[] {
  return context.findings.filter((finding) => matchesKey(finding, key));
}

/** True where the code is listed, or the id is a listed rule or a part of one ("ste@inferior"); "lvh.*" is a family. */
export function matchesKey(finding: Finding, { scp = [], rules = [] }: FindingKey): boolean {
  if (finding.codes.scp !== null && scp.includes(finding.codes.scp)) return true;
  return rules.some((rule) => {
    if (rule.endsWith(".*")) return finding.id.startsWith(rule.slice(0, -1));
    return (
      finding.id === rule ||
      (finding.id.startsWith(rule) && /^[^a-z0-9.]/i.test(finding.id.slice(rule.length)))
    );
  });
}

/** The median beat of a lead that can be trusted, or null. */
export function medianOf(context: NarrativeContext, lead: StandardLead): MedianBeat | null {
  return context.leads.includes(lead) ? (context.measurements.leads[lead]?.median ?? null) : null;
}

function suppressor(measurements: Measurements, findings: readonly Finding[]): string | null {
  const { mode } = measurements.global.pacing;
  if (measurements.global.dominantClass === "paced" && (mode === "ventricular" || mode === "dual")) {
    return "ventricular pacing";
  }
  return SUPPRESSING.find(({ key }) => findings.some((finding) => matchesKey(finding, key)))?.name ?? null;
}
