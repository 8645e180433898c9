import { median } from "../../signal/statistics.ts";
import { MEDIAN_LENGTH } from "../beats/median-beat.ts";
import type { WaveMarks } from "./wave-boundaries.ts";

/**
 * A wave's marks in the group's median beat: the medians of its single beats' marks, each less its `origin` (the
 * sample at which that beat's window begins). null where fewer than half of the beats show the wave.
 */
export function medianMarks(
  beats: readonly { readonly marks: WaveMarks | null; readonly origin: number }[],
): WaveMarks | null {
  const shown = beats.flatMap(({ marks, origin }) => (marks ? [{ marks, origin }] : []));
  if (shown.length === 0 || shown.length * 2 < beats.length) return null;
  const middle = (point: "onset" | "peak" | "offset"): number => {
    const value = Math.round(median(shown.map(({ marks, origin }) => marks[point] - origin))!);
    return Math.min(Math.max(value, 0), MEDIAN_LENGTH - 1);
  };
  const [onset, peak, offset] = [middle("onset"), middle("peak"), middle("offset")];
  return offset > onset ? { onset, peak: Math.min(Math.max(peak, onset), offset), offset } : null;
}
