// How R and S develop from V1 to V6: the values, where R falls against its rule, and where R overtakes S. What that
// means (poor progression, early or late transition) is for the rules to say.
import { PRECORDIAL_LEADS } from "../../ecg/lead-names.ts";
import type { MedianBeat, RProgression } from "../../ecg/measurements.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

type Deflections = Pick<MedianBeat, "q" | "r" | "s" | "rPrime" | "sPrime">;

/** Tallest positive deflection, 0 where there is none; null where there is no such lead. */
export function upright(lead: Deflections): number;
export function upright(lead: Deflections | undefined): number | null;
export function upright(lead: Deflections | undefined): number | null {
  if (!lead) return null;
  return Math.max(lead.r?.amplitudeMv ?? 0, lead.rPrime?.amplitudeMv ?? 0);
}

/** Depth of S, or of QS where there is no R. */
export function downward(lead: Deflections): number;
export function downward(lead: Deflections | undefined): number | null;
export function downward(lead: Deflections | undefined): number | null {
  if (!lead) return null;
  const qs = lead.r === null ? (lead.q?.amplitudeMv ?? 0) : 0;
  return Math.max(0, -(lead.s?.amplitudeMv ?? 0), -(lead.sPrime?.amplitudeMv ?? 0), -qs);
}

export function rProgression(medians: Medians): RProgression {
  const leads = PRECORDIAL_LEADS.map((lead) => medians.get(lead));
  const rMv = leads.map(upright);
  const tallest = Math.max(0, ...rMv.map((r) => r ?? 0));
  return {
    rMv,
    sMv: leads.map(downward),
    rOverS: leads.map((lead) => lead?.rOverS ?? null),
    fallsAt: PRECORDIAL_LEADS.slice(1, 4).filter((_, i) => {
      const [before, here] = [rMv[i] ?? null, rMv[i + 1] ?? null];
      return before !== null && here !== null && here < before;
    }),
    tallestLead: tallest > 0 ? PRECORDIAL_LEADS[rMv.indexOf(tallest)]! : null,
  };
}

/** First of V1..V6 with R at least as large as S; null where R never catches up or a lead before it is missing. */
export function transitionLead(medians: Medians): string | null {
  const place = transitionIndex(medians);
  return place === null ? null : PRECORDIAL_LEADS[place]!;
}

/**
 * The same between the leads, V1 being 1: where (R - S) / (R + S), taken as a line between neighbours, is zero.
 * 1 where R leads from V1 on.
 */
export function transitionPosition(medians: Medians): number | null {
  const place = transitionIndex(medians);
  if (place === null) return null;
  if (place === 0) return 1;
  const before = balance(medians.get(PRECORDIAL_LEADS[place - 1]!));
  const here = balance(medians.get(PRECORDIAL_LEADS[place]!));
  if (before === null || here === null) return null;
  return Math.round((place + before / (before - here)) * 100) / 100;
}

function transitionIndex(medians: Medians): number | null {
  for (const [place, lead] of PRECORDIAL_LEADS.entries()) {
    const r = upright(medians.get(lead));
    const s = downward(medians.get(lead));
    if (r === null || s === null) return null;
    if (r >= s && r > 0) return place;
  }
  return null;
}

function balance(median: MedianBeat | undefined): number | null {
  const [r, s] = [upright(median), downward(median)];
  return r === null || s === null || r + s === 0 ? null : (r - s) / (r + s);
}
