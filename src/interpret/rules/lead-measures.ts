// Measures of one lead, read from its median beat. Depths are positive numbers; a wave that is not there
// compares as zero and is reported as absent. In a QS complex the whole deflection is the Q.
import type { MedianBeat } from "../../ecg/measurements.ts";
import type { LeadInput, LeadMeasure, MeasureValue, Part, Quantity, Reading } from "./measure.ts";

type Kind = readonly [label: string, unit: string, quantity: Quantity, part: Part];

export const leadMeasures = {
  "median.q.depthMv": ofQ(["Q depth", "mV", "amplitude", "qrs"], (q) => Math.abs(q.amplitudeMv)),
  "median.q.durationMs": ofQ(["Q duration", "ms", "deflection", "qrs"], (q) => q.durationMs),
  "median.r.amplitudeMv": wave(["R amplitude", "mV", "amplitude", "qrs"], (m) => m.r?.amplitudeMv),
  "median.r.durationMs": wave(["R duration", "ms", "deflection", "qrs"], (m) => m.r?.durationMs),
  "median.s.depthMv": wave(["S depth", "mV", "amplitude", "qrs"], (m) => negativeDepth(m)),
  "median.s.durationMs": wave(["S duration", "ms", "deflection", "qrs"], (m) => m.s?.durationMs),
  "median.rPrime.amplitudeMv": wave(["R' amplitude", "mV", "amplitude", "qrs"], (m) => m.rPrime?.amplitudeMv),
  "median.qrsForm": plain(["QRS form", "", "category", "qrs"], (m) => m.qrsForm),
  "median.qrsPeakToPeakMv": plain(["QRS peak to peak", "mV", "amplitude", "qrs"], (m) => m.qrsPeakToPeakMv),
  "median.rPeakTimeMs": plain(["R-peak time", "ms", "deflection", "qrs"], (m) => m.rPeakTimeMs),
  "median.notches": plain(["QRS notches", "", "count", "qrs"], (m) => m.notches),
  "median.slurredOnsetMs": wave(["slurred QRS onset", "ms", "deflection", "qrs"], (m) => m.slurredOnsetMs),
  "median.jWaveMv": wave(["J wave", "mV", "amplitude", "st"], (m) => m.jWaveMv),
  "median.stJMv": signed(["ST level at J", "mV", "amplitude", "st"], (m) => m.stJMv),
  "median.st60Mv": signed(["ST level at J+60", "mV", "amplitude", "st"], (m) => m.st60Mv),
  "median.st80Mv": signed(["ST level at J+80", "mV", "amplitude", "st"], (m) => m.st80Mv),
  "median.stForm": plain(["ST slope", "", "category", "st"], (m) => m.stForm),
  "median.stCurve": plain(["ST curvature", "", "category", "st"], (m) => m.stCurve),
  "median.prSegmentMv": signed(["PR segment level", "mV", "amplitude", "pr"], (m) => m.prSegmentMv),
  "median.p.amplitudeMv": signed(["P amplitude", "mV", "amplitude", "p"], (m) => m.p?.amplitudeMv ?? null),
  "median.p.form": plain(["P form", "", "category", "p"], (m) => m.p?.form ?? null),
  "median.pInitialMv": plain(["initial P amplitude", "mV", "amplitude", "p"], (m) => m.pInitialMv),
  "median.pTerminalMv": plain(["terminal P amplitude", "mV", "amplitude", "p"], (m) => m.pTerminalMv),
  "median.pTerminalForceMvMs": ofP(
    ["P terminal force", "mV*ms", "product", "p"],
    (m) => m.pTerminalForceMvMs,
  ),
  "median.pNotchMs": ofP(["distance of P peaks", "ms", "deflection", "p"], (m) => m.pNotchMs),
  "median.t.amplitudeMv": signed(["T amplitude", "mV", "amplitude", "t"], (m) => m.t?.amplitudeMv ?? null),
  "median.t.form": plain(["T form", "", "category", "t"], (m) => m.t?.form ?? null),
  "median.tAsymmetry": plain(["T asymmetry", "", "ratio", "t"], (m) => m.tAsymmetry),
  "median.tPeakToEndMs": plain(["T peak to end", "ms", "interval", "t"], (m) => m.tPeakToEndMs),
  "median.uMv": wave(["U wave", "mV", "amplitude", "u"], (m) => m.uMv),
  /** Of either sign. */
  "median.u.amplitudeMv": wave(["U amplitude", "mV", "amplitude", "u"], (m) => m.u?.amplitudeMv),
} as const satisfies Record<string, LeadMeasure>;

/** The Q wave, or the whole of a QS complex (the delineation may call that deflection Q or S). */
export function qWave(median: MedianBeat): MedianBeat["q"] {
  if (median.q !== null) return median.q;
  return isQs(median) ? median.s : null;
}

/** A QRS without any positive deflection. */
export function isQs(median: MedianBeat): boolean {
  return median.r === null && median.rPrime === null && (median.q !== null || median.s !== null);
}

/** Depth of S, of the larger of S and S', or of a QS complex; undefined where the QRS ends positive. */
export function negativeDepth(median: MedianBeat): number | undefined {
  const depths = [median.s, median.sPrime, isQs(median) ? qWave(median) : null].filter((it) => it !== null);
  return depths.length === 0 ? undefined : Math.max(...depths.map((it) => Math.abs(it.amplitudeMv)));
}

type Value = MeasureValue | undefined;

function plain(
  [label, unit, quantity, part]: Kind,
  value: (median: MedianBeat) => MeasureValue,
): LeadMeasure {
  return { scope: "lead", label, unit, quantity, part, read: ({ median }) => ({ value: value(median) }) };
}

/** A value with the sign of the lead, so that it turns round in -aVR. */
function signed(kind: Kind, value: (median: MedianBeat) => number | null): LeadMeasure {
  return { ...plain(kind, value), signed: true };
}

/** A value that is null or undefined where the wave is not there: compares as zero. */
function wave(kind: Kind, value: (median: MedianBeat) => Value): LeadMeasure {
  return { ...plain(kind, () => null), read: ({ median }: LeadInput) => orAbsent(value(median)) };
}

/** The same for parts of P, unless P itself was not found: then nothing can be said. */
function ofP(kind: Kind, value: (median: MedianBeat) => Value): LeadMeasure {
  const read = ({ median }: LeadInput): Reading =>
    median.p === null ? { value: null } : orAbsent(value(median));
  return { ...plain(kind, () => null), read };
}

function ofQ(kind: Kind, value: (q: NonNullable<MedianBeat["q"]>) => number): LeadMeasure {
  return wave(kind, (median) => {
    const q = qWave(median);
    return q === null ? null : value(q);
  });
}

function orAbsent(value: Value): Reading {
  return value === null || value === undefined ? { value: 0, absent: true } : { value };
}
