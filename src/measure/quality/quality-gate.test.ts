// The verdict on whole recordings: what was done to a good simulated ECG is what the reasons must say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLead, type Recording } from "../../ecg/recording.ts";
import { createRandom } from "../../signal/random.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";

function damaged(
  change: (recording: Recording) => Recording | undefined,
): ReturnType<typeof measureRecording> {
  const { recording } = syntheticEcg();
  return measureRecording(change(recording) ?? recording);
}

function fill(recording: Recording, lead: string, value: number, from = 0, to = 5000): void {
  findLead(recording, lead)!.samplesMv.fill(value, from, to);
}

test("a good ECG is ok, without a reason, all leads usable", () => {
  const { quality } = damaged(() => undefined);
  assert.equal(quality.verdict, "ok");
  assert.deepEqual(quality.reasons, []);
  assert.equal(quality.leadReversal, null);
  assert.equal(Object.keys(quality.leads).length, 12);
  for (const lead of Object.values(quality.leads)) assert.deepEqual(lead, { usable: true, reasons: [] });
});

test("one dead lead limits, is named, and gives no medians", () => {
  const { quality, leads, global } = damaged((recording) => {
    fill(recording, "V2", Number.NaN);
    return undefined;
  });
  assert.equal(quality.verdict, "limited");
  assert.match(quality.reasons.join("; "), /lead V2 unusable: missing/);
  assert.equal(quality.leads["V2"]!.usable, false);
  assert.equal(leads["V2"]!.median, null);
  assert.notEqual(leads["V3"]!.median, null);
  // The transition lead runs through V1, V2, ...: without V2 it cannot be told.
  assert.equal(global.transitionLead, null);
});

test("a lead full of noise neither spoils nor joins the other leads' measures", () => {
  const clean = damaged(() => undefined).global;
  const noisy = damaged((recording) => {
    const random = createRandom(8);
    for (const name of ["V1", "aVL"]) {
      const samples = findLead(recording, name)!.samplesMv;
      for (let i = 0; i < samples.length; i++) samples[i] = 1.5 * random.gaussian();
    }
    return undefined;
  });
  assert.equal(noisy.quality.verdict, "limited");
  assert.equal(noisy.beats.length, 10);
  for (const key of ["prMs", "pDurationMs", "qrsDurationMs", "qtMs"] as const) {
    assert.ok(Math.abs(noisy.global[key]! - clean[key]!) <= 6, `${key}: ${noisy.global[key]}, ${clean[key]}`);
  }
});

test("missing leads, a short recording and a low sampling rate limit, and are said", () => {
  const few = damaged((recording) => ({ ...recording, leads: recording.leads.slice(0, 3) })).quality;
  assert.equal(few.verdict, "limited");
  assert.match(few.reasons.join("; "), /not recorded: aVR, aVL, aVF, V1, V2, V3, V4, V5, V6/);
  const short = measureRecording(syntheticEcg({ durationMs: 4000 }).recording).quality;
  assert.equal(short.verdict, "limited");
  assert.match(short.reasons.join("; "), /only 4\.0 s long/);
  const slow = measureRecording(syntheticEcg({ samplingRateHz: 100 }).recording).quality;
  assert.equal(slow.verdict, "limited");
  assert.match(slow.reasons.join("; "), /sampled at 100 Hz/);
  assert.equal(measureRecording(syntheticEcg({ durationMs: 5000 }).recording).quality.verdict, "ok");
  assert.equal(measureRecording(syntheticEcg({ samplingRateHz: 250 }).recording).quality.verdict, "ok");
});

test("a file's warnings limit, its notes do not; both are kept", () => {
  const source = { format: "made", sha256: "0".repeat(64) };
  const withWarnings = (...warnings: string[]) =>
    damaged((recording) => ({ ...recording, source: { ...source, warnings } })).quality;
  const warned = withWarnings("checksum of lead V3 differs");
  assert.equal(warned.verdict, "limited");
  assert.deepEqual(warned.reasons, ["checksum of lead V3 differs"]);
  const noted = withWarnings("note: gain taken as 1000 per mV");
  assert.equal(noted.verdict, "ok");
  assert.deepEqual(noted.reasons, ["note: gain taken as 1000 per mV"]);
});

test("inconsistent limb leads limit", () => {
  const { quality } = damaged((recording) => {
    const samples = findLead(recording, "aVF")!.samplesMv;
    findLead(recording, "III")!.samplesMv.set(samples);
    return undefined;
  });
  assert.equal(quality.verdict, "limited");
  assert.match(quality.reasons.join("; "), /lead set inconsistent: I \+ III differs from II/);
});

test("gaps of a third of a second are told and bridged: no beat is invented in them", () => {
  const { beats, quality } = damaged((recording) => {
    // Diastole after the beat at 4,396 ms: from 4.8 to 5.1 s there is neither T nor P.
    for (const { name } of recording.leads) fill(recording, name, Number.NaN, 2400, 2550);
    return undefined;
  });
  assert.equal(beats.length, 10);
  for (const lead of Object.values(quality.leads)) {
    assert.deepEqual(lead, { usable: true, reasons: ["missing 3.0 % of its samples"] });
  }
});

test("8 s of asystole around two beats are refused as too few, not read as bradycardia", () => {
  const { recording } = syntheticEcg({ durationMs: 10_000 });
  const random = createRandom(2);
  for (const { samplesMv } of recording.leads) {
    for (let i = 1000; i < 5000; i++) samplesMv[i] = 0.005 * random.gaussian();
  }
  const { quality, global } = measureRecording(recording);
  assert.equal(quality.verdict, "unusable");
  assert.equal(global.heartRateBpm, null);
});
