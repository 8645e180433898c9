// The shape of one simulated beat in one lead, as knots joined by half cosines: onsets, peaks and offsets lie
// exactly where they are put, the amplitude at a knot is exact, and a sum of leads with the same knots is again
// exact. Support ends are the truth: a tangent laid on the T downslope meets the baseline 18 % of the
// peak-to-offset time earlier, and any reading of a noisy signal comes a little inside the support.
import { STANDARD_LEADS, type StandardLead } from "../ecg/lead-names.ts";

/** [time, millivolts]; time as a fraction of the wave's duration or in ms from the QRS onset. */
export type Knot = readonly [time: number, valueMv: number];

/** What a lead shows, millivolts against the baseline, signed. 0 means that the deflection is not there. */
export interface LeadAmplitudes {
  p: number;
  /** Second half of a biphasic or notched P; null: P is one lobe. */
  pTerminal: number | null;
  q: number;
  r: number;
  s: number;
  rPrime: number;
  /** Replaces q, r, s and rPrime by any shape: [fraction of the QRS, mV] in rising order, ends left out. */
  qrs: readonly Knot[] | null;
  /** Level at the J point. */
  stJ: number;
  /** Level where T begins; null: the level at J, a horizontal ST. */
  stEnd: number | null;
  t: number;
  /** Second half of a biphasic or notched T; null: T is one lobe. */
  tTerminal: number | null;
  u: number;
}

/** The leads that are given; III, aVR, aVL and aVF follow from I and II. */
export const INDEPENDENT_LEADS = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"] as const;
export type IndependentLead = (typeof INDEPENDENT_LEADS)[number];

/** How much of I and of II each derived limb lead is (Einthoven 1913, Goldberger 1942). */
const LIMB_WEIGHTS = {
  III: [-1, 1],
  aVR: [-0.5, -0.5],
  aVL: [1, -0.5],
  aVF: [-0.5, 1],
} as const;

const zero: LeadAmplitudes = {
  p: 0,
  pTerminal: null,
  q: 0,
  r: 0,
  s: 0,
  rPrime: 0,
  qrs: null,
  stJ: 0,
  stEnd: null,
  t: 0,
  tTerminal: null,
  u: 0,
};

function lead(p: number, q: number, r: number, s: number, t: number): LeadAmplitudes {
  return { ...zero, p, q, r, s, t };
}

/** A normal adult: axis near 55 degrees, transition between V3 and V4. */
export const NORMAL_AMPLITUDES: Readonly<Record<IndependentLead, LeadAmplitudes>> = {
  I: lead(0.08, -0.05, 0.7, -0.1, 0.2),
  II: lead(0.15, -0.06, 1.0, -0.12, 0.3),
  V1: lead(0.06, 0, 0.2, -0.9, -0.08),
  V2: lead(0.07, 0, 0.45, -1.3, 0.35),
  V3: lead(0.07, 0, 0.8, -0.85, 0.4),
  V4: lead(0.08, -0.05, 1.4, -0.5, 0.4),
  V5: lead(0.08, -0.08, 1.3, -0.25, 0.35),
  V6: lead(0.08, -0.08, 1.0, -0.12, 0.25),
};

/** A broad beat from the right ventricle: one main deflection a lead, ST and T against it. */
export const VENTRICULAR_AMPLITUDES: Readonly<Record<IndependentLead, LeadAmplitudes>> = {
  I: { ...zero, r: 0.9, stJ: -0.05, t: -0.3 },
  II: { ...zero, r: 1.1, stJ: -0.08, t: -0.35 },
  V1: { ...zero, r: -1.2, stJ: 0.1, t: 0.4 },
  V2: { ...zero, r: -1.8, stJ: 0.15, t: 0.6 },
  V3: { ...zero, r: -1.4, stJ: 0.1, t: 0.5 },
  V4: { ...zero, r: 0.8, stJ: -0.05, t: -0.2 },
  V5: { ...zero, r: 1.3, stJ: -0.1, t: -0.4 },
  V6: { ...zero, r: 1.2, stJ: -0.1, t: -0.4 },
};

/** Where the named deflections peak, as fractions of the QRS duration. */
export const QRS_PEAK_FRACTIONS = { q: 0.15, r: 0.4, s: 0.65, rPrime: 0.84 } as const;
const deflections = ["q", "r", "s", "rPrime"] as const;

/** One value for every standard lead: those given, and the derived limb leads by the given combination. */
export function withLimbLeads<Value>(
  given: Readonly<Record<IndependentLead, Value>>,
  combine: (weightI: number, valueI: Value, weightII: number, valueII: Value) => Value,
): Record<StandardLead, Value> {
  const entries = STANDARD_LEADS.map((name): [StandardLead, Value] => {
    if (!(name in LIMB_WEIGHTS)) return [name, given[name as IndependentLead]];
    const [weightI, weightII] = LIMB_WEIGHTS[name as keyof typeof LIMB_WEIGHTS];
    return [name, combine(weightI, given.I, weightII, given.II)];
  });
  return Object.fromEntries(entries) as Record<StandardLead, Value>;
}

/** The QRS knots of a lead without its ends. Limb partners share theirs, so that derived leads keep the knots. */
export function qrsKnots(amplitudes: LeadAmplitudes, partners: readonly LeadAmplitudes[]): Knot[] {
  if (amplitudes.qrs !== null) return [...amplitudes.qrs];
  return deflections
    .filter((name) => [amplitudes, ...partners].some((one) => one[name] !== 0))
    .map((name) => [QRS_PEAK_FRACTIONS[name], amplitudes[name]]);
}

/** The knots inside a P or T with one or two lobes; a dip between equal signs goes halfway down. */
export function lobeKnots(first: number, second: number | null, peakFraction: number): Knot[] {
  if (second === null) return [[peakFraction, first]];
  const sameSign = first * second > 0;
  const dip = sameSign ? 0.5 * Math.sign(first) * Math.min(Math.abs(first), Math.abs(second)) : 0;
  return [
    [peakFraction / 2, first],
    [peakFraction, dip],
    [(1 + peakFraction) / 2, second],
  ];
}

/** Value of the knotted curve at a time: half cosines between knots, 0 outside. Knot times rise. */
export function evaluateKnots(knots: readonly Knot[], time: number): number {
  const after = knots.findIndex((knot) => knot[0] >= time);
  const [endTime, endMv] = knots[after] ?? [0, 0];
  if (after < 0) return 0;
  if (time === endTime) return endMv;
  const start = knots[after - 1];
  if (start === undefined) return 0;
  const share = (time - start[0]) / (endTime - start[0]);
  return start[1] + ((endMv - start[1]) * (1 - Math.cos(Math.PI * share))) / 2;
}
