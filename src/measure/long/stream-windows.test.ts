// Every sample carries its own number, so that what a window holds says where it came from.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { type RecordingStream, streamOf } from "../../formats/recording-stream.ts";
import { partOfWindow, planWindows, type StreamWindow, streamWindows } from "./stream-windows.ts";

function numbered(count: number, samplingRateHz: number): Recording {
  return {
    name: "numbered",
    leads: ["I", "x"].map((name, lead) => ({
      name,
      samplesMv: Float64Array.from({ length: count }, (_, i) => i + 0.5 * lead),
    })),
    samplingRateHz,
    patient: UNKNOWN_PATIENT,
    source: { format: "made", sha256: "0".repeat(64), warnings: [] },
    annotations: [{ timeMs: 5000, durationMs: 100, lead: null, code: "N", text: null }],
  };
}

async function all(windows: AsyncIterable<StreamWindow>): Promise<StreamWindow[]> {
  const found: StreamWindow[] = [];
  for await (const window of windows) found.push(window);
  return found;
}

test("windows tile the recording, and the last takes between a half and one and a half", () => {
  const lengths = { windowMs: 10_000, contextMs: 2000 };
  const plan = planWindows({ sampleCount: 3400, samplingRateHz: 100 }, lengths);
  assert.deepEqual(plan, [
    { first: 0, end: 1200, coreFirst: 0, coreEnd: 1000 },
    { first: 800, end: 2200, coreFirst: 1000, coreEnd: 2000 },
    { first: 1800, end: 3400, coreFirst: 2000, coreEnd: 3400 },
  ]);
  assert.equal(planWindows({ sampleCount: 3500, samplingRateHz: 100 }, lengths).length, 4);
  assert.equal(planWindows({ sampleCount: 7, samplingRateHz: 100 }, lengths).length, 1);
});

test("each window holds its own samples, whatever pieces the stream comes in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom(10, 12.5, 97.7),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 1, max: 200 }),
      async (count, rate, windowS, contextS, chunkSamples) => {
        const whole = streamOf(numbered(count, rate));
        const stream: RecordingStream = { ...whole, chunks: () => whole.chunks({ chunkSamples }) };
        const windows = await all(
          streamWindows(stream, { windowMs: 1000 * windowS, contextMs: 1000 * contextS }),
        );
        let next = 0;
        for (const { recording, first, end, coreFirst, coreEnd } of windows) {
          assert.equal(coreFirst, next);
          assert.ok(first <= coreFirst && end >= coreEnd);
          const context = Math.round(contextS * rate);
          assert.equal(first, Math.max(0, coreFirst - context));
          assert.equal(end, Math.min(count, coreEnd + context));
          for (const [lead, { samplesMv }] of recording.leads.entries()) {
            assert.equal(samplesMv.length, end - first);
            assert.ok(samplesMv.every((value, i) => value === first + i + 0.5 * lead));
          }
          next = coreEnd;
        }
        assert.equal(next, count);
      },
    ),
    { numRuns: 100 },
  );
});

test("marks lie in the windows that see them, at their place there", async () => {
  const windows = await all(streamWindows(streamOf(numbered(900, 100)), { windowMs: 3000, contextMs: 500 }));
  // the mark stands from 5.0 to 5.1 s; the windows see 0-3.5, 2.5-6.5 and 5.5-9 s
  assert.deepEqual(
    windows.map(({ recording }) => recording.annotations?.map(({ timeMs }) => timeMs)),
    [[], [2500], []],
  );
  const part = partOfWindow(windows[1]!, { first: 400, end: 650, coreFirst: 450, coreEnd: 600 });
  assert.equal(part.recording.annotations?.[0]?.timeMs, 1000);
  assert.equal(part.recording.leads[0]?.samplesMv[0], 400);
  assert.equal(part.recording.leads[0]?.samplesMv.length, 250);
});

test("a stream that ends early ends the windows, and one that is left is closed", async () => {
  const whole = streamOf(numbered(900, 100));
  const short: RecordingStream = { ...whole, chunks: () => whole.chunks({ sampleCount: 350 }) };
  const windows = await all(streamWindows(short, { windowMs: 3000, contextMs: 500 }));
  assert.deepEqual(
    windows.map(({ end, coreEnd }) => [end, coreEnd]),
    [
      [350, 300],
      [350, 350],
    ],
  );
  let closed = false;
  const watched: RecordingStream = {
    ...whole,
    async *chunks(range) {
      try {
        yield* whole.chunks(range);
      } finally {
        closed = true;
      }
    },
  };
  for await (const window of streamWindows(watched, { windowMs: 3000, contextMs: 500 })) {
    assert.equal(window.first, 0);
    break;
  }
  assert.ok(closed);
});

test("windows that memory could not hold are refused before a sample is read", async () => {
  const whole = streamOf(numbered(10, 100));
  const stream: RecordingStream = {
    // what a header of 200 leads at 100 kHz promises
    head: {
      ...whole.head,
      leadNames: Array.from({ length: 200 }, (_, i) => `${i}`),
      samplingRateHz: 100_000,
      sampleCount: 1e9,
    },
    chunks: () => assert.fail("nothing is to be read"),
  };
  const lengths = { windowMs: 60_000, contextMs: 5000 };
  // 200 leads of 70 s
  await assert.rejects(
    all(streamWindows(stream, lengths)),
    /200 leads at 100000 Hz have 1400000000 samples in a window of 60 s.*shorter/,
  );
});
