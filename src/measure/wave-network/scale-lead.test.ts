import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleLead } from "./scale-lead.ts";

test("the median becomes 0 and the 98th percentile of the distance from it 1", () => {
  // of every fourth sample: 0, 1 .. 100 (times 4 samples), median 50, distances 0 .. 50, each twice but one
  const lead = Float64Array.from({ length: 404 }, (_, i) => Math.floor(i / 4) * 0.02 + 3);
  const scaled = scaleLead(lead);
  const distances = Array.from({ length: 101 }, (_, i) => Math.abs(i - 50)).sort((a, b) => a - b);
  // linear between order statistics, as numpy's quantile, which training uses
  const position = 0.98 * 100;
  const scale =
    distances[Math.floor(position)]! +
    (position % 1) * (distances[Math.ceil(position)]! - distances[Math.floor(position)]!);
  assert.ok(Math.abs(scaled[0]! + 50 / scale) < 1e-6);
  assert.ok(Math.abs(scaled[200]!) < 1e-6);
});

test("a flat lead stays flat, and gain and offset of a lead do not matter", () => {
  assert.ok(scaleLead(new Float64Array(100).fill(4)).every((value) => value === 0));
  const lead = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i / 10));
  const other = lead.map((value) => 7 * value - 2);
  const [a, b] = [scaleLead(lead), scaleLead(other)];
  for (let i = 0; i < a.length; i++) assert.ok(Math.abs(a[i]! - b[i]!) < 1e-5);
});
