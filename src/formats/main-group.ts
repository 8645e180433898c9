// Which of a file's signal groups is the recording itself: a rhythm before a median beat, then the one with most
// of the twelve leads, then the longest, then the first.
import { isStandardLead } from "../ecg/lead-names.ts";
import type { SignalGroup } from "../ecg/recording.ts";

type Ranked = Pick<SignalGroup, "kind" | "leads" | "samplingRateHz">;

/** The main group, or undefined where there are none. */
export function mainGroup<Group extends Ranked>(groups: readonly Group[]): Group | undefined {
  return groups.toSorted((a, b) => {
    const [ofA, ofB] = [rank(a), rank(b)];
    const index = ofA.findIndex((value, i) => value !== ofB[i]);
    return index === -1 ? 0 : ofB[index]! - ofA[index]!;
  })[0];
}

function rank({ kind, leads, samplingRateHz }: Ranked): readonly number[] {
  const standardLeads = leads.filter((lead) => isStandardLead(lead.name)).length;
  return [kind === "rhythm" ? 1 : 0, standardLeads, (leads[0]?.samplesMv.length ?? 0) / samplingRateHz];
}
