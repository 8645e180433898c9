import assert from "node:assert/strict";
import { test } from "node:test";
import { UnsupportedError } from "../ecg/errors.ts";
import { UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { MAX_TOTAL_SAMPLES } from "./limits.ts";
import { collectStream, type RecordingStream } from "./recording-stream.ts";

const stream = (sampleCount: number, leadNames: readonly string[]): RecordingStream => ({
  head: {
    name: "made",
    leadNames,
    sampleCount,
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  },
  async *chunks() {
    yield leadNames.map(() => Float64Array.of(1, 2));
  },
});

test("what is short is held whole", async () => {
  const { leads } = await collectStream(stream(2, ["I", "II"]));
  assert.deepEqual(leads, [
    { name: "I", samplesMv: Float64Array.of(1, 2) },
    { name: "II", samplesMv: Float64Array.of(1, 2) },
  ]);
});

test("a day of twelve leads is refused before memory is taken, a part of it is not", async () => {
  const day = stream(24 * 3600 * 500, ["I", "II", "III"]);
  assert.ok(day.head.sampleCount * 3 > MAX_TOTAL_SAMPLES);
  await assert.rejects(collectStream(day), (error) => {
    assert.ok(error instanceof UnsupportedError);
    assert.match(error.message, /129600000 samples in 3 leads; at most 50000000 .*--from S --for S/);
    return true;
  });
  const { leads } = await collectStream(day, { fromSample: 1000, sampleCount: 2 });
  assert.equal(leads[0]?.samplesMv.length, 2);
});
