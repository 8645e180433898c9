// In which leads the QRS is notched or has an R', and how many of them are neighbours (Das et al. 2006 ask for two
// contiguous leads of one coronary territory). Bundle branch block notches it too: that is for the rules to exclude.
import { PRECORDIAL_LEADS } from "../../ecg/lead-names.ts";
import type { Fragmentation, MedianBeat } from "../../ecg/measurements.ts";

/** Neighbours on the chest, and in the frontal plane with aVR in its place as -aVR (AHA 2009 part VI). */
const NEIGHBOURS: readonly (readonly string[])[] = [
  ["aVL", "I", "aVR", "II", "aVF", "III"],
  PRECORDIAL_LEADS,
];

export function fragmentation(medians: ReadonlyMap<string, MedianBeat>): Fragmentation {
  const fragmented = (lead: string): boolean => {
    const median = medians.get(lead);
    return median !== undefined && (median.notches > 0 || median.rPrime !== null);
  };
  return {
    leads: [...medians.keys()].filter(fragmented),
    contiguousLeads: Math.max(...NEIGHBOURS.map((leads) => longestRun(leads.map(fragmented)))),
    notches: [...medians.values()].reduce((sum, median) => sum + median.notches, 0),
  };
}

function longestRun(values: readonly boolean[]): number {
  let longest = 0;
  let run = 0;
  for (const value of values) {
    run = value ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
