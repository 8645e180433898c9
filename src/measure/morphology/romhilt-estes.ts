// The points of Romhilt and Estes (Am Heart J 1968;75:752) for left ventricular hypertrophy, without digitalis.
// "ST-T opposite to QRS" is read as ST down by 0.05 mV and T inverted under an upright QRS in a lateral lead.
import { LIMB_LEADS } from "../../ecg/lead-names.ts";
import type { MedianBeat, RomhiltEstes } from "../../ecg/measurements.ts";
import { downward, upright } from "./precordial.ts";

type Medians = ReadonlyMap<string, MedianBeat>;

const TALL_LIMB_MV = 2;
const TALL_CHEST_MV = 3;
const ST_DOWN_MV = -0.05;
const LEFT_ATRIUM_FROM_MV_MS = 4;
const LEFT_AXIS_TO_DEG = -30;
const LONG_QRS_FROM_MS = 90;
const LATE_R_PEAK_FROM_MS = 50;

export function romhiltEstes(options: {
  medians: Medians;
  qrsDurationMs: number | null;
  qrsAxisDeg: number | null;
}): RomhiltEstes {
  const { medians, qrsDurationMs, qrsAxisDeg } = options;
  const r = (lead: string): number | null => upright(medians.get(lead));
  const s = (lead: string): number | null => downward(medians.get(lead));
  const reaches = (value: number | null, limit: number): boolean | null =>
    value === null ? null : value >= limit;
  const points = {
    voltage: award(3, [
      ...LIMB_LEADS.flatMap((lead) => [reaches(r(lead), TALL_LIMB_MV), reaches(s(lead), TALL_LIMB_MV)]),
      reaches(s("V1"), TALL_CHEST_MV),
      reaches(s("V2"), TALL_CHEST_MV),
      reaches(r("V5"), TALL_CHEST_MV),
      reaches(r("V6"), TALL_CHEST_MV),
    ]),
    stT: award(
      3,
      ["I", "aVL", "V5", "V6"].map((lead) => opposite(medians.get(lead))),
    ),
    // no P is no terminal force
    leftAtrium: award(3, [
      medians.has("V1") ? (medians.get("V1")!.pTerminalForceMvMs ?? 0) >= LEFT_ATRIUM_FROM_MV_MS : null,
    ]),
    axis: award(2, [qrsAxisDeg === null ? null : qrsAxisDeg <= LEFT_AXIS_TO_DEG]),
    qrsDuration: award(1, [qrsDurationMs === null ? null : qrsDurationMs >= LONG_QRS_FROM_MS]),
    rPeakTime: award(
      1,
      ["V5", "V6"].map((lead) => {
        const median = medians.get(lead);
        return median ? (median.rPeakTimeMs ?? 0) >= LATE_R_PEAK_FROM_MS : null;
      }),
    ),
  };
  const all = Object.values(points);
  const known = all.filter((value) => value !== null);
  return { ...points, total: known.length < all.length ? null : known.reduce((a, b) => a + b, 0) };
}

/** One sign that is there is enough; none is only known to be there where all could be looked for. */
function award(points: number, signs: readonly (boolean | null)[]): number | null {
  if (signs.includes(true)) return points;
  return signs.includes(null) ? null : 0;
}

function opposite(median: MedianBeat | undefined): boolean | null {
  if (!median || median.stJMv === null) return null;
  return (
    upright(median)! > downward(median)! && median.stJMv <= ST_DOWN_MV && (median.t?.amplitudeMv ?? 0) < 0
  );
}
