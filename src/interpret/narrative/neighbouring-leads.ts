// A deviation in one lead alone is seldom real: it is told only where a neighbouring lead shows it too.
// Neighbours are those of the frontal order aVL, I, -aVR, II, aVF, III and of V1-V6 (AHA/ACCF/HRS 2009 part VI).
import { PRECORDIAL_LEADS, type StandardLead } from "../../ecg/lead-names.ts";

const ORDERS: readonly (readonly StandardLead[])[] = [
  ["aVL", "I", "aVR", "II", "aVF", "III"],
  PRECORDIAL_LEADS,
];

/** Those readings beside whose lead another reading's lead lies. */
export function withNeighbour<Reading extends { readonly lead: StandardLead }>(
  readings: readonly Reading[],
): Reading[] {
  const leads = readings.map((reading) => reading.lead);
  return readings.filter(({ lead }) =>
    ORDERS.some((order) => {
      const at = order.indexOf(lead);
      return (
        at >= 0 &&
        [order[at - 1], order[at + 1]].some((other) => other !== undefined && leads.includes(other))
      );
    }),
  );
}
