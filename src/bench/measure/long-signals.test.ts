// Signals against what their definitions say, sample by sample.
import assert from "node:assert/strict";
import { test } from "node:test";
import { disturb, unseenSpans } from "./long-disturbances.ts";
import { LONG_SIGNALS, longSignal } from "./long-signals.ts";

const RATE_HZ = 250;
const options = { durationMs: 62_000 };
const sinus = LONG_SIGNALS[0]!;
const at = { sizeMv: 0, seconds: 8, fromSecond: 10, lead: "all" } as const;

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

test("every definition makes two leads at 250 Hz with beats, the same each time", () => {
  assert.equal(new Set(LONG_SIGNALS.map(({ name }) => name)).size, LONG_SIGNALS.length);
  for (const definition of LONG_SIGNALS) {
    const { recording, rPeaksMs } = longSignal(definition, { durationMs: 5000 });
    assert.deepEqual([recording.samplingRateHz, recording.leads.length], [RATE_HZ, 2], definition.name);
    assert.ok(rPeaksMs.length >= 3, definition.name);
  }
  const [one, again] = [1, 1].map((seed) => longSignal(LONG_SIGNALS.at(-1)!, { ...options, seed }));
  const isSame = (lead: number): boolean =>
    one!.recording.leads[lead]!.samplesMv.every(
      (value, i) => value === again!.recording.leads[lead]!.samplesMv[i],
    );
  assert.ok(isSame(0) && isSame(1));
});

test("a disturbance is where it says, in the leads it says, and as large", () => {
  const leads = [new Float64Array(62 * RATE_HZ), new Float64Array(62 * RATE_HZ)];
  disturb({ leads, samplingRateHz: RATE_HZ }, [{ ...at, kind: "motion", sizeMv: 0.4, lead: 1 }], 3);
  assert.equal(rms(leads[0]!), 0);
  // from 10 to 18 s; the next minute has begun, but not its disturbance
  const [before, within, behind] = [
    leads[1]!.subarray(0, 2500),
    leads[1]!.subarray(2500, 4500),
    leads[1]!.subarray(4500),
  ];
  assert.deepEqual([rms(before), rms(behind)], [0, 0]);
  assert.ok(Math.abs(rms(within) - 0.4) < 1e-9);
});

test("leads that are off are missing or stand still, and only both at once hide the beats", () => {
  const off = { ...at, kind: "off" } as const;
  const { recording, unseen, rPeaksMs } = longSignal({ ...sinus, disturbances: [off] }, options);
  for (const { samplesMv } of recording.leads) {
    const missing = [...samplesMv.keys()].filter((i) => Number.isNaN(samplesMv[i]));
    assert.deepEqual([missing.length, missing[0]], [8 * RATE_HZ, 10 * RATE_HZ]);
  }
  assert.deepEqual(unseen, [{ fromMs: 10_000, toMs: 18_000 }]);
  assert.ok(
    rPeaksMs.some((ms) => ms > 10_000 && ms < 18_000),
    "the truth keeps the beats that are hidden",
  );
  const rail = longSignal(
    { ...sinus, disturbances: [{ ...off, kind: "rail", sizeMv: -5, lead: 0 }] },
    options,
  );
  assert.ok(rail.recording.leads[0]!.samplesMv.subarray(2500, 4500).every((value) => value === -5));
  assert.deepEqual(rail.unseen, []);
  // a minute is 60 s: from 10 and from 70 s on
  assert.equal(unseenSpans([off], { leadCount: 2, durationMs: 75_000 }).at(-1)?.toMs, 75_000);
});
