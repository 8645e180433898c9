// Mains hum, taken out only where there is some: a notch always costs a little of the QRS.
import { highPass, notch } from "./butterworth.ts";

const MAINS_HZ = [50, 60];
const LEAST_HUM_MV = 0.01;
/** Hum stands this far above the spectrum 4 Hz beside it. */
const STANDS_OUT = 3;

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
  for (const frequencyHz of MAINS_HZ) {
    const line = toneRms(windowed, frequencyHz, rate);
    if (line <= LEAST_HUM_MV) continue;
    const beside = Math.max(
      toneRms(windowed, frequencyHz - 4, rate),
      toneRms(windowed, frequencyHz + 4, rate),
    );
    if (line <= STANDS_OUT * beside) continue;
    result = notch(result, frequencyHz, rate);
    humMv += line;
  }
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

/** RMS of one frequency (Goertzel) in a Hann-windowed signal. */
function toneRms(windowed: Float64Array, frequencyHz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / rate);
  let s1 = 0;
  let s2 = 0;
  const count = windowed.length;
  for (let i = 0; i < count; i++) {
    const s0 = windowed[i]! - s2 + coefficient * s1;
    s2 = s1;
    s1 = s0;
  }
  const power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  return (Math.SQRT2 * Math.sqrt(Math.max(power, 0))) / count;
}
