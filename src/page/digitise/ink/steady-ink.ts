// Noise in the ink, and ink that is quiet enough to follow: what finds its way by single pixels must not stumble over
// noise. The pen is fitted to the sheet's own ink later.

import { emptyPlane, type Plane } from "../plane.ts";

/** Paper: neither ink nor the edge of it. */
const PAPER = 0.3;
const NOISY = 0.05;

/** Standard deviation, from how far bare paper rises above 0, where it was cut off: 0.4 of it on average. */
export function inkNoise({ values }: Plane): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i += 11) {
    if (values[i]! >= PAPER) continue;
    sum += values[i]!;
    count++;
  }
  return count === 0 ? 0 : (Math.sqrt(2 * Math.PI) * sum) / count;
}

/** The plane itself, or where it is noisy each pixel with its neighbours (1 2 1 across and down). */
export function steadyInk(ink: Plane, noise: number): Plane {
  if (noise < NOISY) return ink;
  const { widthPx, heightPx, values } = ink;
  const steady = emptyPlane(widthPx, heightPx);
  const across = new Float32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const line = y * widthPx;
    for (let x = 1; x + 1 < widthPx; x++) {
      across[line + x] = (values[line + x - 1]! + 2 * values[line + x]! + values[line + x + 1]!) / 4;
    }
  }
  for (let y = 1; y + 1 < heightPx; y++) {
    for (let at = y * widthPx, end = at + widthPx; at < end; at++) {
      steady.values[at] = (across[at - widthPx]! + 2 * across[at]! + across[at + widthPx]!) / 4;
    }
  }
  return steady;
}
