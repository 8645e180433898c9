import type { Boundaries } from "../waves/qrs-boundaries.ts";

/** R counts as the peak from this share of the depth of S or QS. */
const LEAST_R_SHARE = 0.3;

/** The sample that readers mark as the QRS peak: R, or the deepest point where R is small. */
export function qrsPeak(beat: Float64Array, { onset, offset }: Boundaries): number {
  let high = onset;
  let low = onset;
  for (let i = onset; i <= offset; i++) {
    if (beat[i]! > beat[high]!) high = i;
    if (beat[i]! < beat[low]!) low = i;
  }
  return beat[high]! >= LEAST_R_SHARE * -beat[low]! ? high : low;
}
