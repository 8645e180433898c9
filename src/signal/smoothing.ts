/** Centred moving average over an odd window; shrinks at the edges, so the result has the input's length. */
export function movingAverage(samples: Float64Array, windowSamples: number): Float64Array {
  const half = Math.floor(windowSamples / 2);
  const count = samples.length;
  const result = new Float64Array(count);
  let sum = 0;
  let low = 0;
  let high = 0;
  for (let i = 0; i < count; i++) {
    while (high < count && high <= i + half) sum += samples[high++]!;
    if (low < i - half) sum -= samples[low++]!;
    result[i] = sum / (high - low);
  }
  return result;
}

/** Central difference in units per second over +-`spanSamples`; written over `into`, where that is given. */
export function slope(
  samples: Float64Array,
  spanSamples: number,
  samplingRateHz: number,
  into: Float64Array = new Float64Array(samples.length),
): Float64Array {
  const last = samples.length - 1;
  for (let i = 0; i <= last; i++) {
    const low = Math.max(0, i - spanSamples);
    const high = Math.min(last, i + spanSamples);
    into[i] = high > low ? ((samples[high]! - samples[low]!) * samplingRateHz) / (high - low) : 0;
  }
  return into;
}
