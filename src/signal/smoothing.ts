/** Centred moving average over an odd window; shrinks at the edges, so the result has the input's length. */
export function movingAverage(samples: Float64Array, windowSamples: number): Float64Array {
  const half = Math.floor(windowSamples / 2);
  const count = samples.length;
  const result = new Float64Array(count);
  let sum = 0;
  let low = 0;
  let high = 0;
  for (let i = 0; i < count; i++) {
    for (; high < Math.min(count, i + half + 1); high++) sum += samples[high]!;
    for (; low < i - half; low++) sum -= samples[low]!;
    result[i] = sum / (high - low);
  }
  return result;
}

/** Central difference in units per second over +-`spanSamples`. */
export function slope(samples: Float64Array, spanSamples: number, samplingRateHz: number): Float64Array {
  const count = samples.length;
  const result = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const low = Math.max(0, i - spanSamples);
    const high = Math.min(count - 1, i + spanSamples);
    if (high > low) result[i] = ((samples[high]! - samples[low]!) * samplingRateHz) / (high - low);
  }
  return result;
}
