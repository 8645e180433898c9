// ST levels of one lead's beat: at the J point and 20, 40, 60 and 80 ms after it, against the isoelectric line
// before the QRS (fourth universal definition of infarction), with slope and curvature.
import type { StForm } from "../ecg/measurements.ts";
import { samplesOf } from "./wave-boundaries.ts";

export interface StSegment {
  readonly jMv: number | null;
  readonly j20Mv: number | null;
  readonly j40Mv: number | null;
  readonly j60Mv: number | null;
  readonly j80Mv: number | null;
  readonly form: StForm | null;
  readonly curve: "concave" | "convex" | "straight" | null;
}

/** A change from J to J+60 under the amplitude tolerance is no slope. */
const LEVEL_TOLERANCE_MV = 0.025;
const CURVE_TOLERANCE_MV = 0.015;

/** `qrsEnd` and `zeroAt` (the QRS onset, whose level is zero) are samples of `beat`. */
export function stSegment(beat: Float64Array, qrsEnd: number, zeroAt: number): StSegment {
  const zero = levelAt(beat, zeroAt - samplesOf(8));
  const at = (afterMs: number): number | null => {
    const level = levelAt(beat, qrsEnd + samplesOf(afterMs));
    return level === null || zero === null ? null : level - zero;
  };
  const [jMv, j20Mv, j40Mv, j60Mv, j80Mv] = [at(0), at(20), at(40), at(60), at(80)] as const;
  return { jMv, j20Mv, j40Mv, j60Mv, j80Mv, form: stForm(jMv, j60Mv), curve: stCurve(jMv, j40Mv, j80Mv) };
}

export function stForm(jMv: number | null, j60Mv: number | null): StForm | null {
  if (jMv === null || j60Mv === null) return null;
  const rise = j60Mv - jMv;
  if (Math.abs(rise) <= LEVEL_TOLERANCE_MV) return "horizontal";
  return rise > 0 ? "upslope" : "downslope";
}

function stCurve(jMv: number | null, j40Mv: number | null, j80Mv: number | null): StSegment["curve"] {
  if (jMv === null || j40Mv === null || j80Mv === null) return null;
  const bulge = j40Mv - (jMv + j80Mv) / 2;
  if (Math.abs(bulge) <= CURVE_TOLERANCE_MV) return "straight";
  return bulge > 0 ? "convex" : "concave";
}

/** Mean over 10 ms, or null beyond the ends. */
function levelAt(beat: Float64Array, sample: number): number | null {
  if (sample - 2 < 0 || sample + 2 >= beat.length) return null;
  let sum = 0;
  for (let i = sample - 2; i <= sample + 2; i++) sum += beat[i]!;
  return sum / 5;
}
