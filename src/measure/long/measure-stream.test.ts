// Windows against the truth of simulated recordings, and against the same recording measured as a whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LongResultSchema } from "../../ecg/long-measurements.ts";
import { type Measurements, MeasurementsSchema } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import { streamOf } from "../../formats/recording-stream.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { type MeasureStreamOptions, measureStream } from "./measure-stream.ts";

async function measured(recording: Recording, options: MeasureStreamOptions = {}) {
  const windows: Measurements[] = [];
  for await (const part of measureStream(streamOf(recording), options)) {
    if (part.kind === "summary") return { windows, result: part.result };
    windows.push(part.measurements);
  }
  throw new Error("no summary");
}

function firstLeads(recording: Recording, count: number): Recording {
  return { ...recording, leads: recording.leads.slice(0, count) };
}

const ECTOPIC = { pvcBeats: [7, 21, 37, 62, 80, 121, 150], pacBeats: [12, 45, 99, 140] };
const noise = { whiteMv: 0.01, wanderMv: 0.2 };

test("no beat at a seam is lost, doubled, or has a cut wave", async () => {
  const made = syntheticEcg({
    ...{ durationMs: 130_000, samplingRateHz: 250, rateBpm: 72, rrSdMs: 30, noise },
    ...ECTOPIC,
  });
  const recording = firstLeads(made.recording, 2);
  const whole = measureRecording(recording);
  // 10 s windows: twelve seams, at every phase of the beat
  const { windows, result } = await measured(recording, { windowMs: 10_000 });
  const beats = windows.flatMap((window) => window.beats);
  assert.deepEqual(
    beats.map((beat) => beat.index),
    beats.map((_, i) => i),
  );
  assert.equal(beats.length, made.truth.beats.length);
  assert.deepEqual(
    beats.map((beat) => beat.class),
    made.truth.beats.map((beat) => beat.class),
  );
  for (const [i, beat] of beats.entries()) {
    // one sample of 250 Hz, and the alignment of a beat with the others of its window
    assert.ok(Math.abs(beat.rPeakMs - made.truth.beats[i]!.rPeakMs) <= 12, `R peak of beat ${i}`);
  }
  for (const lead of ["I", "II"]) {
    const waves = windows.flatMap((window) => window.leads[lead]!.waves);
    for (const [i, { beat, qrs, t, p }] of waves.entries()) {
      const expected = whole.leads[lead]!.waves[i]!;
      assert.equal(beat, i);
      assert.equal(qrs === null, expected.qrs === null, `QRS of beat ${i} in ${lead}`);
      assert.equal(t === null, expected.t === null, `T of beat ${i} in ${lead}`);
      // of two premature beats in ten seconds no P is sure; of the others it is
      if (beats[i]!.class === "normal" && lead === "II") assert.equal(p === null, expected.p === null);
      if (qrs && t && expected.t && beats[i]!.class === "normal") {
        assert.ok(Math.abs(qrs.onsetMs - expected.qrs!.onsetMs) <= 8, `QRS onset of beat ${i}`);
        assert.ok(Math.abs(t.offsetMs - expected.t.offsetMs) <= 16, `T end of beat ${i} in ${lead}`);
      }
    }
    const intervals = windows.flatMap((window) => window.leads[lead]!.sequences.rrInterval1);
    const rounded = beats.map((beat, i) =>
      i === 0 ? null : Math.round(beat.rPeakMs - beats[i - 1]!.rPeakMs),
    );
    assert.deepEqual(intervals, rounded);
    const after = windows.flatMap((window) => window.leads[lead]!.sequences.rrInterval2);
    assert.deepEqual(after, [...rounded.slice(1), null]);
    const rates = windows.flatMap((window) => window.leads[lead]!.sequences.heartRate);
    assert.deepEqual(
      rates,
      intervals.map((rrMs, i) => Math.round(60_000 / (rrMs ?? after[i]!))),
    );
  }
  const counted = made.truth.beats.filter((beat) => beat.class === "pvc").length;
  assert.equal(result.summary.ectopy.pvc.beats, counted);
  assert.equal(result.summary.beats.total, beats.length);
});

test("windows are Measurements with times of the whole recording; the summary says how it was made", async () => {
  const { recording } = syntheticEcg({ durationMs: 70_000, samplingRateHz: 257.3, noise });
  const { windows, result } = await measured(firstLeads(recording, 1), { windowMs: 30_000 });
  for (const window of windows) MeasurementsSchema.parse(window);
  LongResultSchema.parse(result);
  assert.deepEqual(
    windows.map(({ record }) => Math.round(record.startMs!)),
    [0, 30_000],
  );
  assert.ok(Math.abs(windows[1]!.record.durationMs - 40_000) < 5);
  const { p, qrs, t } = windows[1]!.leads["I"]!.waves[3]!;
  const beat = windows[1]!.beats[3]!;
  for (const wave of [p, qrs, t]) assert.ok(Math.abs(wave!.peakMs - beat.rPeakMs) < 600);
  assert.ok(beat.rPeakMs > 32_000 && beat.rPeakMs < 36_000);
  const { summary, quality, record } = result;
  assert.deepEqual(summary.windows, { count: 2, measured: 2, lengthMs: 30_000, contextMs: 5000 });
  assert.ok(Math.abs(record.durationMs - 70_000) < 5);
  assert.equal(quality.verdict, "limited");
  // the mean of what the windows say, which a clean synthetic lead lets them say
  assert.ok(quality.acceptability !== null && quality.acceptability > 0 && quality.acceptability <= 1);
  assert.match(quality.reasons[0]!.reason, /^not recorded: II, III/);
  // the simulation's 60 a minute and PR 160
  assert.equal(summary.rate.meanBpm, 60);
  assert.deepEqual(summary.rate.perMinuteBpm, [60, null]);
  assert.ok(Math.abs(summary.values["prMs"]!.median - 160) <= 20);
  assert.equal(summary.values["prMs"]!.windows, 2);
  assert.equal(quality.leads["I"]!.usableShare, 1);
});

test("a stretch that cannot be read costs itself, and no interval is taken across it", async () => {
  const made = syntheticEcg({ durationMs: 180_000, samplingRateHz: 250, rateBpm: 60, noise });
  const recording = firstLeads(made.recording, 2);
  // both leads off from 62 to 88 s; one of them also from 150 s on
  for (const { samplesMv } of recording.leads) samplesMv.fill(Number.NaN, 62 * 250, 88 * 250);
  recording.leads[1]!.samplesMv.fill(Number.NaN, 150 * 250);
  const { windows, result } = await measured(recording);
  const { quality, summary } = result;
  const unusable = quality.stretches.filter(({ verdict }) => verdict === "unusable");
  assert.deepEqual(
    unusable.map(({ startMs, endMs }) => [startMs, endMs]),
    // what was taken out, to the sample
    [[62_000, 88_000]],
  );
  assert.match(unusable[0]!.reasons.join("; "), /missing/);
  assert.equal(summary.measuredMs, 154_000);
  assert.equal(quality.leads["I"]!.usableShare, Math.round((1000 * 154) / 180) / 1000);
  assert.ok(quality.leads["II"]!.usableShare < quality.leads["I"]!.usableShare);
  assert.equal(summary.pauses.count, 0, "no pause was seen");
  const beats = windows.flatMap((window) => window.beats);
  const afterGap = beats.findIndex((beat) => beat.rPeakMs > 88_000);
  // nothing beside it is lost: those are missing that were taken out, or had their QRS cut
  const kept = made.truth.beats.filter(
    ({ qrsOnsetMs, qrsOffsetMs }) => qrsOffsetMs < 62_000 || qrsOnsetMs > 88_000,
  );
  assert.equal(beats.length, kept.length);
  const intervals = windows.flatMap((window) => window.leads["I"]?.sequences.rrInterval1 ?? []);
  assert.equal(intervals[afterGap], null);
  assert.deepEqual(
    intervals.flatMap((rrMs, i) => (rrMs === null ? [i] : [])),
    [0, afterGap],
  );
  // the lead that went off in the middle of a window is measured up to there
  const last = windows.filter((window) => window.leads["II"]?.median).at(-1)!;
  assert.equal(last.record.startMs! + last.record.durationMs, 150_000);
});

test("pauses at seams are seen, and a gap of a few seconds is none", async () => {
  const made = syntheticEcg({ durationMs: 120_000, samplingRateHz: 250, rateBpm: 60, noise });
  const recording = firstLeads(made.recording, 2);
  const flat = (fromS: number, toS: number) => {
    const beforeMv = recording.leads.map(({ samplesMv }) => samplesMv[fromS * 250]!);
    recording.leads.forEach(({ samplesMv }, lead) => {
      // asystole: what is left is noise
      for (let i = fromS * 250; i < toS * 250; i++) samplesMv[i] = beforeMv[lead]! + 0.01 * Math.sin(i);
    });
  };
  // beats stand at 0.6 s of every second: 59.6 and 63.6 s stay, 90.6 and 95.6 s too
  flat(60, 63);
  for (const { samplesMv } of recording.leads) samplesMv.fill(Number.NaN, 91 * 250, 95 * 250);
  const { result } = await measured(recording);
  const { pauses } = result.summary;
  assert.equal(pauses.count, 1);
  assert.ok(Math.abs(pauses.longest[0]!.durationMs - 4000) <= 8, JSON.stringify(pauses));
  assert.ok(Math.abs(pauses.longest[0]!.startMs - made.truth.beats[59]!.rPeakMs) <= 8);
});

test("what a window lists by time or by beat is that of the whole recording, and its own", async () => {
  const made = syntheticEcg({ durationMs: 60_000, rateBpm: 70, pacing: "dual", pvcBeats: [17, 40], noise });
  const { windows } = await measured(firstLeads(made.recording, 4), { windowMs: 20_000 });
  const spikes = windows.flatMap((window) => window.global.pacing.spikesMs);
  assert.equal(spikes.length, made.truth.spikesMs.length);
  for (const [i, spike] of spikes.entries()) {
    assert.ok(Math.abs(spike - made.truth.spikesMs[i]!) <= 4, `spike ${i}`);
  }
  for (const { beats, classes, global, record } of windows) {
    const listed = classes.flatMap((entry) => entry.beats).sort((a, b) => a - b);
    assert.deepEqual(
      listed,
      beats.map((beat) => beat.index),
    );
    for (const entry of classes) {
      for (const beat of entry.beats) assert.equal(beats[beat - beats[0]!.index]!.class, entry.class);
    }
    assert.equal(global.pacing.pacedBeats, beats.filter((beat) => beat.class === "paced").length);
    const inside = (ms: number): boolean =>
      ms > record.startMs! - 500 && ms < record.startMs! + record.durationMs + 500;
    assert.ok(global.pacing.spikesMs.every(inside));
  }
  const blocked = syntheticEcg({
    ...{ durationMs: 60_000, rateBpm: 80, noise },
    avBlock: { kind: "wenckebach", cycle: 4, prIncrementMs: 50 },
  });
  const dropped = await measured(blocked.recording, { windowMs: 20_000 });
  const found = dropped.windows.flatMap((window) => window.global.atrial.nonConductedPMs);
  const truth = blocked.truth.nonConductedP.map((p) => p.peakMs);
  // most are found, each once, and none where there is none
  assert.ok(
    found.length >= 0.7 * truth.length && found.length <= truth.length,
    `${found.length} of ${truth.length}`,
  );
  assert.ok(found.every((ms, i) => i === 0 || ms > found[i - 1]! + 500));
  assert.ok(found.every((ms) => truth.some((peak) => Math.abs(peak - ms) < 40)));
});

test("nothing to measure is said, not thrown", async () => {
  const { recording } = syntheticEcg({ durationMs: 40_000, samplingRateHz: 100 });
  const blank: Recording = {
    ...recording,
    leads: recording.leads.map((lead) => ({ ...lead, samplesMv: new Float64Array(4000) })),
  };
  const { windows, result } = await measured(blank, { windowMs: 20_000 });
  assert.equal(windows.length, 2);
  assert.equal(result.quality.verdict, "unusable");
  assert.equal(result.quality.acceptability === null || result.quality.acceptability < 0.5, true);
  assert.deepEqual(result.summary.beats.total, 0);
  assert.equal(result.summary.rate.meanBpm, null);
  assert.deepEqual(result.summary.values, {});
  LongResultSchema.parse(result);
  const empty = await measured({ ...recording, leads: [] });
  assert.equal(empty.result.quality.verdict, "unusable");
  LongResultSchema.parse(empty.result);
});

test("the measuring is the caller's: called with a window, and with nothing else", async () => {
  const { recording } = syntheticEcg({ durationMs: 60_000, samplingRateHz: 100 });
  const seen: number[] = [];
  await measured(recording, {
    windowMs: 20_000,
    contextMs: 3000,
    measure: (...args) => {
      assert.equal(args.length, 1);
      seen.push(args[0].leads[0]!.samplesMv.length / 100);
      return measureRecording(args[0]);
    },
  });
  assert.deepEqual(seen, [23, 26, 23]);
});
