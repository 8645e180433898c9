// The size that the network sees every lead in, the same in training and in use (trainer/delineator/data.py): its
// median becomes 0, and 1 is the 98th percentile of the distance from it, which is about the height of R.
import { quantile } from "../../signal/statistics.ts";

/** Of the samples, those that median and percentile are taken of: enough, and four times as fast. */
const EVERY = 4;
const SCALE_QUANTILE = 0.98;
/** A flat lead stays flat. */
const LEAST_SCALE_MV = 0.001;

export function scaleLead(samplesMv: Float64Array): Float32Array {
  const sparse = new Float64Array(Math.ceil(samplesMv.length / EVERY));
  for (let i = 0; i < sparse.length; i++) sparse[i] = samplesMv[i * EVERY]!;
  const middle = quantile(sparse, 0.5) ?? 0;
  for (let i = 0; i < sparse.length; i++) sparse[i] = Math.abs(sparse[i]! - middle);
  const scale = Math.max(quantile(sparse, SCALE_QUANTILE) ?? 0, LEAST_SCALE_MV);
  const scaled = new Float32Array(samplesMv.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = (samplesMv[i]! - middle) / scale;
  return scaled;
}
