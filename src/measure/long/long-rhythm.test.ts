// Beats are placed by hand, so that every count and rate can be worked out beside it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Beat, BeatClass } from "../../ecg/measurements.ts";
import { longRhythm } from "./long-rhythm.ts";

const LETTERS: Readonly<Record<string, BeatClass>> = { N: "normal", V: "pvc", A: "pac", P: "paced" };

function beatsAt(timesMs: readonly number[], letters = ""): Beat[] {
  return timesMs.map((rPeakMs, index) => ({
    index,
    rPeakMs,
    class: LETTERS[letters[index] ?? "N"]!,
    qrsOnsetMs: null,
    qrsOffsetMs: null,
  }));
}

function rhythmOf(beats: readonly Beat[], durationMs: number, unknown: readonly number[] = []) {
  const rhythm = longRhythm();
  rhythm.cover(0, durationMs);
  rhythm.add(
    beats,
    beats.map((beat, i) => (i === 0 || unknown.includes(i) ? null : beat.rPeakMs - beats[i - 1]!.rPeakMs)),
  );
  return rhythm.result(durationMs);
}

test("rates by the minute; the slowest and the fastest; a minute without beats has none", () => {
  const minute = (rrMs: number, from: number) =>
    Array.from({ length: Math.floor(60_000 / rrMs) }, (_, i) => from + (i + 1) * rrMs - 1);
  const beats = beatsAt([...minute(1000, 0), ...minute(500, 60_000), ...minute(800, 180_000)]);
  // the interval over the empty minute is not known, as after a stretch that could not be read
  const { rate, hours, beats: counts } = rhythmOf(beats, 240_000, [180]);
  assert.deepEqual(rate.perMinuteBpm, [60, 120, null, 75]);
  assert.deepEqual(rate.minBpm, { bpm: 60, startMs: 0 });
  assert.deepEqual(rate.maxBpm, { bpm: 120, startMs: 60_000 });
  // 59 intervals of 1 s, 120 of 0.5 s, 74 of 0.8 s
  assert.equal(rate.meanBpm, Math.round((600 * (59 + 120 + 74)) / (59 + 60 + 59.2)) / 10);
  assert.equal(counts.total, 255);
  assert.deepEqual(
    hours.map(({ beats: inHour, minBpm, maxBpm, measuredMs }) => [inHour, minBpm, maxBpm, measuredMs]),
    [[255, 60, 120, 240_000]],
  );
});

test("pauses from 2 s, the longest first, none where the interval is not known", () => {
  const beats = beatsAt([0, 1000, 3000, 4000, 8000, 20_000, 21_000, 24_000]);
  const { pauses, rate } = rhythmOf(beats, 25_000, [5]);
  assert.deepEqual(pauses, {
    fromMs: 2000,
    count: 3,
    over3s: 2,
    longest: [
      { startMs: 4000, durationMs: 4000 },
      { startMs: 21_000, durationMs: 3000 },
      { startMs: 1000, durationMs: 2000 },
    ],
  });
  assert.equal(rate.minBpm, null, "under half a minute between beats");
});

test("couplets and runs end where the succession is not seen", () => {
  const letters = "NVVNVVVNVVVVN";
  const times = Array.from(letters, (_, i) => 400 * i);
  const { ectopy, beats } = rhythmOf(beatsAt(times, letters), 10_000);
  assert.deepEqual(ectopy.pvc, {
    beats: 9,
    couplets: 1,
    runs: 2,
    longestRun: { startMs: 8 * 400, beats: 4, bpm: 150 },
  });
  assert.deepEqual(ectopy.pac, { beats: 0, couplets: 0, runs: 0, longestRun: null });
  assert.deepEqual(beats.byClass, { normal: 4, pvc: 9, pac: 0, paced: 0, fusion: 0, other: 0 });
  // cut in the run of four: a couplet and a couplet more
  const cut = rhythmOf(beatsAt(times, letters), 10_000, [10]).ectopy.pvc;
  assert.deepEqual([cut.couplets, cut.runs, cut.longestRun?.beats], [3, 1, 3]);
});

test("variability counts only what lies between two normal beats", () => {
  // intervals 1000, 1100, 1000, 1100 ms; then a PVC whose intervals do not count
  const beats = beatsAt([0, 1000, 2100, 3100, 4200, 4700, 6400], "NNNNNVN");
  const { rhythm } = rhythmOf(beats, 7000);
  assert.deepEqual(rhythm, { sdnnMs: 50, sdannMs: null, rmssdMs: 100, nn50Share: 1 });
  assert.deepEqual(rhythmOf(beatsAt([500]), 1000).rhythm, {
    sdnnMs: null,
    sdannMs: null,
    rmssdMs: null,
    nn50Share: null,
  });
});

test("a stretch is counted in the hours that it lies in", () => {
  const rhythm = longRhythm();
  rhythm.cover(3_540_000, 3_660_000);
  assert.deepEqual(
    rhythm.result(7_200_000).hours.map(({ measuredMs, meanBpm }) => [measuredMs, meanBpm]),
    [
      [60_000, null],
      [60_000, null],
    ],
  );
});
