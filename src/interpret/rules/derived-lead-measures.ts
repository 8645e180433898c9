// Measures of one lead that need a little arithmetic: ratios, differences, and questions about its form.
import type { MedianBeat } from "../../ecg/measurements.ts";
import { isQs, negativeDepth, qWave } from "./lead-measures.ts";
import { type LeadInput, type LeadMeasure, type Quantity, type Reading, usableMedian } from "./measure.ts";

/** The chest lead before this one, for R progression. */
const BEFORE: Readonly<Record<string, string>> = { V2: "V1", V3: "V2", V4: "V3", V5: "V4", V6: "V5" };

export const derivedLeadMeasures = {
  "derived.isQs": question("QS complex", isQs),
  "derived.initialR": question("initial R", (m) => /^r/i.test(m.qrsForm)),
  "derived.hasRPrime": question("second R (R')", (m) => m.rPrime !== null),
  "derived.hasRs": question("RS complex", (m) => m.r !== null && m.s !== null),
  "derived.monophasicR": question(
    "R without S",
    (m) => m.r !== null && m.s === null && m.rPrime === null && depth(m) < m.r.amplitudeMv,
  ),
  /** A q, then an R larger than any negative deflection. */
  "derived.qrPattern": question(
    "qR pattern",
    (m) => m.q !== null && m.r !== null && m.r.amplitudeMv > Math.max(Math.abs(m.q.amplitudeMv), depth(m)),
  ),
  /** An r, no q, then an S larger than it. */
  "derived.rsPattern": question(
    "rS pattern",
    (m) => m.q === null && m.r !== null && depth(m) > m.r.amplitudeMv,
  ),
  "derived.netQrsMv": number("net QRS amplitude", "mV", "amplitude", netQrs),
  "derived.absoluteNetQrsMv": number("net QRS amplitude, unsigned", "mV", "amplitude", (m) =>
    Math.abs(netQrs(m)),
  ),
  "derived.largestDeflectionMv": number("larger of R and S", "mV", "amplitude", (m) =>
    Math.max(tallestR(m), depth(m)),
  ),
  "derived.qToR": reading("Q/R", "", "ratio", (m) =>
    ratio(Math.abs(qWave(m)?.amplitudeMv ?? 0), tallestR(m)),
  ),
  "derived.rToS": reading("R/S", "", "ratio", (m) => ratio(tallestR(m), depth(m))),
  "derived.sMinusRDurationMs": number(
    "S duration less R duration",
    "ms",
    "deflection",
    (m) => (m.s?.durationMs ?? 0) - (m.r?.durationMs ?? 0),
  ),
  "derived.stSlopeMv": {
    ...number("ST change from J to J+80", "mV", "amplitude", ({ stJMv, st80Mv }) =>
      stJMv === null || st80Mv === null ? null : st80Mv - stJMv,
    ),
    part: "st",
    signed: true,
  },
  "derived.stToS": reading("ST/S", "", "ratio", ({ stJMv, ...m }) => {
    const s = negativeDepth({ stJMv, ...m });
    return stJMv === null
      ? { value: null }
      : s === undefined
        ? { value: 0, absent: true }
        : { value: -stJMv / s };
  }),
  "derived.stToT": reading("ST/T", "", "ratio", ({ stJMv, t }) =>
    stJMv === null || t === null || t.amplitudeMv <= 0 ? { value: null } : { value: stJMv / t.amplitudeMv },
  ),
  "derived.tToR": reading("T/R", "", "ratio", (m) =>
    m.t === null ? { value: null } : ratio(Math.abs(m.t.amplitudeMv), tallestR(m)),
  ),
  "derived.absoluteTMv": {
    ...number("T amplitude, unsigned", "mV", "amplitude", ({ t }) =>
      t === null ? null : Math.abs(t.amplitudeMv),
    ),
    part: "t",
  },
  "derived.tDurationMs": {
    ...number("T duration", "ms", "interval", ({ t }) => (t === null ? null : t.offsetMs - t.onsetMs)),
    part: "t",
  },
  "derived.uToT": reading("U/T", "", "ratio", (m) => ratio(m.uMv ?? 0, Math.abs(m.t?.amplitudeMv ?? 0))),
  "derived.rIncreaseMv": {
    ...number("R beyond that of the lead before", "mV", "amplitude", () => null),
    read: ({ median, lead, measurements }: LeadInput) => {
      const before = usableMedian(measurements, BEFORE[lead] ?? "");
      if (before === null)
        return { value: null, unknown: `lead ${BEFORE[lead] ?? "before it"} is not usable` };
      return { value: tallestR(median) - tallestR(before) };
    },
  },
} as const satisfies Record<string, LeadMeasure>;

/** The larger of R and R'; 0 where the QRS has no positive deflection. */
export function tallestR(median: MedianBeat): number {
  return Math.max(0, median.r?.amplitudeMv ?? 0, median.rPrime?.amplitudeMv ?? 0);
}

/** Sum of the signed deflections: positive where the QRS is mainly upright. */
export function netQrs(median: MedianBeat): number {
  return [median.q, median.r, median.s, median.rPrime, median.sPrime].reduce(
    (sum, deflection) => sum + (deflection?.amplitudeMv ?? 0),
    0,
  );
}

function depth(median: MedianBeat): number {
  return negativeDepth(median) ?? 0;
}

/** Without a denominator the ratio is beyond any limit; it is then compared but not reported. */
function ratio(over: number, under: number): Reading {
  if (under > 0) return { value: over / under };
  return { value: over > 0 ? Number.POSITIVE_INFINITY : 0, absent: true };
}

function number(
  label: string,
  unit: string,
  quantity: Quantity,
  value: (median: MedianBeat) => number | null,
): LeadMeasure {
  return reading(label, unit, quantity, (median) => ({ value: value(median) }));
}

function question(label: string, value: (median: MedianBeat) => boolean): LeadMeasure {
  return reading(label, "", "category", (median) => ({ value: value(median) }));
}

function reading(
  label: string,
  unit: string,
  quantity: Quantity,
  value: (median: MedianBeat) => Reading,
): LeadMeasure {
  return { scope: "lead", label, unit, quantity, part: "qrs", read: ({ median }) => value(median) };
}
