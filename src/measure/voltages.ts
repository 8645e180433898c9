// Voltage sums of the hypertrophy criteria (AHA 2009 part V; Peguero and Lo Presti 2017), in mV. A sum with a
// missing lead is null.
import { LIMB_LEADS, PRECORDIAL_LEADS } from "../ecg/lead-names.ts";
import type { GlobalMeasurements, MedianBeat } from "../ecg/measurements.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

export function voltages(medians: Medians, qrsDurationMs: number | null): GlobalMeasurements["voltages"] {
  const r = (lead: string): number | null => upright(medians.get(lead));
  const s = (lead: string): number | null => downward(medians.get(lead));
  const cornell = sum(r("aVL"), s("V3"));
  return {
    sokolowLyonMv: sum(s("V1"), largest([r("V5"), r("V6")])),
    cornellMv: cornell,
    cornellProductMvMs: cornell === null || qrsDurationMs === null ? null : tidy(cornell * qrsDurationMs),
    pegueroLoPrestiMv: sum(largest([...medians.keys()].map(s)), s("V4")),
    gubnerMv: sum(r("I"), s("III")),
    rAvlMv: r("aVL"),
    maxLimbPeakToPeakMv: allOf(LIMB_LEADS, medians),
    maxPrecordialPeakToPeakMv: allOf(PRECORDIAL_LEADS, medians),
  };
}

/** First of V1..V6 with R at least as large as S; null where R never catches up or a lead is missing. */
export function transitionLead(medians: Medians): string | null {
  for (const lead of PRECORDIAL_LEADS) {
    const r = upright(medians.get(lead));
    const s = downward(medians.get(lead));
    if (r === null || s === null) return null;
    if (r >= s && r > 0) return lead;
  }
  return null;
}

/** Tallest positive deflection, 0 where there is none (the lead itself being there). */
function upright(median: MedianBeat | undefined): number | null {
  if (!median) return null;
  return Math.max(median.r?.amplitudeMv ?? 0, median.rPrime?.amplitudeMv ?? 0);
}

/** Depth of S, or of QS where there is no R. */
function downward(median: MedianBeat | undefined): number | null {
  if (!median) return null;
  const qs = median.r === null ? (median.q?.amplitudeMv ?? 0) : 0;
  return Math.max(-(median.s?.amplitudeMv ?? 0), -(median.sPrime?.amplitudeMv ?? 0), -qs);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : tidy(a + b);
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** Largest peak-to-peak QRS over a set of leads, null unless all of them are there. */
function allOf(leads: readonly string[], medians: Medians): number | null {
  const values = leads.map((lead) => medians.get(lead)?.qrsPeakToPeakMv ?? null);
  return values.includes(null) ? null : largest(values);
}

function tidy(value: number): number {
  return Math.round(value * 1000) / 1000;
}
