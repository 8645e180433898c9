// Names of leads by their codes: CID 3001 of DICOM PS3.16 uses ISO/IEEE 11073-10101 ("MDC", partition 2) and older
// files SCP-ECG (EN 1064, "5.6.3-9-n").
import { leadOfTerm, termOfLead, termOfMdcCode } from "../lead-terms.ts";
import type { Code } from "./element-values.ts";

export interface LeadName {
  readonly name: string;
  /** The file says that the lead was computed from another lead system. */
  readonly isDerived: boolean;
}

/** By the code, else by what it means, else by the channel's label; null where nothing tells. */
export function leadName(source: Code | null, label: string | null): LeadName | null {
  const term = source === null ? null : termNumber(source);
  const lead = term === null ? null : leadOfTerm(term);
  if (lead !== null) return lead;
  const text = mdcName(source) ?? plainName(source?.meaning ?? "") ?? plainName(label ?? "");
  return text === null ? null : { name: text, isDerived: false };
}

function termNumber({ scheme, value }: Code): number | null {
  if (scheme === "SCPECG") return Number(/^5\.6\.3-9-(\d{1,3})$/.exec(value)?.[1] ?? 0);
  return scheme === "MDC" || scheme.includes("11073") ? termOfMdcCode(value) : null;
}

/** The reference identifier where it stands in place of the code: "MDC_ECG_LEAD_V1". */
function mdcName(source: Code | null): string | null {
  return source !== null && /^MDC_ECG_LEAD_./.test(source.value) ? source.value : null;
}

/**
 * "Lead I (Einthoven)" and "aVR, augmented voltage, right" begin with the name; "I (2)" is the second of two. A lead that is turned around
 * must not pass for itself, so "-aVR" gets the name that 11073 has for it.
 */
function plainName(text: string): string | null {
  const name = text
    .replace(/(?:\((?!\d+\)$)|[,;]).*$/s, "")
    .replace(/^lead\s+/i, "")
    .trim()
    .replace(/^[-\u2212]\s*(.+)$/, "$1neg");
  return name === "" || /^unspecified/i.test(name) ? null : name;
}

export interface LeadCode {
  readonly value: string;
  readonly meaning: string;
}

const AUGMENTED: ReadonlyMap<string, string> = new Map([
  ["aVR", "aVR, augmented voltage, right"],
  ["aVL", "aVL, augmented voltage, left"],
  ["aVF", "aVF, augmented voltage, foot"],
]);
/** The term of CID 3001 for a lead of that name; "2:0", unspecified, where there is none. */
export function leadCode(name: string): LeadCode {
  const number = termOfLead(name) ?? 0;
  // short names such as "A1" or "LA" may mean other things in other formats, so they are only read
  const isPlain = (number >= 1 && number <= 20) || (number >= 61 && number <= 69);
  if (!isPlain) return { value: "2:0", meaning: "Unspecified lead" };
  return { value: `2:${number}`, meaning: AUGMENTED.get(name) ?? `Lead ${name}` };
}
