// Leads that were sampled together and end at different times, to one length: what is missing at the end is NaN.
import { FormatError } from "../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "./limits.ts";

export interface PadContext {
  /** Names the file in messages. */
  readonly where: string;
  /** "series 1", for messages. */
  readonly field: string;
  /** Samples that the file may still hold; counted down. */
  readonly budget: { samples: number };
  readonly warnings: string[];
}

/** All as long as the longest, with a warning. Throws FormatError where that would make too many samples. */
export function padLeads<Lead extends { readonly samplesMv: Float64Array }>(
  leads: readonly Lead[],
  { where, field, budget, warnings }: PadContext,
): readonly Lead[] {
  const longest = Math.max(0, ...leads.map((lead) => lead.samplesMv.length));
  const short = leads.filter((lead) => lead.samplesMv.length < longest);
  if (short.length === 0) return leads;
  const added = short.reduce((sum, lead) => sum + longest - lead.samplesMv.length, 0);
  if (added > budget.samples) {
    const wanted = `at most ${MAX_TOTAL_SAMPLES} with all leads of one length`;
    const got = longest * leads.length;
    throw new FormatError({ file: where, field: `samples of ${field}`, got, wanted });
  }
  budget.samples -= added;
  warnings.push(`${field}: ${short.length} of ${leads.length} leads are shorter than the others`);
  return leads.map((lead) => {
    if (lead.samplesMv.length === longest) return lead;
    const samplesMv = new Float64Array(longest).fill(Number.NaN);
    samplesMv.set(lead.samplesMv);
    return { ...lead, samplesMv };
  });
}
