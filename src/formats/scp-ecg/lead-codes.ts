// Lead identification codes of section 3 (EN 1064:2005, table in 5.6.3). Derived leads keep a name of their own, so that
// a reader never takes them for the measured ones.
import { leadOfTerm } from "../lead-terms.ts";

/** The name of a lead; "" for the unspecified lead, "lead 200" for codes without a meaning. */
export function leadOfCode(code: number): string {
  const lead = leadOfTerm(code);
  if (lead === null) return code === 0 ? "" : `lead ${code}`;
  return lead.isDerived ? `${lead.name} (derived)` : lead.name;
}
