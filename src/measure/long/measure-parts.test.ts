// What is lost where leads go off, by simulated beats whose places are known.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import { streamOf } from "../../formats/recording-stream.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { type MeasuredPart, measureParts } from "./measure-parts.ts";
import { measureStream } from "./measure-stream.ts";

const RATE_HZ = 250;
const SECONDS = 180;
const LENGTHS = { windowMs: 60_000, contextMs: 5000 };
const made = syntheticEcg({
  ...{ durationMs: SECONDS * 1000, samplingRateHz: RATE_HZ, rateBpm: 66, rrSdMs: 20 },
  noise: { whiteMv: 0.01, wanderMv: 0.1 },
});

interface Off {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly lead?: number;
}

/** Two leads that are off for some seconds. */
function twoLeads(off: readonly Off[]): Recording {
  const leads = made.recording.leads.slice(1, 3).map(({ name, samplesMv }, lead) => {
    const samples = samplesMv.slice();
    for (const { from, to, value, lead: only } of off) {
      if (only === undefined || only === lead) samples.fill(value, from * RATE_HZ, to * RATE_HZ);
    }
    return { name, samplesMv: samples };
  });
  return { ...made.recording, leads };
}

async function foundIn(recording: Recording, windowMs = 60_000) {
  const beatsMs: number[] = [];
  for await (const part of measureStream(streamOf(recording), { windowMs })) {
    if (part.kind === "summary") return { beatsMs, result: part.result };
    beatsMs.push(...part.measurements.beats.map((beat) => beat.rPeakMs));
  }
  throw new Error("no summary");
}

/** Every beat whose QRS can be seen, and nothing that is no beat; one that is cut may be found or not. */
function assertFound(beatsMs: readonly number[], off: readonly Off[]): void {
  const isNear = (list: readonly number[], ms: number): boolean => list.some((at) => Math.abs(at - ms) <= 8);
  for (const { rPeakMs, qrsOnsetMs, qrsOffsetMs } of made.truth.beats) {
    const isSeen = off.every(({ from, to }) => qrsOffsetMs < 1000 * from || qrsOnsetMs > 1000 * to);
    if (isSeen) assert.ok(isNear(beatsMs, rPeakMs), `${rPeakMs} is missed`);
  }
  const all = made.truth.beats.map((beat) => beat.rPeakMs);
  const isCut = (ms: number): boolean =>
    off.some(({ from, to }) => [from, to].some((edge) => Math.abs(1000 * edge - ms) < 100));
  for (const ms of beatsMs) assert.ok(isNear(all, ms) || isCut(ms), `${ms} is no beat`);
  assert.equal(new Set(beatsMs).size, beatsMs.length);
}

test("leads that go off cost their beats and no other, and are no pause, whatever is written meanwhile", async () => {
  for (const value of [Number.NaN, 0, -5]) {
    const off = [
      { from: 20, to: 50, value },
      { from: 71.2, to: 83, value },
      { from: 125, to: 164, value },
    ];
    const { beatsMs, result } = await foundIn(twoLeads(off));
    assertFound(beatsMs, off);
    assert.equal(result.summary.pauses.count, 0);
    assert.ok(result.summary.measuredMs >= 1000 * (SECONDS - 30 - 12 - 39), `${result.summary.measuredMs}`);
  }
});

test("leads that take turns are read one at a time", async () => {
  const { beatsMs, result } = await foundIn(
    twoLeads([
      { from: 0, to: 95, value: 3, lead: 0 },
      { from: 90, to: 180, value: Number.NaN, lead: 1 },
    ]),
  );
  assertFound(beatsMs, [{ from: 90, to: 95, value: 3 }]);
  assert.equal(result.summary.pauses.count, 0);
  // 85 of 180 s, and 90
  assert.ok(Math.abs(result.quality.leads["II"]!.usableShare - 85 / 180) < 0.01);
  assert.ok(Math.abs(result.quality.leads["III"]!.usableShare - 0.5) < 0.01);
});

test("parts tile their window, and a gap is told as what it is", async () => {
  const off = [
    { from: 0, to: 3, value: 0 },
    { from: 30, to: 45, value: Number.NaN },
    { from: 118, to: 180, value: 0 },
  ];
  const recording = twoLeads(off);
  const parts: MeasuredPart[] = [];
  for await (const part of measureParts(streamOf(recording), { ...LENGTHS, measure: measureRecording }))
    parts.push(part);
  let next = 0;
  for (const { window } of parts) {
    assert.equal(window.coreFirst, next);
    assert.ok(window.first <= window.coreFirst && window.end >= window.coreEnd);
    assert.equal(window.recording.leads[0]!.samplesMv.length, window.end - window.first);
    next = window.coreEnd;
  }
  assert.equal(next, SECONDS * RATE_HZ);
  const refused = parts.filter(({ measured }) => measured.quality.verdict === "unusable");
  // the first window lacks more than a fifth; the second one lacks its last two seconds, and is read with them
  assert.deepEqual(
    refused.map(({ window }) => [window.coreFirst / RATE_HZ, window.coreEnd / RATE_HZ]),
    [
      [0, 3],
      [30, 45],
      [120, 180],
    ],
  );
  const reasons = refused.map(({ measured }) => measured.quality.leads["II"]!.reasons.join());
  assert.match(reasons[1]!, /missing/);
  for (const reason of [reasons[0]!, reasons[2]!]) assert.match(reason, /flat/);
});

test("a window whose halves are both spoilt is read in quarters", async () => {
  // no amplifier's ECG has 20 mV: any part that sees one of them, its surroundings included, is refused
  const recording = twoLeads([
    { from: 5, to: 7, value: 20 },
    { from: 53, to: 55, value: -20 },
  ]);
  const { beatsMs } = await foundIn(recording);
  const within = (list: readonly number[]): number[] => list.filter((ms) => ms > 15_000 && ms < 45_000);
  const expected = within(made.truth.beats.map((beat) => beat.rPeakMs));
  assert.equal(within(beatsMs).length, expected.length);
});

test("a good part between two gaps is not refused for what surrounds it", async () => {
  // the window from 60 to 80 s is good; of the five seconds on either side nothing is
  const off = [
    { from: 50, to: 60, value: Number.NaN },
    { from: 80, to: 90, value: 0 },
  ];
  const { beatsMs } = await foundIn(twoLeads(off), 20_000);
  assertFound(beatsMs, off);
});

test("a bigeminy does not go on across a gap, in no window", async () => {
  const options = { durationMs: 60_000, samplingRateHz: RATE_HZ, rateBpm: 60, noise: { whiteMv: 0.01 } };
  const pvcBeats = [20, 22, 24, 26, 28, 30, 32, 34];
  const { recording, truth } = syntheticEcg({ ...options, pvcBeats });
  const leads = recording.leads.slice(0, 2).map(({ name, samplesMv }) => {
    const samples = samplesMv.slice();
    const at = (ms: number): number => Math.round((ms / 1000) * RATE_HZ);
    // beats 27 and 28: four cycles before, three behind
    samples.fill(Number.NaN, at(truth.beats[26]!.rPeakMs + 500), at(truth.beats[28]!.rPeakMs + 500));
    return { name, samplesMv: samples };
  });
  for await (const part of measureStream(streamOf({ ...recording, leads }))) {
    if (part.kind === "summary") continue;
    const { beats, bigeminyCycles } = part.measurements.global.ectopy.pvc;
    assert.deepEqual([beats, bigeminyCycles], [7, 4]);
  }
});
