// Single beats: the group's marks, moved to where this beat has the wave. The shift is found jointly over all
// usable leads, so one noisy lead cannot pull it away; the correlation at that place says whether the beat
// has the wave at all.
import type { Boundaries } from "./qrs-boundaries.ts";

export interface Placement {
  /** Samples to add to the group's marks for this beat. */
  readonly shift: number;
  /** Correlation with the group's wave over the concatenated leads at that shift, -1..1. */
  readonly correlation: number;
  /** Least-squares size of this beat's wave relative to the group's. */
  readonly gain: number;
}

/**
 * Finds the template segment `window` (indices into the median beats `templates`) in the signals around
 * `origin` (sample that corresponds to template index 0). Both segments have their line (through the ends'
 * means) removed. Outside the recording the beat has no placement.
 */
export function placeWave(options: {
  signals: readonly Float64Array[];
  templates: readonly Float64Array[];
  window: Boundaries;
  origin: number;
  largestShift: number;
}): Placement | null {
  const { signals, templates, window, origin, largestShift } = options;
  const length = window.offset - window.onset + 1;
  const reference = templates.map((template) => detrended(template, window.onset, length));
  const tried = new Map<number, Placement | null>();
  const at = (shift: number): Placement | null => {
    if (Math.abs(shift) > largestShift) return null;
    let placement = tried.get(shift);
    if (placement === undefined) {
      placement = compare({ signals, reference, start: origin + window.onset + shift, length, shift });
      tried.set(shift, placement);
    }
    return placement;
  };
  let best: Placement | null = null;
  const consider = (shift: number): void => {
    const placement = at(shift);
    if (placement !== null && (best === null || preference(placement) > preference(best))) best = placement;
  };
  // the correlation is smooth over a few samples: every third shift first, then the neighbours of the best
  for (let shift = 0; shift <= largestShift; shift += 3) {
    consider(shift);
    consider(-shift);
  }
  const coarse = (best as Placement | null)?.shift;
  if (coarse !== undefined) for (const step of [-2, -1, 1, 2]) consider(coarse + step);
  return best;
}

/** A slight preference for staying put: noise alone must not move the marks. */
function preference(placement: Placement): number {
  return placement.correlation - 0.002 * Math.abs(placement.shift);
}

/** null outside the recording or where one side is flat. */
function compare(options: {
  signals: readonly Float64Array[];
  reference: readonly Float64Array[];
  start: number;
  length: number;
  shift: number;
}): Placement | null {
  const { signals, reference, start, length, shift } = options;
  if (start < 0 || start + length > (signals[0]?.length ?? 0)) return null;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let lead = 0; lead < signals.length; lead++) {
    const a = detrended(signals[lead]!, start, length);
    const b = reference[lead]!;
    for (let i = 0; i < length; i += 2) {
      ab += a[i]! * b[i]!;
      aa += a[i]! * a[i]!;
      bb += b[i]! * b[i]!;
    }
  }
  return aa > 0 && bb > 0 ? { shift, correlation: ab / Math.sqrt(aa * bb), gain: ab / bb } : null;
}

/** The segment minus the straight line through the means of its outer fifths. */
function detrended(samples: Float64Array, start: number, length: number): Float64Array {
  const result = samples.slice(start, start + length);
  const edge = Math.max(1, Math.floor(length / 5));
  let left = 0;
  let right = 0;
  for (let i = 0; i < edge; i++) {
    left += result[i]!;
    right += result[length - 1 - i]!;
  }
  left /= edge;
  right /= edge;
  const rise = (right - left) / Math.max(length - edge, 1);
  const from = left - (rise * (edge - 1)) / 2;
  for (let i = 0; i < length; i++) result[i]! -= from + rise * i;
  return result;
}
