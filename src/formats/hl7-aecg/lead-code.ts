// What a code of ISO/IEEE 11073-10101 (MDC) says of a lead: as reference identifier "MDC_ECG_LEAD_AVR", as the
// electrode potential "MDC_ECG_ELEC_POTL_AVR" of bedside monitors, or as number, partition and term ("2:62") or
// both in one ("131134").
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import { leadOfTerm, termOfMdcCode } from "../lead-terms.ts";
import type { XmlElement } from "../parse-xml.ts";

/** The lead that a `code` element means, in standard spelling where it is one of the twelve, or null. */
export function leadOfCode(code: XmlElement | undefined): string | null {
  const shown = code?.attributes.get("displayName")?.trim() ?? "";
  const codeText = code?.attributes.get("code")?.trim() || shown;
  // a code has no spaces, and a name may have
  const text = shown.replace(/\s+/g, "_") === codeText ? shown : codeText;
  if (text === "") return null;
  const lead = leadOfTerm(termOfMdcCode(text) ?? 0);
  if (lead !== null && !lead.isDerived) return lead.name;
  return normaliseLeadName(text.slice(0, 200).replace(/^MDC_ECG_(?:LEAD|ELEC_POTL)_(?=.)/i, ""));
}
