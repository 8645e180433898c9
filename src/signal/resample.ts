// Resampling to the working rate: a low-pass first when going down, then cubic (Catmull-Rom) interpolation,
// which keeps a 100-1,000 Hz ECG's peaks within a few microvolts.
import { lowPass } from "./butterworth.ts";

/** `samples` at `toHz`; sample i lies at time i / toHz. Returns the input itself when the rates agree. */
export function resample(samples: Float64Array, fromHz: number, toHz: number): Float64Array {
  if (fromHz === toHz || samples.length === 0) return samples;
  const source = toHz < fromHz ? lowPass(samples, toHz * 0.4, fromHz) : samples;
  const count = Math.floor(((samples.length - 1) * toHz) / fromHz) + 1;
  const result = new Float64Array(count);
  const last = source.length - 1;
  for (let i = 0; i < count; i++) {
    const position = (i * fromHz) / toHz;
    const index = Math.min(Math.floor(position), last);
    const t = position - index;
    const y0 = source[Math.max(index - 1, 0)]!;
    const y1 = source[index]!;
    const y2 = source[Math.min(index + 1, last)]!;
    const y3 = source[Math.min(index + 2, last)]!;
    result[i] =
      y1 + 0.5 * t * (y2 - y0 + t * (2 * y0 - 5 * y1 + 4 * y2 - y3 + t * (3 * (y1 - y2) + y3 - y0)));
  }
  return result;
}
