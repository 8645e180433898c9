// Single beats: the group's marks, moved to where this beat has the wave. The shift is found jointly over all
// usable leads, so one noisy lead cannot pull it away; the correlation at that place says whether the beat
// has the wave at all.
import type { Boundaries } from "../waves/qrs-boundaries.ts";

/** The waves hold nothing that every second sample does not show. */
const STEP = 2;

export interface Placement {
  /** Samples to add to the group's marks for this beat. */
  readonly shift: number;
  /** Correlation with the group's wave over the concatenated leads at that shift, -1..1. */
  readonly correlation: number;
  /** Least-squares size of this beat's wave relative to the group's. */
  readonly gain: number;
}

/** The wave to look for: in every lead each second sample of its segment, without the line through its ends' means. */
export interface WaveTemplate {
  /** Indices into the median beats. */
  readonly window: Boundaries;
  readonly leads: readonly Float64Array[];
  /** Sums of squares: of each lead, and of all. */
  readonly powers: readonly number[];
  readonly power: number;
}

export function waveTemplate(medians: readonly Float64Array[], window: Boundaries): WaveTemplate {
  const length = window.offset - window.onset + 1;
  const leads = medians.map((median) => {
    const { from, rise } = lineThroughEnds(median, window.onset, length);
    const segment = new Float64Array(Math.ceil(length / STEP));
    for (let i = 0; i < segment.length; i++) {
      segment[i] = median[window.onset + STEP * i]! - (from + rise * STEP * i);
    }
    return segment;
  });
  const powers = leads.map((segment) => segment.reduce((sum, value) => sum + value * value, 0));
  return { window, leads, powers, power: powers.reduce((sum, power) => sum + power, 0) };
}

/**
 * Finds the template in the signals around `origin` (the sample that corresponds to index 0 of the median beats).
 * Outside the recording the beat has no placement. Where the correlation cannot reach `least` any more, what is left is
 * not looked at, and there is none either.
 */
export function placeWave(options: {
  signals: readonly Float64Array[];
  template: WaveTemplate;
  origin: number;
  largestShift: number;
  least?: number;
}): Placement | null {
  const { signals, template, origin, largestShift, least = -1 } = options;
  const at = (shift: number): Placement | null =>
    Math.abs(shift) > largestShift ? null : compare(signals, template, { origin, shift, least });
  let best = at(0);
  // the correlation is smooth over a few samples: every third shift first, then the neighbours of the best
  for (let shift = 3; shift <= largestShift; shift += 3)
    best = preferred(preferred(best, at(shift)), at(-shift));
  const coarse = best?.shift;
  if (coarse !== undefined) for (const step of [-2, -1, 1, 2]) best = preferred(best, at(coarse + step));
  return best;
}

/** A slight preference for staying put, and for what was found first: noise alone must not move the marks. */
function preferred(first: Placement | null, second: Placement | null): Placement | null {
  if (first === null || second === null) return first ?? second;
  return merit(second) > merit(first) ? second : first;
}

function merit(placement: Placement): number {
  return placement.correlation - 0.002 * Math.abs(placement.shift);
}

/** null outside the recording, where one side is flat, and for a correlation under `least`. */
function compare(
  signals: readonly Float64Array[],
  { window, leads, powers, power }: WaveTemplate,
  { origin, shift, least }: { origin: number; shift: number; least: number },
): Placement | null {
  const start = origin + window.onset + shift;
  const length = window.offset - window.onset + 1;
  if (start < 0 || start + length > (signals[0]?.length ?? 0)) return null;
  let product = 0;
  let square = 0;
  let powerLeft = power;
  for (let lead = 0; lead < signals.length; lead++) {
    const samples = signals[lead]!;
    const segment = leads[lead]!;
    const { from, rise } = lineThroughEnds(samples, start, length);
    for (let i = 0; i < segment.length; i++) {
      const value = samples[start + STEP * i]! - (from + rise * STEP * i);
      product += value * segment[i]!;
      square += value * value;
    }
    // at best the leads to come match perfectly, in the size that raises the correlation most (Cauchy and Schwarz)
    powerLeft -= powers[lead]!;
    const most = (product > 0 ? (product * product) / square : 0) + powerLeft;
    if (least > 0 && most < least * least * power) return null;
  }
  return square > 0 && power > 0
    ? { shift, correlation: product / Math.sqrt(square * power), gain: product / power }
    : null;
}

/** The straight line through the means of a segment's outer fifths. */
function lineThroughEnds(
  samples: Float64Array,
  start: number,
  length: number,
): { from: number; rise: number } {
  const edge = Math.max(1, Math.floor(length / 5));
  let left = 0;
  let right = 0;
  for (let i = 0; i < edge; i++) {
    left += samples[start + i]!;
    right += samples[start + length - 1 - i]!;
  }
  left /= edge;
  right /= edge;
  const rise = (right - left) / Math.max(length - edge, 1);
  return { from: left - (rise * (edge - 1)) / 2, rise };
}
