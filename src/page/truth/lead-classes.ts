// A number for every lead name, the same in every picture: what masks and detection files call a class.

import { STANDARD_LEADS } from "../../ecg/lead-names.ts";

const FURTHER_LEADS = ["V7", "V8", "V9", "V3R", "V4R", "V5R", "V6R", "X", "Y", "Z", "MCL1"];

/** Leads with a class of their own, in order; every other lead is "other". */
export const LEAD_CLASSES: readonly string[] = [...STANDARD_LEADS, ...FURTHER_LEADS, "other"];

export function leadClass(lead: string): number {
  const known = LEAD_CLASSES.indexOf(lead);
  return known >= 0 ? known : LEAD_CLASSES.length - 1;
}

/** Name of a class; null for a number that is none. */
export function leadClassName(number: number): string | null {
  return LEAD_CLASSES[number] ?? null;
}
