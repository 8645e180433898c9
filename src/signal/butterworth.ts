// Zero-phase second-order Butterworth filters: a biquad run forward and backward, so that fiducial points
// do not move. Coefficients by the bilinear transform (R. Bristow-Johnson's audio EQ formulae, Q = 1/sqrt 2);
// forward-backward doubles the order to four and puts -6 dB at the corner.

import { scratchArray } from "./scratch-array.ts";

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * Low-pass copy of `samples`. Corner in Hz; no NaN allowed in the input. The result may be written over other samples,
 * as many, `into` those filtered even.
 */
export function lowPass(
  samples: Float64Array,
  cornerHz: number,
  samplingRateHz: number,
  into: Float64Array = new Float64Array(samples.length),
): Float64Array {
  if (cornerHz >= samplingRateHz / 2) {
    into.set(samples);
    return into;
  }
  const filter = design("low", cornerHz, samplingRateHz);
  return zeroPhase({ samples, filter, memorySamples: samplingRateHz / cornerHz, into });
}

/** High-pass copy of `samples`. Corner in Hz; no NaN allowed in the input. `into` as for the low-pass. */
export function highPass(
  samples: Float64Array,
  cornerHz: number,
  samplingRateHz: number,
  into: Float64Array = new Float64Array(samples.length),
): Float64Array {
  const filter = design("high", cornerHz, samplingRateHz);
  return zeroPhase({ samples, filter, memorySamples: samplingRateHz / cornerHz, into });
}

export function bandPass(
  samples: Float64Array,
  cornersHz: readonly [number, number],
  samplingRateHz: number,
  into: Float64Array = new Float64Array(samples.length),
): Float64Array {
  highPass(samples, cornersHz[0], samplingRateHz, into);
  return lowPass(into, cornersHz[1], samplingRateHz, into);
}

/** Removes one frequency (mains) with a notch of quality 15: -3 dB about 1.7 Hz on either side of 50 Hz. */
export function notch(samples: Float64Array, frequencyHz: number, samplingRateHz: number): Float64Array {
  const omega = (2 * Math.PI * frequencyHz) / samplingRateHz;
  const alpha = Math.sin(omega) / (2 * 15);
  const a0 = 1 + alpha;
  const middle = (-2 * Math.cos(omega)) / a0;
  return zeroPhase({
    samples,
    filter: { b0: 1 / a0, b1: middle, b2: 1 / a0, a1: middle, a2: (1 - alpha) / a0 },
    memorySamples: (15 * samplingRateHz) / frequencyHz,
    into: new Float64Array(samples.length),
  });
}

function design(kind: "low" | "high", cornerHz: number, samplingRateHz: number): Biquad {
  const omega = (2 * Math.PI * cornerHz) / samplingRateHz;
  const cosine = Math.cos(omega);
  const alpha = Math.sin(omega) / Math.SQRT2;
  const a0 = 1 + alpha;
  const outer = (kind === "low" ? 1 - cosine : 1 + cosine) / 2 / a0;
  return {
    b0: outer,
    b1: kind === "low" ? 2 * outer : -2 * outer,
    b2: outer,
    a1: (-2 * cosine) / a0,
    a2: (1 - alpha) / a0,
  };
}

/** Odd reflection at both ends (about one time constant) keeps the edges from ringing. */
function zeroPhase(options: {
  samples: Float64Array;
  filter: Biquad;
  memorySamples: number;
  into: Float64Array;
}): Float64Array {
  const { samples, filter, memorySamples, into } = options;
  const count = samples.length;
  if (count < 2) {
    into.set(samples);
    return into;
  }
  const pad = Math.min(count - 1, Math.ceil(memorySamples));
  const length = count + 2 * pad;
  const padded = scratchArray(length);
  padded.set(samples, pad);
  for (let i = 0; i < pad; i++) {
    padded[pad - 1 - i] = 2 * samples[0]! - samples[i + 1]!;
    padded[pad + count + i] = 2 * samples[count - 1]! - samples[count - 2 - i]!;
  }
  runBiquad(padded, length, filter, 1);
  runBiquad(padded, length, filter, -1);
  into.set(padded.subarray(pad, pad + count));
  return into;
}

/**
 * `count` samples in place, forwards or backwards, started in the steady state of the first. Two at a time, the second
 * with the first put in: neither has to wait for the other, and waiting is all that a recursive filter does.
 */
function runBiquad(x: Float64Array, count: number, { b0, b1, b2, a1, a2 }: Biquad, step: 1 | -1): void {
  let at = step > 0 ? 0 : count - 1;
  let x1 = x[at]!;
  let x2 = x1;
  let y1 = ((b0 + b1 + b2) / (1 + a1 + a2)) * x1;
  let y2 = y1;
  const second1 = a1 * a1 - a2;
  const second2 = a1 * a2;
  for (let pairs = count >> 1; pairs > 0; pairs--) {
    const first = x[at]!;
    const second = x[at + step]!;
    const now = b0 * first + b1 * x1 + b2 * x2;
    const next = b0 * second + b1 * first + b2 * x1 - a1 * now;
    const y = now - a2 * y2 - a1 * y1;
    y1 = next + second2 * y2 + second1 * y1;
    y2 = y;
    x2 = first;
    x1 = second;
    x[at] = y2;
    x[at + step] = y1;
    at += 2 * step;
  }
  if (count % 2 === 1) x[at] = b0 * x[at]! + b1 * x1 + b2 * x2 - a2 * y2 - a1 * y1;
}
