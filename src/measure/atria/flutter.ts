// Atrial flutter: regular waves at 200-350 a minute that go on under everything else. Read off the
// autocorrelation (3-12 Hz) of the leads that show them best, with the QRS complexes taken out, because a 2:1
// flutter is locked to the beat and any P-QRS-T template swallows it.
import { bandPass } from "../../signal/butterworth.ts";
import { SAMPLE_MS, WORKING_RATE_HZ } from "../prepare-signals.ts";
import type { Boundaries } from "../waves/qrs-boundaries.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";

export interface FlutterActivity {
  readonly ratePerMin: number;
  /** Autocorrelation one and two cycles later, the smaller: 0..1. */
  readonly strength: number;
}

const LEADS = ["II", "III", "aVF", "V1"];
const SHORTEST_CYCLE_MS = 170;
const LONGEST_CYCLE_MS = 300;
/** From here on the waves are flutter: sinus rhythm stays under 0.65 on the development records. */
export const FLUTTER_FROM = 0.75;

/** A period this close to RR is the beat itself, not the atria. */
const SAME_AS_RR = 0.06;
const LEAST_STRENGTH = 0.3;

/** `qrs` are the complexes in samples. null where nothing is periodic at these rates. */
export function flutterActivity(options: {
  leads: readonly { readonly name: string; readonly usable: boolean; readonly smooth: Float64Array }[];
  qrs: readonly Boundaries[];
  rrMs: number;
}): FlutterActivity | null {
  const { leads, qrs, rrMs } = options;
  const shortest = samplesOf(SHORTEST_CYCLE_MS);
  const longest = samplesOf(LONGEST_CYCLE_MS);
  const rr = samplesOf(rrMs);
  let best: { lag: number; strength: number } | null = null;
  for (const lead of leads) {
    if (!lead.usable || !LEADS.includes(lead.name) || lead.smooth.length < 4 * longest) continue;
    const rest = withoutQrs(lead.smooth, qrs);
    bandPass(rest, [3, 12], WORKING_RATE_HZ, rest);
    const at = autocorrelation(rest, 2 * longest);
    let before = at(shortest);
    let here = at(shortest + 2);
    for (let lag = shortest + 2; lag < longest; lag += 2) {
      const after = at(lag + 2);
      if (here >= LEAST_STRENGTH && here >= before && here >= after && Math.abs(lag / rr - 1) > SAME_AS_RR) {
        const strength = Math.min(here, at(2 * lag));
        if (best === null || strength > best.strength) best = { lag, strength };
      }
      before = here;
      here = after;
    }
  }
  if (best === null || best.strength < LEAST_STRENGTH) return null;
  return {
    ratePerMin: Math.round(60_000 / (best.lag * SAMPLE_MS)),
    strength: Math.round(best.strength * 100) / 100,
  };
}

/** Straight lines in place of the complexes. */
function withoutQrs(samples: Float64Array, qrs: readonly Boundaries[]): Float64Array {
  const result = samples.slice();
  for (const complex of qrs) {
    const from = Math.max(0, complex.onset - 2);
    const to = Math.min(samples.length - 1, complex.offset + 4);
    for (let i = from; i <= to; i++) {
      result[i] = samples[from]! + ((samples[to]! - samples[from]!) * (i - from)) / Math.max(to - from, 1);
    }
  }
  return result;
}

/** Pearson correlation of the signal with itself `lag` samples later, for lags up to `longest`. */
function autocorrelation(samples: Float64Array, longest: number): (lag: number) => number {
  const count = samples.length;
  const first = runningSums(samples.subarray(0, longest + MORE_LAGS));
  const last = runningSums(samples.slice(-longest - MORE_LAGS).reverse());
  let sum = 0;
  let power = 0;
  for (let i = 0; i < count; i++) {
    sum += samples[i]!;
    power += samples[i]! * samples[i]!;
  }
  const correlation = (lag: number, product: number): number => {
    const length = count - lag;
    const [earlier, later] = [sum - last.sums[lag]!, sum - first.sums[lag]!];
    const earlierPower = power - last.squares[lag]! - (earlier * earlier) / length;
    const laterPower = power - first.squares[lag]! - (later * later) / length;
    const common = product - (earlier * later) / length;
    return earlierPower > 0 && laterPower > 0 ? common / Math.sqrt(earlierPower * laterPower) : 0;
  };
  const known = new Map<number, number>();
  return (lag) => {
    if (!known.has(lag)) {
      productsFrom(samples, lag).forEach((product, k) => {
        known.set(lag + 2 * k, correlation(lag + 2 * k, product));
      });
    }
    return known.get(lag)!;
  };
}

/** The lags that `productsFrom` sums up beyond its own. */
const MORE_LAGS = 6;

/** Sums of products at `lag` and at the three even distances after it: four sums at once take little more time than one. */
function productsFrom(samples: Float64Array, lag: number): [number, number, number, number] {
  const end = samples.length - lag - MORE_LAGS;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < end; i++) {
    const value = samples[i]!;
    a += value * samples[i + lag]!;
    b += value * samples[i + lag + 2]!;
    c += value * samples[i + lag + 4]!;
    d += value * samples[i + lag + 6]!;
  }
  for (let i = end; i < end + 6; i++) a += samples[i]! * samples[i + lag]!;
  for (let i = end; i < end + 4; i++) b += samples[i]! * samples[i + lag + 2]!;
  for (let i = end; i < end + 2; i++) c += samples[i]! * samples[i + lag + 4]!;
  return [a, b, c, d];
}

/** Sums of the first 0, 1, 2 ... of the samples, and of their squares. */
function runningSums(samples: Float64Array): { sums: Float64Array; squares: Float64Array } {
  const count = samples.length;
  const sums = new Float64Array(count + 1);
  const squares = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    sums[i + 1] = sums[i]! + samples[i]!;
    squares[i + 1] = squares[i]! + samples[i]! * samples[i]!;
  }
  return { sums, squares };
}
