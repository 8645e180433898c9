// Which lead of the recording stands in which place of a page. A name with a minus, as in Cabrera's -aVR, is the lead
// drawn upside down, unless the recording holds it under that very name.

import { UsageError } from "../../ecg/errors.ts";
import { isStandardLead, LIMB_LEADS, normaliseLeadName } from "../../ecg/lead-names.ts";
import { findLead, type Recording } from "../../ecg/recording.ts";
import type { LeadOrder } from "../page.ts";
import { CABRERA_LEADS, EXTRA_SETS, type LayoutSpec, RHYTHM_LEADS } from "./page-layouts.ts";

export interface PlacedLead {
  /** As the recording names it. */
  readonly lead: string;
  /** As the page names it. */
  readonly label: string;
  readonly isInverted: boolean;
}

/** The recording's own spelling of a lead, or null where it is not there. */
function recordedName(recording: Recording, name: string): string | null {
  const lead = normaliseLeadName(name);
  if (findLead(recording, lead) !== undefined) return lead;
  const lower = lead.toLowerCase();
  return recording.leads.find((each) => each.name.toLowerCase() === lower)?.name ?? null;
}

export function placedLead(recording: Recording, name: string): PlacedLead {
  const recorded = recordedName(recording, name);
  if (recorded !== null) return { lead: recorded, label: recorded, isInverted: false };
  const trimmed = name.trim();
  const isInverted = trimmed.startsWith("-");
  const opposite = isInverted ? trimmed.slice(1) : `-${trimmed}`;
  const mirrored = recordedName(recording, opposite);
  const label = isInverted ? `-${normaliseLeadName(opposite)}` : normaliseLeadName(trimmed);
  if (mirrored !== null) return { lead: mirrored, label, isInverted: true };
  return { lead: isInverted ? label.slice(1) : label, label, isInverted };
}

/** The same for a lead that the caller chose. Throws UsageError where it is neither standard nor recorded. */
export function chosenLead(recording: Recording, name: string, what: string): PlacedLead {
  const placed = placedLead(recording, name);
  if (isStandardLead(placed.lead) || findLead(recording, placed.lead) !== undefined) return placed;
  const known = recording.leads.map((each) => each.name).join(", ");
  throw new UsageError(`page ${what}: got "${name}", wanted a standard lead or one of: ${known}`);
}

const namesOf = (recording: Recording) => recording.leads.map(({ name }) => name);

/** A strip is all that a page shows of a lead over its whole length: it must not stay empty where it need not. */
export function usualRhythmLeads(recording: Recording, count: number): string[] {
  const recorded = namesOf(recording);
  const standard = recorded.filter(isStandardLead);
  const usual = RHYTHM_LEADS.slice(0, count).filter((lead) => findLead(recording, lead) !== undefined);
  return [...new Set([...usual, ...standard, ...recorded, ...RHYTHM_LEADS])].slice(0, count);
}

/** The three leads beyond the twelve: the first usual set that was recorded whole, else what there is. */
export function usualExtraLeads(recording: Recording): readonly string[] {
  const others = namesOf(recording).filter((name) => !isStandardLead(name) && !name.startsWith("-"));
  const countOf = (set: readonly string[]) =>
    set.filter((lead) => recordedName(recording, lead) !== null).length;
  const best = EXTRA_SETS.reduce<readonly string[]>(
    (most, set) => (countOf(set) > countOf(most) ? set : most),
    EXTRA_SETS[0],
  );
  if (countOf(best) === best.length || others.length === 0) return best;
  return others.length >= 3 || countOf(best) === 0 ? others.slice(0, 3) : best;
}

/** The columns of a layout, from top to bottom, for this recording. */
export function leadColumns(
  recording: Recording,
  { columns, extra }: Pick<LayoutSpec, "columns" | "extra">,
  { leadOrder, extraLeads }: { leadOrder: LeadOrder; extraLeads: readonly PlacedLead[] },
): PlacedLead[][] {
  const inOrder = (lead: string) => {
    const place = (LIMB_LEADS as readonly string[]).indexOf(lead);
    return leadOrder === "cabrera" && place >= 0 ? CABRERA_LEADS[place]! : lead;
  };
  const placed = columns.map((leads) => leads.map((lead) => placedLead(recording, inOrder(lead))));
  if (extra === "column") return [...placed, [...extraLeads]];
  return extra === "rows" ? placed.map((leads) => [...leads, ...extraLeads]) : placed;
}
