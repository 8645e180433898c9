// Frontal axes from areas in I and aVF: atan2(2/sqrt3 * aVF, I) (AHA 2009 part III; areas are steadier than
// amplitudes). aVF is taken as (II + III) / 2 where the file lacks it.
import type { GlobalMeasurements, MedianBeat } from "../ecg/measurements.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

/** Under this net area the direction is noise: indeterminate. */
const LEAST_QRS_AREA = 3;
const LEAST_WAVE_AREA = 0.6;

export function frontalAxes(medians: Medians): GlobalMeasurements["axisDeg"] {
  return {
    p: axis(pArea(medians.get("I")), pArea(medians.get("aVF")), LEAST_WAVE_AREA),
    qrs: axis(medians.get("I")?.qrsAreaMvMs, medians.get("aVF")?.qrsAreaMvMs, LEAST_QRS_AREA),
    t: axis(medians.get("I")?.tAreaMvMs, medians.get("aVF")?.tAreaMvMs, LEAST_WAVE_AREA),
  };
}

/** Smallest angle between the QRS and T axes, 0..180. */
export function angleBetween(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  const apart = Math.abs(a - b) % 360;
  return apart > 180 ? 360 - apart : apart;
}

function axis(
  inI: number | null | undefined,
  inAvf: number | null | undefined,
  least: number,
): number | null {
  if (inI === null || inI === undefined || inAvf === null || inAvf === undefined) return null;
  const y = (2 / Math.sqrt(3)) * inAvf;
  if (Math.hypot(inI, y) < least) return null;
  const degrees = Math.round((Math.atan2(y, inI) * 180) / Math.PI);
  return degrees === -180 ? 180 : degrees;
}

/** Height times duration is enough for P: its lobes are told apart by sign. */
function pArea(median: MedianBeat | undefined): number | null {
  const p = median?.p;
  if (!p) return null;
  return (p.amplitudeMv * (p.offsetMs - p.onsetMs)) / 2 / (p.form === "+-" || p.form === "-+" ? 2 : 1);
}
