// Devices store eight leads, because I and II determine the other four of the frontal plane: III = II - I,
// aVR = -(I + II) / 2, aVL = I - II / 2, aVF = II - I / 2 (Einthoven's law and Goldberger's definition).
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import type { Lead } from "../ecg/recording.ts";

export interface CompletedLeads {
  /** In standard order, others last, where something was derived; else as they were given. */
  readonly leads: readonly Lead[];
  readonly derived: readonly string[];
}

/** What each is made of, in standard order. */
export const LIMB_LEAD_LAWS: readonly (readonly [name: string, ofI: number, ofII: number])[] = [
  ["III", -1, 1],
  ["aVR", -0.5, -0.5],
  ["aVL", 1, -0.5],
  ["aVF", -0.5, 1],
];

/** Adds those of III, aVR, aVL and aVF that are missing; none where I or II is missing itself. */
export function deriveLimbLeads(leads: readonly Lead[]): CompletedLeads {
  const one = leads.find((lead) => lead.name === "I")?.samplesMv;
  const two = leads.find((lead) => lead.name === "II")?.samplesMv;
  if (one === undefined || two === undefined) return { leads, derived: [] };
  const derived = LIMB_LEAD_LAWS.filter(([name]) => leads.every((lead) => lead.name !== name)).map(
    ([name, ofI, ofII]) => ({
      name,
      samplesMv: one.map((value, index) => ofI * value + ofII * two[index]!),
    }),
  );
  if (derived.length === 0) return { leads, derived: [] };
  const all = [...leads, ...derived];
  return {
    leads: all.toSorted((a, b) => standardPlace(a.name) - standardPlace(b.name)),
    derived: derived.map((lead) => lead.name),
  };
}

function standardPlace(name: string): number {
  const place = (STANDARD_LEADS as readonly string[]).indexOf(name);
  return place === -1 ? STANDARD_LEADS.length : place;
}
