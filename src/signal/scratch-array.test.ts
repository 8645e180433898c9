import assert from "node:assert/strict";
import { test } from "node:test";
import { highPass } from "./butterworth.ts";
import { scratchArray } from "./scratch-array.ts";
import { median } from "./statistics.ts";

test("there is room for as many as were asked for, and the memory is the same again", () => {
  for (const count of [0, 1, 5000, 12_000]) assert.ok(scratchArray(count).length >= count, `${count}`);
  assert.equal(scratchArray(300), scratchArray(12_000));
});

test("a very long one is not kept", () => {
  const long = scratchArray(1_000_000);
  assert.equal(long.length, 1_000_000);
  assert.notEqual(scratchArray(1_000_000), long);
  assert.ok(scratchArray(10).length < 1_000_000);
});

test("results do not lie in it: those of one call outlast the next", () => {
  const samples = Float64Array.from({ length: 4000 }, (_, i) => Math.sin(i / 9));
  const filtered = highPass(samples, 5, 500);
  const before = filtered.slice();
  highPass(samples.toReversed(), 20, 500);
  median(samples);
  assert.ok(filtered.every((value, i) => value === before[i]));
});
