// Philips cardiographs end each lead with a calibration pulse: 0.4 s of which 0.2 s are 1 mV high, the same in all
// leads. Taken for ECG it makes two beats and breaks I + III = II, so its place must be known. It is found by what no
// heart does: all leads agree in every sample, on nothing but zero and one value near 1 mV.

export interface CalibrationInput {
  readonly channels: readonly Int32Array[];
  readonly offset: number;
  readonly resolutionUv: number;
  readonly samplingRateHz: number;
}

const PULSE_UV = 1000;
/** The nearest multiple of a coarse resolution, and no more. */
const PULSE_TOLERANCE_UV = 20;
const MIN_PULSE_SECONDS = 0.1;
const MAX_SECONDS = 2;

/** The first sample of the calibration at the end, zeros before the pulse included, or null where there is none. */
export function findCalibration(input: CalibrationInput): number | null {
  const { channels, offset, resolutionUv, samplingRateHz } = input;
  const [first, ...others] = channels;
  if (first === undefined || others.length === 0) return null;
  let pulse: number | null = null;
  let pulseSamples = 0;
  let start = first.length;
  for (; start > 0; start--) {
    const stored = first[start - 1]!;
    if (others.some((channel) => channel[start - 1] !== stored)) break;
    const value = stored - offset;
    if (value === 0) continue;
    pulse ??= value;
    if (value !== pulse || Math.abs(value * resolutionUv - PULSE_UV) > PULSE_TOLERANCE_UV) break;
    pulseSamples++;
  }
  const seconds = (first.length - start) / samplingRateHz;
  return pulseSamples / samplingRateHz >= MIN_PULSE_SECONDS && seconds <= MAX_SECONDS ? start : null;
}
