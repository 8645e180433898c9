import assert from "node:assert/strict";
import { test } from "node:test";
import { wilsonInterval } from "../signal/wilson-interval.ts";
import { clusteredBootstrap } from "./confidence-intervals.ts";

test("Wilson intervals as published by Newcombe (Stat Med 1998;17:857, table I, method 3)", () => {
  const published: [hits: number, total: number, low: string, high: string][] = [
    [81, 263, "0.2553", "0.3662"],
    [15, 148, "0.0624", "0.1605"],
    [0, 20, "0.0000", "0.1611"],
    [1, 29, "0.0061", "0.1718"],
  ];
  for (const [hits, total, low, high] of published) {
    const interval = wilsonInterval(hits, total);
    assert.deepEqual([interval.low?.toFixed(4), interval.high?.toFixed(4)], [low, high], `${hits}/${total}`);
    assert.equal(interval.rate, hits / total);
  }
});

test("Wilson: all of n mirrors none of n, and nothing counted has no rate", () => {
  const none = wilsonInterval(0, 20);
  const all = wilsonInterval(20, 20);
  assert.ok(Math.abs(all.low! - (1 - none.high!)) < 1e-12);
  assert.equal(all.high, 1);
  assert.deepEqual(wilsonInterval(0, 0), { hits: 0, total: 0, rate: null, low: null, high: null });
});

const values = Array.from({ length: 200 }, (_, i) => i % 10);

function meanOf(list: readonly number[]) {
  return (weights: Float64Array): number | null => {
    let sum = 0;
    let total = 0;
    for (const [i, value] of list.entries()) {
      sum += weights[i]! * value;
      total += weights[i]!;
    }
    return total === 0 ? null : sum / total;
  };
}

test("the bootstrap of a mean has the width of theory: 1.96 standard errors each way", () => {
  const clusters = values.map((_, i) => String(i));
  const interval = clusteredBootstrap({ clusters, statistic: meanOf(values), resamples: 4000 });
  assert.ok(interval);
  // 0..9 in equal parts: mean 4.5, variance 8.25
  const error = Math.sqrt(8.25 / 200);
  assert.ok(Math.abs(interval.low - (4.5 - 1.96 * error)) < 0.1 * error, `low ${interval.low}`);
  assert.ok(Math.abs(interval.high - (4.5 + 1.96 * error)) < 0.1 * error, `high ${interval.high}`);
});

test("the same seed gives the same interval, another seed another", () => {
  const clusters = values.map((_, i) => String(i));
  const run = (seed: number) =>
    clusteredBootstrap({ clusters, statistic: meanOf(values), resamples: 200, seed });
  assert.deepEqual(run(7), run(7));
  assert.notDeepEqual(run(7), run(8));
});

test("copies of a patient's record add no certainty", () => {
  const single = clusteredBootstrap({
    clusters: values.map((_, i) => String(i)),
    statistic: meanOf(values),
    resamples: 200,
  });
  const fourfold = values.flatMap((value) => [value, value, value, value]);
  const kept = clusteredBootstrap({
    clusters: fourfold.map((_, i) => String(Math.floor(i / 4))),
    statistic: meanOf(fourfold),
    resamples: 200,
  });
  assert.deepEqual(kept, single);
});

test("draws for which the statistic is undefined are left out", () => {
  const clusters = ["a", "b"];
  // defined only where "a" was drawn once or twice
  const interval = clusteredBootstrap({
    clusters,
    statistic: (weights) => (weights[0]! > 0 ? weights[0]! : null),
  });
  assert.deepEqual(interval, { low: 1, high: 2 });
  assert.equal(clusteredBootstrap({ clusters, statistic: () => null }), null);
});

test("no interval of width 0: what no resample changes is not certain", () => {
  assert.equal(clusteredBootstrap({ clusters: ["a", "b", "c"], statistic: () => 1 }), null);
  const onePatient = ["a", "a", "a"];
  assert.equal(clusteredBootstrap({ clusters: onePatient, statistic: meanOf([1, 0, 1]) }), null);
});
