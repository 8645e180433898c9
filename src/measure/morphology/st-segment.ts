// ST levels of one lead's beat: at the J point and 20, 40, 60 and 80 ms after it, against the isoelectric line
// before the QRS (fourth universal definition of infarction) and half-way to the onset of T (where monitors put
// their ST point), with slope and curvature.
import type { StForm } from "../../ecg/measurements.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { levelBeside } from "../waves/level-beside.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";

export interface StSegment {
  readonly jMv: number | null;
  readonly j20Mv: number | null;
  readonly j40Mv: number | null;
  readonly j60Mv: number | null;
  readonly j80Mv: number | null;
  /** Half-way between J and the onset of T; null where that is not known. */
  readonly midMv: number | null;
  /** Of the least-squares line through J to J+80. */
  readonly slopeMvPerS: number | null;
  /** J+40 above the chord from J to J+80: positive is convex. */
  readonly bulgeMv: number | null;
  readonly form: StForm | null;
  readonly curve: "concave" | "convex" | "straight" | null;
}

/** A change from J to J+60 under the amplitude tolerance is no slope. */
const LEVEL_TOLERANCE_MV = 0.025;
const CURVE_TOLERANCE_MV = 0.015;

/**
 * `beat` at full bandwidth: a low-pass of 40 Hz lets the end of the QRS run into the ST segment. `qrsEnd`, `zeroAt`
 * (the QRS onset, whose level is zero) and `tOnset` are samples of it.
 */
export function stSegment(
  beat: Float64Array,
  qrsEnd: number,
  zeroAt: number,
  tOnset: number | null = null,
): StSegment {
  const zero = levelBeside(beat, zeroAt, zeroAt - samplesOf(20));
  const at = (afterMs: number): number | null => {
    const level = levelAt(beat, qrsEnd + samplesOf(afterMs), afterMs === 0 ? 0 : 2);
    return level === null || zero === null ? null : level - zero;
  };
  const [jMv, j20Mv, j40Mv, j60Mv, j80Mv] = [at(0), at(20), at(40), at(60), at(80)] as const;
  const bulgeMv = jMv === null || j40Mv === null || j80Mv === null ? null : j40Mv - (jMv + j80Mv) / 2;
  const toMiddleMs = tOnset === null ? null : ((tOnset - qrsEnd) * SAMPLE_MS) / 2;
  return {
    jMv,
    j20Mv,
    j40Mv,
    j60Mv,
    j80Mv,
    midMv: toMiddleMs === null || toMiddleMs < 0 ? null : at(toMiddleMs),
    slopeMvPerS: lineSlope(beat, qrsEnd, qrsEnd + samplesOf(80)),
    bulgeMv,
    form: stForm(jMv, j60Mv),
    curve: stCurve(bulgeMv),
  };
}

export function stForm(jMv: number | null, j60Mv: number | null): StForm | null {
  if (jMv === null || j60Mv === null) return null;
  const rise = j60Mv - jMv;
  if (Math.abs(rise) <= LEVEL_TOLERANCE_MV) return "horizontal";
  return rise > 0 ? "upslope" : "downslope";
}

function stCurve(bulgeMv: number | null): StSegment["curve"] {
  if (bulgeMv === null) return null;
  if (Math.abs(bulgeMv) <= CURVE_TOLERANCE_MV) return "straight";
  return bulgeMv > 0 ? "convex" : "concave";
}

/** Least squares from sample to sample, mV/s; null beyond the end. */
function lineSlope(beat: Float64Array, from: number, to: number): number | null {
  if (from < 0 || to >= beat.length) return null;
  const middle = (from + to) / 2;
  let products = 0;
  let squares = 0;
  for (let i = from; i <= to; i++) {
    products += (i - middle) * beat[i]!;
    squares += (i - middle) ** 2;
  }
  return (products / squares) * (1000 / SAMPLE_MS);
}

/** Mean over 10 ms from `before` samples earlier, or null beyond the ends. At J all of it lies after: before is QRS. */
function levelAt(beat: Float64Array, sample: number, before: number): number | null {
  const from = sample - before;
  if (from < 0 || from + 4 >= beat.length) return null;
  let sum = 0;
  for (let i = from; i < from + 5; i++) sum += beat[i]!;
  return sum / 5;
}
