// Frontal axes from areas in I and aVF: atan2(2/sqrt3 * aVF, I) (AHA 2009 part III; areas are steadier than
// amplitudes). A file without aVF gives it as II - I/2 (Einthoven and Goldberger).
import type { GlobalMeasurements, MedianBeat } from "../ecg/measurements.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

/** Under this net area the direction is noise: indeterminate. */
const LEAST_QRS_AREA = 3;
const LEAST_WAVE_AREA = 0.6;

export function frontalAxes(medians: Medians): GlobalMeasurements["axisDeg"] {
  const of = (area: (median: MedianBeat) => number | null): [number | null, number | null] => {
    // a lead at right angles to the axis shows no wave: its area is zero, not unknown
    const [one, two, avf] = ["I", "II", "aVF"].map((lead) => {
      const median = medians.get(lead);
      return median ? (area(median) ?? 0) : null;
    }) as [number | null, number | null, number | null];
    return [one, avf ?? (one === null || two === null ? null : two - one / 2)];
  };
  return {
    p: axis(...of(pArea), LEAST_WAVE_AREA),
    qrs: axis(...of((median) => median.qrsAreaMvMs), LEAST_QRS_AREA),
    t: axis(...of((median) => median.tAreaMvMs), LEAST_WAVE_AREA),
  };
}

/** Smallest angle between the QRS and T axes, 0..180. */
export function angleBetween(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  const apart = Math.abs(a - b) % 360;
  return apart > 180 ? 360 - apart : apart;
}

function axis(inI: number | null, inAvf: number | null, least: number): number | null {
  if (inI === null || inAvf === null) return null;
  const y = (2 / Math.sqrt(3)) * inAvf;
  if (Math.hypot(inI, y) < least) return null;
  const degrees = Math.round((Math.atan2(y, inI) * 180) / Math.PI);
  return degrees === -180 ? 180 : degrees;
}

/** Height times duration is enough for P: its lobes are told apart by sign. */
function pArea(median: MedianBeat): number | null {
  const p = median.p;
  if (!p) return null;
  return (p.amplitudeMv * (p.offsetMs - p.onsetMs)) / 2 / (p.form === "+-" || p.form === "-+" ? 2 : 1);
}
