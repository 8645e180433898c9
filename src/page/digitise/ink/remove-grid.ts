// What is left of the ruling after the colours were told apart: it repeats every 5 mm, ink does not. The value that each
// place within the 5 mm has on most of the sheet is the ruling, and is taken out of what lies over it.

import type { Sheet } from "./sheet.ts";

const PERIOD_MM = 5;
/** Bins a period, a little finer than a ruled line is wide. */
const BINS = 40;
const LEVELS = 24;
const QUANTILE = 0.7;
/** Below this the ruling is no trouble. */
const FAINT = 0.1;

/** The sheet without its ruling, in place. Gives the darkest that the ruling was, 0 to 1. */
export function removeGrid({ ink, pxPerMm, originMm }: Sheet): number {
  const { widthPx, heightPx, values } = ink;
  const binsOf = (length: number, origin: number) =>
    Uint8Array.from({ length }, (_, i) => {
      const mm = origin + (i + 0.5) / pxPerMm;
      return Math.min(BINS - 1, Math.floor((mm / PERIOD_MM - Math.floor(mm / PERIOD_MM)) * BINS));
    });
  const columns = binsOf(widthPx, originMm[0]);
  const rows = binsOf(heightPx, originMm[1]);
  const counts = new Uint32Array(BINS * BINS * LEVELS);
  for (let y = 0; y < heightPx; y++) {
    const row = rows[y]! * BINS;
    for (let x = 0, at = y * widthPx; x < widthPx; x++, at++) {
      const level = Math.min(LEVELS - 1, Math.max(0, (values[at]! * LEVELS) | 0));
      counts[(row + columns[x]!) * LEVELS + level]!++;
    }
  }
  const ruling = new Float32Array(BINS * BINS);
  for (let bin = 0; bin < ruling.length; bin++) {
    const levels = counts.subarray(bin * LEVELS, (bin + 1) * LEVELS);
    const total = levels.reduce((sum, count) => sum + count, 0);
    let level = 0;
    for (let seen = 0; level < LEVELS - 1; level++) {
      seen += levels[level]!;
      if (seen > QUANTILE * total) break;
    }
    ruling[bin] = total === 0 ? 0 : level / LEVELS;
  }
  const darkest = ruling.reduce((most, value) => Math.max(most, value), 0);
  if (darkest < FAINT) return darkest;
  for (let y = 0; y < heightPx; y++) {
    const row = rows[y]! * BINS;
    for (let x = 0, at = y * widthPx; x < widthPx; x++, at++) {
      const under = Math.min(0.85, ruling[row + columns[x]!]!);
      const value = (values[at]! - under) / (1 - under);
      values[at] = value < 0 ? 0 : value;
    }
  }
  return darkest;
}
