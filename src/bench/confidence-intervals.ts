// 95 % intervals by a percentile bootstrap over clusters (Davison and Hinkley 1997, section 3.8) for what
// is no proportion, or counts several things of one patient: it draws whole patients, so kin are never split.

import { createRandom } from "../signal/random.ts";
import { quantile } from "../signal/statistics.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Of the item at each place, say its patient; items of one name are drawn together. */
  readonly clusters: readonly string[];
  /** The number wanted, from how often each item was drawn; null where it is undefined for that draw. */
  statistic(weights: Float64Array): number | null;
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * 2.5 % and 97.5 % quantiles of the statistic over resampled clusters. null where it was defined for none, and where
 * no resample changed it (all of one patient, all right): a width of 0 would look like certainty.
 */
export function clusteredBootstrap(options: BootstrapOptions): Interval | null {
  const { clusters, statistic, resamples = 1000, seed = 1 } = options;
  const names = [...new Set(clusters)];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const clusterOf = Int32Array.from(clusters, (name) => placeOf.get(name)!);
  const random = createRandom(seed);
  const drawn = new Float64Array(names.length);
  const weights = new Float64Array(clusters.length);
  const values: number[] = [];
  for (let round = 0; round < resamples; round++) {
    drawn.fill(0);
    for (let i = 0; i < names.length; i++) drawn[Math.floor(random.uniform() * names.length)]!++;
    for (let i = 0; i < weights.length; i++) weights[i] = drawn[clusterOf[i]!]!;
    const value = statistic(weights);
    if (value !== null) values.push(value);
  }
  const low = quantile(values, 0.025);
  const high = quantile(values, 0.975);
  return low === null || high === null || low === high ? null : { low, high };
}
