import assert from "node:assert/strict";
import { test } from "node:test";
import { agreedWaves } from "./agreed-waves.ts";
import type { FoundWaves } from "./found-waves.ts";

const wave = (onset: number) => ({ onset, offset: onset + 40, confidence: 1 });
const withP = (...onsets: number[]): FoundWaves => ({ p: onsets.map(wave), qrs: [], t: [] });
const onsetsOf = (leads: readonly FoundWaves[]) => leads.map(({ p }) => p.map(({ onset }) => onset));

test("of twelve leads a wave needs three others that show it", () => {
  // a quarter of eleven others, rounded: 3
  const leads = Array.from({ length: 12 }, (_, lead) =>
    withP(...(lead < 4 ? [100] : []), ...(lead < 3 ? [500] : [])),
  );
  const all = leads.map(() => true);
  assert.deepEqual(onsetsOf(agreedWaves(leads, all)).slice(0, 4), [[100], [100], [100], [100]]);
});

test("unusable leads do not vote, but may keep what the others confirm", () => {
  const leads = [withP(100), withP(110), withP(120), withP(105), withP(100, 900), withP(900)];
  const usable = [true, true, true, true, false, false];
  assert.deepEqual(onsetsOf(agreedWaves(leads, usable)), [[100], [110], [120], [105], [100], []]);
});

test("two leads cannot outvote each other, and a lead alone keeps its waves", () => {
  assert.deepEqual(onsetsOf(agreedWaves([withP(100), withP(700)], [true, true])), [[100], [700]]);
  assert.deepEqual(onsetsOf(agreedWaves([withP(100)], [true])), [[100]]);
});

test("middles 80 ms apart are two waves", () => {
  const leads = [withP(100), withP(140), withP(139), withP(139)];
  // three others: one of them must agree; the first is 40 samples from one, 39 from the others
  assert.deepEqual(
    onsetsOf(
      agreedWaves(
        leads,
        leads.map(() => true),
      ),
    ),
    [[100], [140], [139], [139]],
  );
  const apart = [withP(100), withP(140), withP(140), withP(140)];
  assert.deepEqual(
    onsetsOf(
      agreedWaves(
        apart,
        apart.map(() => true),
      ),
    ),
    [[], [140], [140], [140]],
  );
});
