// The part on short signals, and the benchmark on a measuring that errs in a known way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRecording } from "../../measure/measure-recording.ts";
import { longBenchmark } from "./long-benchmark.ts";
import { longPart } from "./long-part.ts";
import { LONG_SIGNALS } from "./long-signals.ts";

test("the part has a row for each signal and one for all", async () => {
  const { markdown } = await longPart({ limit: 2, durationMs: 75_000 });
  assert.match(markdown, /^## Long recordings: 2 simulated signals/);
  // 72 beats a minute for 75 s
  assert.match(markdown, /\n\| sinus +\| +90 \| +0 \| +0 \| +100\.00 /);
  assert.match(markdown, /\n\| sinus, 42 bpm /);
  assert.match(markdown, /\n\| all +\| +14\d \| +0 \| +0 \| +100\.00 /);
  assert.doesNotMatch(markdown, /NaN|undefined|null/);
});

test("what the measuring misses and makes up is counted, in windows and in one piece", async () => {
  const result = await longBenchmark({
    definitions: LONG_SIGNALS.slice(0, 1),
    seeds: [1],
    durationMs: 100_000,
    measure: (recording) => {
      const measured = measureRecording(recording);
      const seconds = recording.leads[0]!.samplesMv.length / recording.samplingRateHz;
      // in one piece it finds nothing, in windows each beat 20 ms late
      if (seconds === 100) return { ...measured, beats: [] };
      return { ...measured, beats: measured.beats.map((beat) => ({ ...beat, rPeakMs: beat.rPeakMs + 20 })) };
    },
  });
  const { windows, onePiece, against } = result.signals[0]!;
  assert.deepEqual([windows.beats, windows.missed, windows.extra, windows.f1], [120, 0, 0, 1]);
  assert.ok(Math.abs(windows.meanMs! - 20) < 1);
  assert.deepEqual([onePiece.missed, onePiece.extra, onePiece.f1], [120, 0, 0]);
  assert.deepEqual([against.beats, against.extra, against.largestMs], [0, 120, null]);
  assert.equal(result.hours, 100 / 3600);
  assert.ok(result.cpuSecondsAnHour > 0);
});
