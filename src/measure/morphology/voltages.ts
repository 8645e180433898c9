// Voltage sums of the hypertrophy criteria (AHA 2009 part V; Lewis 1914; Peguero and Lo Presti 2017; Butler and
// Leggett 1986 in the form of Wagner's textbook), in mV. Each is a list of signed terms, so that its error can be
// told from theirs. A sum with a missing lead is null.
import { LIMB_LEADS, PRECORDIAL_LEADS } from "../../ecg/lead-names.ts";
import type { GlobalMeasurements, MedianBeat } from "../../ecg/measurements.ts";
import { downward, upright } from "./precordial.ts";

type Medians = ReadonlyMap<string, MedianBeat>;
type Voltages = GlobalMeasurements["voltages"];

export interface VoltageTerm {
  readonly lead: string;
  /** The tallest upright wave, the deepest downward one, or the whole QRS. */
  readonly wave: "r" | "s" | "peakToPeak";
  readonly mv: number;
  readonly sign: 1 | -1;
}

type Terms = readonly VoltageTerm[] | null;
type Sums = Omit<Voltages, "cornellProductMvMs" | "rOverSV1">;

export function voltages(medians: Medians, qrsDurationMs: number | null): Voltages {
  const terms = voltageTerms(medians);
  const sums = Object.fromEntries(
    Object.entries(terms).map(([name, sum]) => [name, sum && tidy(total(sum))]),
  ) as Sums;
  const { cornellMv } = sums;
  return {
    ...sums,
    cornellProductMvMs: cornellMv === null || qrsDurationMs === null ? null : tidy(cornellMv * qrsDurationMs),
    rOverSV1: medians.get("V1")?.rOverS ?? null,
  };
}

export function voltageTerms(medians: Medians): Record<keyof Sums, Terms> {
  const term = (lead: string, wave: VoltageTerm["wave"], mv: number | null): Terms =>
    mv === null ? null : [{ lead, wave, mv, sign: 1 }];
  const r = (lead: string): Terms => term(lead, "r", upright(medians.get(lead)));
  const s = (lead: string): Terms => term(lead, "s", downward(medians.get(lead)));
  const peakToPeak = (lead: string): Terms =>
    term(lead, "peakToPeak", medians.get(lead)?.qrsPeakToPeakMv ?? null);
  return {
    sokolowLyonMv: sum(s("V1"), largest([r("V5"), r("V6")])),
    cornellMv: sum(r("aVL"), s("V3")),
    pegueroLoPrestiMv: sum(largest([...medians.keys()].map(s)), s("V4")),
    gubnerMv: sum(r("I"), s("III")),
    lewisMv: sum(r("I"), s("III"), less(r("III")), less(s("I"))),
    rAvlMv: r("aVL"),
    rV1Mv: r("V1"),
    rV1SV56Mv: sum(r("V1"), largestOfAll([s("V5"), s("V6")])),
    butlerLeggettMv: sum(largestOfAll([r("V1"), r("V2")]), largestOfAll([s("I"), s("V6")]), less(s("V1"))),
    maxLimbPeakToPeakMv: largestOfAll(LIMB_LEADS.map(peakToPeak)),
    maxPrecordialPeakToPeakMv: largestOfAll(PRECORDIAL_LEADS.map(peakToPeak)),
  };
}

export function total(terms: readonly VoltageTerm[]): number {
  return terms.reduce((sum, { sign, mv }) => sum + sign * mv, 0);
}

function sum(...parts: readonly Terms[]): Terms {
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

function less(terms: Terms): Terms {
  return terms === null ? null : terms.map((term) => ({ ...term, sign: term.sign === 1 ? -1 : 1 }));
}

function largest(values: readonly Terms[]): Terms {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((best, value) => (total(value) > total(best) ? value : best)) : null;
}

/** The largest of some that must all be there. */
function largestOfAll(values: readonly Terms[]): Terms {
  return values.includes(null) ? null : largest(values);
}

function tidy(value: number): number {
  return Math.round(value * 1000) / 1000;
}
