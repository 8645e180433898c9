import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import { type Measurements, MeasurementsSchema } from "../ecg/measurements.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const { recording, truth } = syntheticEcg({ rateBpm: 75, prMs: 180, noise: { whiteMv: 0.01 } });
const record = writeRecord(folder.path, "ecg", recording);

/** The contract's 14 sequences, in its order (docs/architecture.md). */
const SEQUENCES = [
  "heartRate",
  "rrInterval1",
  "rrInterval2",
  "pAmplitude",
  "pDuration",
  "prInterval",
  "qrsAmplitude",
  "qrsDuration",
  "tAmplitude",
  "tDuration",
  "stDuration",
  "stForm",
  "qtInterval",
  "qtcInterval",
];

function assertKeys(value: object, keys: readonly string[]): void {
  for (const key of keys) assert.ok(Object.hasOwn(value, key), key);
}

test("--json has the contract's keys, and a sequence one entry a beat", async () => {
  const { code, stdout, stderr } = await runGem(["measure", record, "--json"]);
  assert.deepEqual([code, stderr], [0, ""]);
  const json = JSON.parse(stdout) as Measurements & { disclaimer: string };
  MeasurementsSchema.parse(json);
  assertKeys(json, ["record", "quality", "beats", "leads", "global"]);
  assertKeys(json.record, ["name", "samplingRateHz", "durationMs", "leads", "sha256"]);
  assertKeys(json.quality, ["verdict", "reasons", "leads"]);
  assertKeys(json.beats[0]!, ["index", "rPeakMs", "class", "qrsOnsetMs", "qrsOffsetMs"]);
  assertKeys(json.global, ["heartRateBpm", "rrMs", "prMs", "pDurationMs", "qrsDurationMs", "qtMs"]);
  assertKeys(json.global.qtcMs, ["bazett", "fridericia", "framingham", "hodges"]);
  assertKeys(json.global.axisDeg, ["p", "qrs", "t"]);
  assert.equal(json.disclaimer, DISCLAIMER);
  assert.deepEqual(Object.keys(json.leads), [...STANDARD_LEADS]);
  assert.equal(json.beats.length, truth.beats.length);
  for (const { waves, sequences } of Object.values(json.leads)) {
    assert.deepEqual(Object.keys(sequences), SEQUENCES);
    for (const sequence of Object.values(sequences)) assert.equal(sequence.length, json.beats.length);
    assert.equal(waves.length, json.beats.length);
    assertKeys(waves[1]!, ["beat", "p", "qrs", "t"]);
  }
  // rate and PR are those asked of the simulation; the tolerance is verification's own (5 bpm, 20 ms)
  assert.ok(Math.abs(json.global.heartRateBpm! - 75) < 5);
  assert.ok(Math.abs(json.global.prMs! - 180) < 20);
});

test("100 to 1,000 Hz, 1 to 12 leads and half a second to a minute: valid measurements", async () => {
  const records = [
    ...[100, 250, 1000].map((samplingRateHz) => ({
      name: `hz${samplingRateHz}`,
      recording: syntheticEcg({ samplingRateHz }).recording,
    })),
    ...[500, 3000, 60_000].map((durationMs) => ({
      name: `ms${durationMs}`,
      recording: syntheticEcg({ durationMs }).recording,
    })),
    ...[1, 2, 8].map((count) => ({
      name: `leads${count}`,
      recording: { ...recording, leads: recording.leads.slice(0, count) },
    })),
  ].map((it) => writeRecord(folder.path, it.name, it.recording));
  const { code, stdout } = await runGem(["measure", ...records, "--jsonl"]);
  assert.equal(code, 0);
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, records.length);
  for (const line of lines) MeasurementsSchema.parse(JSON.parse(line));
});

test("without --json a person reads the values, and the disclaimer", async () => {
  const { code, stdout, stderr } = await runGem(["measure", record]);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /Ventricular rate +75 bpm/);
  assert.ok(stdout.endsWith(`${DISCLAIMER}\n`));
});
