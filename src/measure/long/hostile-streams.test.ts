// Whatever a long recording holds, its windows tile it, its beats are numbered through and in order, all is finite and
// valid, and nothing is found where no lead was on. The truth is how each signal was made.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LongResultSchema } from "../../ecg/long-measurements.ts";
import { MeasurementsSchema } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import { streamOf } from "../../formats/recording-stream.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { readDelineator } from "../wave-network/read-delineator.ts";
import { measureStream } from "./measure-stream.ts";

const SECONDS = 50;
const LEADS = 2;
const delineator = await readDelineator();

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

async function checked(recording: Recording, windowMs: number): Promise<number[]> {
  const beatsMs: number[] = [];
  let endMs = 0;
  const measure = (part: Recording) => measureRecording(part, { delineator });
  for await (const part of measureStream(streamOf(recording), { measure, windowMs })) {
    const value = part.kind === "summary" ? part.result : part.measurements;
    assert.ok(numbersIn(value).every(Number.isFinite));
    if (part.kind === "summary") {
      assert.deepEqual(LongResultSchema.safeParse(value).error?.issues ?? [], []);
      assert.equal(part.result.summary.beats.total, beatsMs.length);
      assert.equal(part.result.quality.stretches.at(-1)?.endMs, endMs);
      continue;
    }
    assert.deepEqual(MeasurementsSchema.safeParse(value).error?.issues ?? [], []);
    const { record, beats } = part.measurements;
    assert.ok(Math.abs(record.startMs! - endMs) < 0.01, "windows tile the recording");
    endMs = record.startMs! + record.durationMs;
    for (const { index, rPeakMs } of beats) {
      assert.equal(index, beatsMs.length);
      assert.ok(rPeakMs > (beatsMs.at(-1) ?? -1), "beats come in order");
      beatsMs.push(rPeakMs);
    }
  }
  assert.ok(
    Math.abs(endMs - (recording.leads[0]!.samplesMv.length / recording.samplingRateHz) * 1000) < 0.01,
  );
  return beatsMs;
}

const damage = fc.record({
  leads: fc.constantFrom([0], [1], [0, 1]),
  fromMs: fc.integer({ min: 0, max: SECONDS * 1000 }),
  lengthMs: fc.integer({ min: 4, max: 25_000 }),
  value: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e308, -5, 0),
});

test("real shapes with damage of seconds: valid, in order, and silent where no lead was on", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 40, max: 180 }),
      fc.constantFrom(100, 250),
      fc.constantFrom(10_000, 17_000, 60_000),
      fc.array(damage, { maxLength: 5 }),
      async (rateBpm, samplingRateHz, windowMs, damages) => {
        const noise = { whiteMv: 0.01 };
        const durationMs = SECONDS * 1000;
        const made = syntheticEcg({ rateBpm, samplingRateHz, durationMs, tMs: 60, pMs: 60, noise });
        const recording = { ...made.recording, leads: made.recording.leads.slice(1, 1 + LEADS) };
        const samplesIn = (ms: number): number => Math.round((ms / 1000) * samplingRateHz);
        for (const { leads, fromMs, lengthMs, value } of damages) {
          for (const lead of leads)
            recording.leads[lead]!.samplesMv.fill(value, samplesIn(fromMs), samplesIn(fromMs + lengthMs));
        }
        const beatsMs = await checked(recording, windowMs);
        for (const { leads, fromMs, lengthMs } of damages) {
          // a QRS that is cut may be seen; of a gap of less than three seconds the level alone tells nothing
          const inside = beatsMs.filter((ms) => ms > fromMs + 150 && ms < fromMs + lengthMs - 150);
          if (leads.length === LEADS && lengthMs >= 3000)
            assert.deepEqual(inside, [], `${fromMs}+${lengthMs}`);
        }
      },
    ),
    { numRuns: 12 },
  );
});
