// The isoelectric level next to a wave, for amplitudes: it must not depend on the last millisecond of a mark.

/** Length of the stretch that a level is the mean of. */
const FLAT_SAMPLES = 5;
/** Flat: it deviates by no more than this, RMS, or than half as much again as the flattest there is. */
const FLAT_MV = 0.005;
const NEARLY_FLATTEST = 1.5;

/**
 * The level beside a wave: mean over the flat 10 ms that are nearest to `edge`, looked for from there to `farthest`
 * (before or after it); null where these are not inside. What is isoelectric is flat and a wave's flank is not, so a
 * mark that is some milliseconds inside the wave does not lift the level that its amplitudes stand on.
 */
export function levelBeside(beat: Float64Array, edge: number, farthest: number): number | null {
  const step = farthest < edge ? -1 : 1;
  const count = Math.abs(farthest - edge) - FLAT_SAMPLES + 2;
  if (Math.min(edge, farthest) < 0 || Math.max(edge, farthest) >= beat.length || count < 1) return null;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) least = Math.min(least, varianceOf(beat, edge + i * step, step));
  const flat = Math.max(FLAT_MV ** 2, NEARLY_FLATTEST ** 2 * least);
  let first = edge;
  while (varianceOf(beat, first, step) > flat) first += step;
  return meanOf(beat, first, step);
}

/**
 * The level before the QRS in the low-passed copy of a beat. There the QRS rings into the PR segment, so the level is
 * read at full bandwidth; how far the copy as a whole lies off is the difference of the means, which a low-pass keeps.
 */
export function zeroOfSmooth(
  raw: Float64Array,
  smooth: Float64Array,
  onset: number,
  farthest: number,
): number | null {
  const level = levelBeside(raw, onset, farthest);
  if (level === null) return null;
  let apart = 0;
  for (let i = 0; i < raw.length; i++) apart += smooth[i]! - raw[i]!;
  return level + apart / raw.length;
}

function meanOf(beat: Float64Array, first: number, step: number): number {
  let sum = 0;
  for (let k = 0; k < FLAT_SAMPLES; k++) sum += beat[first + k * step]!;
  return sum / FLAT_SAMPLES;
}

function varianceOf(beat: Float64Array, first: number, step: number): number {
  const mean = meanOf(beat, first, step);
  let squares = 0;
  for (let k = 0; k < FLAT_SAMPLES; k++) squares += (beat[first + k * step]! - mean) ** 2;
  return squares / FLAT_SAMPLES;
}
