// Expected values: probabilities worked out by hand from the logits; shares of many draws within four standard errors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { createRandom } from "../../signal/random.ts";
import { checkSampling, GREEDY, likeliest, type Sampling, sampleToken } from "./sample-token.ts";

// 0.5, 0.3, 0.15 and 0.05, and one that never comes
const LOGITS = Float32Array.from([Math.log(0.15), Math.log(0.5), Math.log(0.05), Math.log(0.3), -1e9]);

function shares(sampling: Sampling, draws = 20_000): number[] {
  const random = createRandom(11);
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < draws; i++) counts[sampleToken(LOGITS, sampling, random)]! += 1;
  return counts.map((count) => count / draws);
}

function assertShares(got: number[], wanted: number[]): void {
  got.forEach((share, i) => {
    const error = Math.sqrt((wanted[i]! * (1 - wanted[i]!)) / 20_000);
    assert.ok(Math.abs(share - wanted[i]!) <= 4 * error, `token ${i}: ${share}, wanted ${wanted[i]}`);
  });
}

test("greedy takes the likeliest, the first of equals", () => {
  assert.equal(sampleToken(LOGITS, GREEDY, createRandom(1)), 1);
  assert.equal(likeliest(Float32Array.of(1, 3, 3)), 1);
});

test("tokens come as often as their probability says", () => {
  assertShares(shares({ temperature: 1, topK: null, topP: null }), [0.15, 0.5, 0.05, 0.3, 0]);
});

test("temperature 1/2 squares the probabilities", () => {
  const sum = 0.15 ** 2 + 0.5 ** 2 + 0.05 ** 2 + 0.3 ** 2;
  assertShares(
    shares({ temperature: 0.5, topK: null, topP: null }),
    [0.15, 0.5, 0.05, 0.3, 0].map((share) => share ** 2 / sum),
  );
});

test("top-k draws among the k likeliest, top-p among the fewest that reach p", () => {
  assertShares(shares({ temperature: 1, topK: 2, topP: null }), [0, 0.5 / 0.8, 0, 0.3 / 0.8, 0]);
  assertShares(shares({ temperature: 1, topK: null, topP: 0.9 }), [
    0.15 / 0.95,
    0.5 / 0.95,
    0,
    0.3 / 0.95,
    0,
  ]);
  assertShares(shares({ temperature: 1, topK: null, topP: 0.4 }), [0, 1, 0, 0, 0]);
  // top-p counts among the two that top-k leaves: 0.5 of 0.8 is more than 0.6
  assertShares(shares({ temperature: 1, topK: 2, topP: 0.6 }), [0, 1, 0, 0, 0]);
});

test("however flat or steep, top-k and top-p draw what a full order of the vocabulary would", () => {
  const random = createRandom(3);
  for (const spread of [0.01, 1, 10, 200]) {
    const logits = Float32Array.from({ length: 300 }, () => spread * random.gaussian());
    const order = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
    const largest = logits[order[0]!]!;
    const weights = order.map((id) => Math.exp(logits[id]! - largest));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    let reached = 0;
    let nucleus = 0;
    while (reached < 0.7 * all) reached += weights[nucleus++]!;
    for (const { topK, topP, most } of [
      { topK: 40, topP: null, most: 40 },
      { topK: null, topP: 0.7, most: nucleus },
    ]) {
      const allowed = new Set(order.slice(0, most));
      const drawn = new Set<number>();
      for (let i = 0; i < 3000; i++) drawn.add(sampleToken(logits, { temperature: 1, topK, topP }, random));
      assert.deepEqual(
        [...drawn].filter((id) => !allowed.has(id)),
        [],
      );
      // flat: all that are allowed come
      if (spread < 1 && most === 40) assert.equal(drawn.size, 40);
    }
  }
});

test("values that mean nothing are refused", () => {
  for (const wrong of [
    { temperature: -1 },
    { temperature: Number.NaN },
    { topK: 0 },
    { topK: 1.5 },
    { topP: 0 },
    { topP: 1.1 },
  ]) {
    assert.throws(() => checkSampling({ ...GREEDY, ...wrong }), UsageError);
  }
});
