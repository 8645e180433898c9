// Zero-phase second-order Butterworth filters: a biquad run forward and backward, so that fiducial points
// do not move. Coefficients by the bilinear transform (R. Bristow-Johnson's audio EQ formulae, Q = 1/sqrt 2);
// forward-backward doubles the order to four and puts -6 dB at the corner.

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Low-pass copy of `samples`. Corner in Hz; no NaN allowed in the input. */
export function lowPass(samples: Float64Array, cornerHz: number, samplingRateHz: number): Float64Array {
  if (cornerHz >= samplingRateHz / 2) return samples.slice();
  return zeroPhase(samples, design("low", cornerHz, samplingRateHz), samplingRateHz / cornerHz);
}

/** High-pass copy of `samples`. Corner in Hz; no NaN allowed in the input. */
export function highPass(samples: Float64Array, cornerHz: number, samplingRateHz: number): Float64Array {
  return zeroPhase(samples, design("high", cornerHz, samplingRateHz), samplingRateHz / cornerHz);
}

export function bandPass(
  samples: Float64Array,
  cornersHz: readonly [number, number],
  samplingRateHz: number,
): Float64Array {
  return lowPass(highPass(samples, cornersHz[0], samplingRateHz), cornersHz[1], samplingRateHz);
}

/** Removes one frequency (mains) with a notch of quality 15: -3 dB about 1.7 Hz on either side of 50 Hz. */
export function notch(samples: Float64Array, frequencyHz: number, samplingRateHz: number): Float64Array {
  const omega = (2 * Math.PI * frequencyHz) / samplingRateHz;
  const alpha = Math.sin(omega) / (2 * 15);
  const a0 = 1 + alpha;
  const middle = (-2 * Math.cos(omega)) / a0;
  return zeroPhase(
    samples,
    { b0: 1 / a0, b1: middle, b2: 1 / a0, a1: middle, a2: (1 - alpha) / a0 },
    (15 * samplingRateHz) / frequencyHz,
  );
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
function zeroPhase(samples: Float64Array, filter: Biquad, memorySamples: number): Float64Array {
  const count = samples.length;
  if (count < 2) return samples.slice();
  const pad = Math.min(count - 1, Math.ceil(memorySamples));
  const padded = new Float64Array(count + 2 * pad);
  padded.set(samples, pad);
  for (let i = 0; i < pad; i++) {
    padded[pad - 1 - i] = 2 * samples[0]! - samples[i + 1]!;
    padded[pad + count + i] = 2 * samples[count - 1]! - samples[count - 2 - i]!;
  }
  runBiquad(padded, filter);
  padded.reverse();
  runBiquad(padded, filter);
  padded.reverse();
  return padded.slice(pad, pad + count);
}

/** In place, transposed direct form II, started in the steady state of the first sample. */
function runBiquad(x: Float64Array, { b0, b1, b2, a1, a2 }: Biquad): void {
  const first = x[0]!;
  const steady = ((b0 + b1 + b2) / (1 + a1 + a2)) * first;
  let z1 = steady - b0 * first;
  let z2 = b2 * first - a2 * steady;
  for (let i = 0; i < x.length; i++) {
    const input = x[i]!;
    const output = b0 * input + z1;
    z1 = b1 * input - a1 * output + z2;
    z2 = b2 * input - a2 * output;
    x[i] = output;
  }
}
