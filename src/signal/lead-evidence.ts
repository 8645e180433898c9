// What a reader of the drawn trace holds against a lead, by degrees: high-frequency noise that comes in bursts, and no
// deflection of the size of a complex. (How alike its beats are needs beats: see measure/beat-agreement.ts. The wander
// of the baseline was tried too: beside these three it told nothing more.)
import { median, quantile } from "./statistics.ts";

/** Means of this length keep a QRS, drop noise and cost next to nothing. */
const BLOCK_S = 0.02;
/** Long enough to hold a beat at 30 a minute. */
const PULSE_S = 2;
const NOISE_BLOCK_S = 0.1;
/** Of five tenths of a second the middle one: a QRS fills no more than two. */
const NOISE_BLOCKS = 5;
/** Share of the half seconds that are no worse than `burstNoiseMv`. */
const BURST_QUANTILE = 0.9;
/** Mean magnitude of Gaussian noise to its RMS. */
const MEAN_TO_RMS = Math.sqrt(Math.PI / 2);

export interface LeadEvidence {
  /** RMS above 35 Hz that a tenth of the half seconds exceeds. */
  readonly burstNoiseMv: number;
  /** Largest change from one 20 ms to the next in a typical 2 s: of the QRS, where there is one. */
  readonly pulseMv: number;
}

/** `samples` without gaps; `fast` the same above 35 Hz, or null where the rate is too low for that: no noise is seen. */
export function leadEvidence(
  samples: Float64Array,
  fast: Float64Array | null,
  samplingRateHz: number,
): LeadEvidence {
  return {
    burstNoiseMv: fast === null ? 0 : burstNoise(fast, samplingRateHz),
    pulseMv: typicalPulse(samples, samplingRateHz),
  };
}

function typicalPulse(samples: Float64Array, rate: number): number {
  const length = Math.max(1, Math.round(BLOCK_S * rate));
  const changes = new Float64Array(Math.max(0, Math.floor(samples.length / length) - 1));
  let before = blockMean(samples, 0, length);
  for (let block = 0; block < changes.length; block++) {
    const mean = blockMean(samples, (block + 1) * length, length);
    changes[block] = Math.abs(mean - before);
    before = mean;
  }
  const window = Math.min(Math.round((PULSE_S * rate) / length), changes.length);
  const step = Math.max(1, Math.round(window / 4));
  const largest: number[] = [];
  for (let start = 0; window > 0 && start + window <= changes.length; start += step) {
    let top = 0;
    for (let i = start; i < start + window; i++) if (changes[i]! > top) top = changes[i]!;
    largest.push(top);
  }
  return median(largest) ?? 0;
}

function blockMean(samples: Float64Array, start: number, length: number): number {
  let sum = 0;
  const end = Math.min(start + length, samples.length);
  for (let i = start; i < end; i++) sum += samples[i]!;
  return sum / length;
}

function burstNoise(fast: Float64Array, rate: number): number {
  const length = Math.max(1, Math.round(NOISE_BLOCK_S * rate));
  const halves: number[] = [];
  const five = new Float64Array(NOISE_BLOCKS);
  for (let i = 0; i + NOISE_BLOCKS * length <= fast.length; ) {
    for (let block = 0; block < NOISE_BLOCKS; block++) {
      let sum = 0;
      for (const end = i + length; i < end; i++) sum += Math.abs(fast[i]!);
      five[block] = sum / length;
    }
    halves.push(median(five)! * MEAN_TO_RMS);
  }
  return quantile(halves, BURST_QUANTILE) ?? 0;
}
