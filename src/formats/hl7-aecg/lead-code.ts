// What a code of ISO/IEEE 11073-10101 (MDC) says of a lead: as reference identifier "MDC_ECG_LEAD_AVR", as the
// electrode potential "MDC_ECG_ELEC_POTL_AVR" of bedside monitors, or as number, partition and term ("2:62") or
// both in one ("131134"). Terms after DICOM PS3.16 CID 3001; the potential's term is the lead's plus 256.
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import type { XmlElement } from "../parse-xml.ts";

const termOfLead = new Map([
  [1, "I"],
  [2, "II"],
  [3, "V1"],
  [4, "V2"],
  [5, "V3"],
  [6, "V4"],
  [7, "V5"],
  [8, "V6"],
  [61, "III"],
  [62, "aVR"],
  [63, "aVL"],
  [64, "aVF"],
]);
/** The partition of supervisory control and data acquisition, which holds the leads. */
const PARTITION = 2;
const TERMS_IN_A_PARTITION = 65_536;
const FIRST_POTENTIAL = 256;

/** The lead that a `code` element means, in standard spelling where it is one of the twelve, or null. */
export function leadOfCode(code: XmlElement | undefined): string | null {
  const text = code?.attributes.get("code")?.trim() || code?.attributes.get("displayName")?.trim();
  if (!text) return null;
  const numeric = /^(?:(\d):)?(\d{1,6})$/.exec(text);
  if (numeric !== null) {
    const number = Number(numeric[2]);
    const inPartition = numeric[1] === undefined ? number - PARTITION * TERMS_IN_A_PARTITION : number;
    const term = inPartition > FIRST_POTENTIAL ? inPartition - FIRST_POTENTIAL : inPartition;
    const lead = termOfLead.get(term);
    if (lead !== undefined && Number(numeric[1] ?? PARTITION) === PARTITION) return lead;
  }
  return normaliseLeadName(text.slice(0, 200).replace(/^MDC_ECG_(?:LEAD|ELEC_POTL)_(?=.)/i, ""));
}
