// Mains hum, taken out only where there is some: a notch always costs a little of the QRS. A line in the spectrum is not
// enough: beats at exactly 200 a minute have one at 50 and at 60 Hz. Hum goes on between the complexes.
import { highPass, notch } from "./butterworth.ts";

type FrequencyPair = readonly [number, number];

const MAINS_HZ: FrequencyPair = [50, 60];
const LEAST_HUM_MV = 0.01;
/** Hum stands this far above the spectrum 4 Hz beside it. */
const STANDS_OUT = 3;
/** Between the complexes hum keeps its size, and harmonics of the QRS have none; noise leaves it this share. */
const STEADY_SHARE = 0.25;
/** Whole periods of both lines, short enough to lie between two complexes at 300 a minute. */
const QUIET_MS = 100;
/** Holds such a place at 20 a minute and at 300. */
const WINDOW_MS = 600;

export interface WithoutMains {
  readonly samples: Float64Array;
  /** RMS of what was removed, mV; 0 where nothing was. */
  readonly humMv: number;
}

/** `samples` without NaN, at `rate` Hz; returned as they are under 150 Hz or a second, or without hum. */
export function removeMains(samples: Float64Array, rate: number): WithoutMains {
  if (samples.length < rate || rate < 150) return { samples, humMv: 0 };
  const windowed = withoutNeighbours(samples, rate);
  let result = samples;
  let humMv = 0;
  const lines = toneRms(windowed, MAINS_HZ, rate);
  MAINS_HZ.forEach((frequencyHz, i) => {
    const line = lines[i]!;
    if (line <= LEAST_HUM_MV) return;
    const beside = Math.max(...toneRms(windowed, [frequencyHz - 4, frequencyHz + 4], rate));
    if (line <= STANDS_OUT * beside) return;
    if (steadyRms(windowed, frequencyHz, rate) < STEADY_SHARE * line) return;
    result = notch(result, frequencyHz, rate);
    humMv += line;
  });
  return { samples: result, humMv };
}

/** Of the length of the latest lead, because all leads of a recording have it: the window, and where it is applied. */
let hann = new Float64Array(0);
let memory = new Float64Array(0);

/** The high-pass keeps wander, the Hann window (of mean 1) neighbouring QRS energy, from leaking into the line. */
function withoutNeighbours(samples: Float64Array, rate: number): Float64Array {
  const count = samples.length;
  if (hann.length !== count) {
    hann = Float64Array.from({ length: count }, (_, i) => 1 - Math.cos((2 * Math.PI * i) / count));
    memory = new Float64Array(count);
  }
  highPass(samples, 20, rate, memory);
  for (let i = 0; i < count; i++) memory[i]! *= hann[i]!;
  return memory;
}

/** RMS of two frequencies in a Hann-windowed signal (Goertzel); two at once, so that one does not wait for itself. */
function toneRms(windowed: Float64Array, [oneHz, otherHz]: FrequencyPair, rate: number): [number, number] {
  const one = 2 * Math.cos((2 * Math.PI * oneHz) / rate);
  const other = 2 * Math.cos((2 * Math.PI * otherHz) / rate);
  let [one1, one2, other1, other2] = [0, 0, 0, 0];
  const count = windowed.length;
  for (let i = 0; i < count; i++) {
    const value = windowed[i]!;
    const one0 = value - one2 + one * one1;
    const other0 = value - other2 + other * other1;
    one2 = one1;
    one1 = one0;
    other2 = other1;
    other1 = other0;
  }
  const rms = (coefficient: number, s1: number, s2: number): number =>
    (Math.SQRT2 * Math.sqrt(Math.max(s1 * s1 + s2 * s2 - coefficient * s1 * s2, 0))) / count;
  return [rms(one, one1, one2), rms(other, other1, other2)];
}

/** The same RMS, of what of the tone is there all the time: from the quietest 100 ms of every 600. */
function steadyRms(windowed: Float64Array, frequencyHz: number, rate: number): number {
  const count = windowed.length;
  const cosines = new Float64Array(count + 1);
  const sines = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * frequencyHz * i) / rate;
    cosines[i + 1] = cosines[i]! + windowed[i]! * Math.cos(angle);
    sines[i + 1] = sines[i]! + windowed[i]! * Math.sin(angle);
  }
  const quiet = Math.round((QUIET_MS / 1000) * rate);
  const window = Math.round((WINDOW_MS / 1000) * rate);
  const step = Math.max(1, quiet >> 3);
  let sum = 0;
  let windows = 0;
  for (let start = 0; start + window <= count; start += window) {
    let least = Number.POSITIVE_INFINITY;
    for (let i = start; i + quiet <= start + window; i += step) {
      least = Math.min(least, Math.hypot(cosines[i + quiet]! - cosines[i]!, sines[i + quiet]! - sines[i]!));
    }
    sum += (Math.SQRT2 * least) / quiet;
    windows++;
  }
  return sum / windows;
}
