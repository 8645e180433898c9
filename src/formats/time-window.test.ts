// A ramp whose value is the number of its sample, so that every expected number can be counted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../ecg/errors.ts";
import { type Recording, UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { collectStream, type RecordingStream, streamOf } from "./recording-stream.ts";
import { type TimeWindow, windowOf } from "./time-window.ts";

const ramp: Recording = {
  name: "ramp",
  leads: ["I", "II"].map((name, lead) => ({
    name,
    samplesMv: Float64Array.from({ length: 1000 }, (_, index) => index + lead * 10_000),
  })),
  samplingRateHz: 100,
  patient: UNKNOWN_PATIENT,
  source: { format: "made", sha256: "", warnings: [] },
  recordedAt: "2020-01-01T23:59:58",
  annotations: [50, 2500, 4990, 5000].map((timeMs) => ({
    timeMs,
    durationMs: 0,
    lead: null,
    code: "N",
    text: null,
  })),
};

const readWindow = async (stream: RecordingStream, window: TimeWindow) =>
  collectStream(windowOf(stream, window));

test("a stream in pieces of any length is the recording again", async () => {
  for (const chunkSamples of [1, 7, 999, 1000, 5000]) {
    assert.deepEqual(await collectStream(streamOf(ramp), { chunkSamples }), ramp);
  }
});

test("a window has its samples, its marks and its own time", async () => {
  const window = await readWindow(streamOf(ramp), { fromMs: 2500, durationMs: 2500 });
  assert.equal(window.leads[1]!.samplesMv.length, 250);
  assert.equal(window.leads[1]!.samplesMv[0], 10_250);
  assert.deepEqual(
    window.annotations?.map(({ timeMs }) => timeMs),
    [0, 2490],
  );
  assert.equal(window.recordedAt, "2020-01-02T00:00:00.500");
});

test("a window without an end, or beyond it, stops with the recording", async () => {
  for (const durationMs of [undefined, 1e9]) {
    const { leads } = await readWindow(streamOf(ramp), { fromMs: 9990, durationMs });
    assert.deepEqual([...leads[0]!.samplesMv], [999]);
  }
});

test("a window that starts outside is refused", async () => {
  for (const fromMs of [-1000, 10_000, Number.NaN]) {
    await assert.rejects(readWindow(streamOf(ramp), { fromMs }), UsageError);
  }
});

test("pieces of a window stay inside it", async () => {
  const stream = windowOf(streamOf(ramp), { fromMs: 1000, durationMs: 1000 });
  const part = await collectStream(stream, { fromSample: 90, sampleCount: 500, chunkSamples: 3 });
  assert.deepEqual(
    [...part.leads[0]!.samplesMv],
    Array.from({ length: 10 }, (_, index) => 190 + index),
  );
});
