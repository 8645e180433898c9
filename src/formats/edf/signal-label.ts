// What the label of an EDF signal says, by the EDF+ standard texts (section 2.1: "ECG V1", "ECG aVR-Ref") and the
// spellings of files that follow none.
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";

/** "ECG aVR-Ref" -> "aVR", "EKG Lead II" -> "Lead II"; what is no standard lead keeps its label. */
export function leadLabel(label: string): string {
  // "ECG 1" and "1" count the channels of a polysomnograph or Holter; neither is lead I
  const numbered = /^(?:(ECG|EKG|channel|ch)[\s_:-]+)?(\d)$/i.exec(label);
  if (numbered !== null) return `${numbered[1] ?? "signal "}${numbered[2]}`;
  const bare = label.replace(/^(?:ECG|EKG)[\s_:-]+/i, "").replace(/[\s_-]+ref\.?$/i, "");
  return isStandardLead(normaliseLeadName(bare)) ? bare : label;
}

export function isEcgLabel(label: string): boolean {
  return /^(?:ECG|EKG)/i.test(label) || isStandardLead(normaliseLeadName(leadLabel(label)));
}

export function isAnnotationsLabel(label: string): boolean {
  return /^[EB]DF Annotations$/.test(label);
}

export function isStatusLabel(label: string): boolean {
  return /^status$/i.test(label);
}
