// The next token out of its logits: the likeliest, or drawn. The order of temperature, top-k and top-p is that of the
// reference's library; top-p is nucleus sampling (Holtzman et al., "The Curious Case of Neural Text Degeneration",
// 2020): the fewest tokens whose probabilities reach `topP`.
import { UsageError } from "../../ecg/errors.ts";
import type { Random } from "../../signal/random.ts";

export interface Sampling {
  /** 0: always the likeliest token. */
  readonly temperature: number;
  /** Of so many of the likeliest; null: of all. */
  readonly topK: number | null;
  /** null: of all. */
  readonly topP: number | null;
}

export const GREEDY: Sampling = { temperature: 0, topK: null, topP: null };

/** Throws UsageError for values that mean nothing. */
export function checkSampling({ temperature, topK, topP }: Sampling): void {
  const refuse = (name: string, got: number, wanted: string) =>
    new UsageError(`${name} ${got}, wanted ${wanted}`);
  if (!(temperature >= 0 && temperature <= 100)) throw refuse("temperature", temperature, "0 to 100");
  if (topK !== null && !(Number.isInteger(topK) && topK > 0)) throw refuse("top-k", topK, "1 or more");
  if (topP !== null && !(topP > 0 && topP <= 1)) throw refuse("top-p", topP, "over 0 and at most 1");
}

export function sampleToken(logits: Float32Array, sampling: Sampling, random: Random): number {
  const { temperature, topK, topP } = sampling;
  if (temperature === 0) return likeliest(logits);
  const largest = logits[likeliest(logits)]!;
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
  const candidates = topK === null && topP === null ? null : fewest(weights, { topK, topP });
  const ids = candidates ?? Int32Array.from(weights, (_, id) => id);
  let left = random.uniform() * sumOf(weights, ids);
  for (const id of ids) {
    left -= weights[id]!;
    if (left < 0) return id;
  }
  // roundings ate the last one's share
  return ids.findLast((id) => weights[id]! > 0)!;
}

/** The first of equals. */
export function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
}

interface Limits {
  readonly topK: number | null;
  readonly topP: number | null;
}

function fewest(weights: Float64Array, limits: Limits): Int32Array {
  const { topK, topP } = limits;
  const order = likelyIds(weights, limits).sort((a, b) => weights[b]! - weights[a]! || a - b);
  const first = order.subarray(0, topK ?? order.length);
  if (topP === null) return first;
  const all = topK === null ? weights.reduce((sum, weight) => sum + weight, 0) : sumOf(weights, first);
  let sum = 0;
  let count = 0;
  while (count < first.length && (count === 0 || sum < topP * all)) sum += weights[first[count++]!]!;
  return first.subarray(0, count);
}

/** So many that those in question are among them: a vocabulary is long, and its unlikely end need not be put in order. */
function likelyIds(weights: Float64Array, { topK, topP }: Limits): Int32Array {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  for (let least = 2 ** -8; least > 2 ** -64; least *= 2 ** -8) {
    const ids: number[] = [];
    weights.forEach((weight, id) => {
      if (weight >= least) ids.push(id);
    });
    const likely = Int32Array.from(ids);
    if (topK !== null ? likely.length >= topK : sumOf(weights, likely) >= topP! * all) return likely;
  }
  return Int32Array.from(weights, (_, id) => id);
}

function sumOf(weights: Float64Array, ids: Int32Array): number {
  return ids.reduce((sum, id) => sum + weights[id]!, 0);
}
