// One judgement a lead, put together as the text meant its leads: every listed lead, most of a region, any where it
// says "some". A denial means every lead, so it is judged lead by lead on the denied side.

import { LIMB_LEADS, PRECORDIAL_LEADS } from "../../../ecg/lead-names.ts";
import type { Measurements, MedianBeat } from "../../../ecg/measurements.ts";
import type { ExtractedClaim } from "../extracted-claim.ts";
import { leadMedian } from "./evidence.ts";
import { allOf, anyOf, type Judgement, mostOf, open } from "./judgement.ts";

export const ALL_LEADS: readonly string[] = [...LIMB_LEADS, ...PRECORDIAL_LEADS];

export type LeadJudge = (median: MedianBeat, lead: string) => Judgement;

export interface OverLeadsOptions {
  readonly measurements: Measurements;
  readonly claim: ExtractedClaim;
  readonly judgeLead: LeadJudge;
  /** Leads to look at where the text names none; all twelve unless told. */
  readonly unnamed?: readonly string[];
}

function inLead(measurements: Measurements, lead: string, judgeLead: LeadJudge): Judgement {
  const { median, trouble } = leadMedian(measurements, lead);
  return trouble === null ? judgeLead(median, lead) : open(trouble);
}

/** Judgement over the claim's leads; for a denied claim, of the assertion that it denies. */
export function overLeads({ measurements, claim, judgeLead, unnamed }: OverLeadsOptions): Judgement {
  const named = claim.leads.length > 0;
  const leads = named
    ? claim.leads
    : (unnamed ?? ALL_LEADS.filter((lead) => measurements.leads[lead] !== undefined));
  const judgements = leads.map((lead) => inLead(measurements, lead, judgeLead));
  const usable = judgements.filter((judgement) => judgement.evidence.length > 0);
  // A denial is of every lead: "no ST elevation in V1-V4" falls with one lead that has it.
  if (claim.negated) return anyOf(judgements);
  if (!named || claim.leadScope === "some") return anyOf(usable.length > 0 ? usable : judgements);
  if (claim.leadScope === "group" || claim.leadScope === "most")
    return mostOf(usable.length > 0 ? usable : judgements);
  return claim.leadScope === "all" ? mostOf(usable) : allOf(judgements);
}

/** For statements of normality: every lead must be normal, named or not. */
export function everyLead({ measurements, claim, judgeLead, unnamed }: OverLeadsOptions): Judgement {
  const leads = claim.leads.length > 0 ? claim.leads : (unnamed ?? ALL_LEADS);
  const judgements = leads.map((lead) => inLead(measurements, lead, judgeLead));
  const usable = judgements.filter((judgement) => judgement.evidence.length > 0);
  if (claim.leads.length > 0 && claim.leadScope === "listed") return allOf(judgements);
  return usable.length === 0 ? allOf(judgements) : allOf(usable);
}
