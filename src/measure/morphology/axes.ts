// Frontal axes from areas in I and aVF: atan2(2/sqrt3 * aVF, I) (AHA 2009 part III; areas are steadier than
// amplitudes). A file without aVF gives it as II - I/2 (Einthoven and Goldberger).
import type { GlobalMeasurements, MedianBeat } from "../../ecg/measurements.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

/** Under this net area the direction is noise: indeterminate. */
const LEAST_QRS_AREA = 3;
const LEAST_WAVE_AREA = 0.6;
/** ST displacement from which it has a direction. */
const LEAST_ST_MV = 0.05;

export function frontalAxes(medians: Medians): GlobalMeasurements["axisDeg"] {
  const { p, qrs, t, st } = frontalVectors(medians);
  return {
    p: direction(p, LEAST_WAVE_AREA),
    qrs: direction(qrs, LEAST_QRS_AREA),
    t: direction(t, LEAST_WAVE_AREA),
    st: direction(st, LEAST_ST_MV),
  };
}

/** To the left and downwards; null where the leads are missing. */
export type FrontalVector = readonly [x: number, y: number] | null;

/** Areas of P, QRS and T in mV*ms, level of ST in mV. */
export function frontalVectors(medians: Medians): Record<"p" | "qrs" | "t" | "st", FrontalVector> {
  const of = (size: (median: MedianBeat) => number | null): FrontalVector => {
    // a lead at right angles to the axis shows no wave: its area is zero, not unknown
    const [one, two, avf] = ["I", "II", "aVF"].map((lead) => {
      const median = medians.get(lead);
      return median ? (size(median) ?? 0) : null;
    }) as [number | null, number | null, number | null];
    const down = avf ?? (one === null || two === null ? null : two - one / 2);
    return one === null || down === null ? null : [one, (2 / Math.sqrt(3)) * down];
  };
  return {
    p: of(pArea),
    qrs: of((median) => median.qrsAreaMvMs),
    t: of((median) => median.tAreaMvMs),
    st: of((median) => median.st60Mv),
  };
}

/** Smallest angle between the QRS and T axes, 0..180. */
export function angleBetween(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  const apart = Math.abs(a - b) % 360;
  return apart > 180 ? 360 - apart : apart;
}

function direction(vector: FrontalVector, least: number): number | null {
  if (vector === null || Math.hypot(...vector) < least) return null;
  const [x, y] = vector;
  const degrees = Math.round((Math.atan2(y, x) * 180) / Math.PI);
  return degrees === -180 ? 180 : degrees;
}

/** Height times duration is enough for P: its lobes are told apart by sign. */
function pArea(median: MedianBeat): number | null {
  const p = median.p;
  if (!p) return null;
  return (p.amplitudeMv * (p.offsetMs - p.onsetMs)) / 2 / (p.form === "+-" || p.form === "-+" ? 2 : 1);
}
