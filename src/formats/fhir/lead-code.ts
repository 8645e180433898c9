// Which lead a FHIR code names. MDC codes are those of ISO/IEEE 11073-10101: partition 2 (131072) plus the lead's
// number for MDC_ECG_LEAD_*, plus 256 more for the electrode potentials MDC_ECG_ELEC_POTL_* that the ECG example of
// the FHIR specification uses. SNOMED CT and LOINC codes are those of the value sets of HL7 Germany's EKG profile.
import { isStandardLead, normaliseLeadName, type StandardLead } from "../../ecg/lead-names.ts";
import { type JsonValue, jsonArray, jsonMember, jsonText } from "../json/parse-json.ts";
import { leadOfTerm, termOfLead, termOfMdcCode } from "../lead-terms.ts";

export const MDC_SYSTEM = "urn:iso:std:iso:11073:10101";
/** MDC_ECG_ELEC_POTL: an ECG whose lead is not said. */
export const MDC_ECG = 131_328;

const byOtherCode = new Map([
  ["272729005", "I"],
  ["272730000", "II"],
  ["272731001", "III"],
  ["257474006", "aVR"],
  ["257473000", "aVL"],
  ["257472005", "aVF"],
  ["257475007", "V1"],
  ["257476008", "V2"],
  ["257477004", "V3"],
  ["257478009", "V4"],
  ["257479001", "V5"],
  ["257480003", "V6"],
  ["LP7386-8", "I"],
  ["LP7387-6", "II"],
  ["LP7388-4", "III"],
  ["LP7385-0", "aVR"],
  ["LP7384-3", "aVL"],
  ["LP7383-5", "aVF"],
  ["LP7389-2", "V1"],
  ["LP7390-0", "V2"],
  ["LP7391-8", "V3"],
  ["LP7392-6", "V4"],
  ["LP7393-4", "V5"],
  ["LP7394-2", "V6"],
]);

/** The code under which a lead's potential is written. */
export function mdcLeadCode(lead: StandardLead): number {
  return MDC_ECG + (termOfLead(lead) ?? 0);
}

export interface CodedLead {
  /** Standard where the code, its display or its text says so; else what it is called; null where nothing is said. */
  readonly name: string | null;
  readonly isStandard: boolean;
  /** Another standard lead that the display or the text names: the code is held to be right. */
  readonly contradictedBy: string | null;
}

/** Reads a CodeableConcept. */
export function leadOfConcept(concept: JsonValue | undefined): CodedLead {
  const codings = jsonArray(jsonMember(concept, "coding"));
  const codes = codings.flatMap((coding) => jsonText(jsonMember(coding, "code")) ?? []);
  const words = [
    ...codings.flatMap((coding) => jsonText(jsonMember(coding, "display")) ?? []),
    ...[jsonText(jsonMember(concept, "text")) ?? []].flat(),
  ];
  const coded = codes.flatMap((code) => standardTerm(code) ?? byOtherCode.get(code) ?? [])[0];
  const called = [...words, ...codes].flatMap((word) => standardLead(word) ?? [])[0];
  return {
    isStandard: (coded ?? called) !== undefined,
    name: coded ?? called ?? words[0] ?? codes[0] ?? null,
    contradictedBy: coded !== undefined && called !== undefined && called !== coded ? called : null,
  };
}

function standardTerm(code: string): string | null {
  const lead = leadOfTerm(termOfMdcCode(code) ?? 0);
  return lead !== null && !lead.isDerived && isStandardLead(lead.name) ? lead.name : null;
}

/** "MDC_ECG_ELEC_POTL_AVR", "Lead site V1", "Ableitung II" */
function standardLead(words: string): string | null {
  const bare = words
    .slice(0, 80)
    .replace(/^MDC_ECG_ELEC_POTL_/i, "")
    .replace(/^.*\b(?:lead|site|ableitung)\s+/i, "");
  const lead = normaliseLeadName(bare);
  // "1" is a spelling of lead I, and too common a code to mean it here
  return isStandardLead(lead) && /[a-z]/i.test(bare) ? lead : null;
}
