// `gem measure` on recordings that are measured in windows. Most are short ones with --window, for speed; what is
// expected of them is known from their simulation.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import {
  type LongMeasurements,
  LongMeasurementsSchema,
  type LongResult,
  LongResultSchema,
} from "../ecg/long-measurements.ts";
import { type Measurements, MeasurementsSchema } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import { LONGEST_WHOLE_MS } from "../measure/long/measure-stream.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, MAIN, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());

const noise = { whiteMv: 0.01 };
const minute = syntheticEcg({ durationMs: 60_000, samplingRateHz: 250, rateBpm: 75, pvcBeats: [20], noise });
const record = writeRecord(folder.path, "minute", firstLeads(minute.recording, 2));
/** Just over the limit; one lead at 100 Hz is enough for beats. */
const long = writeRecord(
  folder.path,
  "long",
  repeated(
    firstLeads(syntheticEcg({ durationMs: 60_000, samplingRateHz: 100, noise }).recording, 1),
    LONGEST_WHOLE_MS / 60_000 + 1,
  ),
);

function firstLeads(recording: Recording, count: number): Recording {
  return { ...recording, leads: recording.leads.slice(0, count) };
}

function repeated(recording: Recording, times: number): Recording {
  const leads = recording.leads.map(({ name, samplesMv }) => {
    const all = new Float64Array(times * samplesMv.length);
    for (let i = 0; i < times; i++) all.set(samplesMv, i * samplesMv.length);
    return { name, samplesMv: all };
  });
  return { ...recording, leads };
}

test("--jsonl writes the windows, beats numbered through, and then the summary", async () => {
  const { code, stdout, stderr } = await runGem(["measure", record, "--window", "20", "--jsonl"]);
  assert.deepEqual([code, stderr], [0, ""]);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  const windows = lines.slice(0, -1) as (Measurements & { disclaimer: string })[];
  for (const window of windows) {
    MeasurementsSchema.parse(window);
    assert.equal(window.disclaimer, DISCLAIMER);
  }
  assert.deepEqual(
    windows.map(({ record: { startMs, durationMs } }) => [startMs, durationMs]),
    [
      [0, 20_000],
      [20_000, 20_000],
      [40_000, 20_000],
    ],
  );
  const beats = windows.flatMap((window) => window.beats);
  assert.equal(beats.length, minute.truth.beats.length);
  assert.ok(beats.every((beat, i) => beat.index === i));
  assert.ok(Math.abs(beats.at(-1)!.rPeakMs - minute.truth.beats.at(-1)!.rPeakMs) <= 8);
  const result = lines.at(-1) as LongResult & { disclaimer: string };
  LongResultSchema.parse(result);
  assert.equal(result.disclaimer, DISCLAIMER);
  assert.deepEqual(result.summary.beats.byClass, {
    ...{ normal: beats.length - 1, pvc: 1, pac: 0, paced: 0, fusion: 0, other: 0 },
  });
});

test("--json is one object: the summary, all beats, the values of each window, and where the rest is", async () => {
  const { code, stdout } = await runGem(["measure", record, "--window", "20", "--json"]);
  assert.equal(code, 0);
  const json = JSON.parse(stdout) as LongMeasurements & { disclaimer: string };
  LongMeasurementsSchema.parse(json);
  assert.equal(json.beats.length, minute.truth.beats.length);
  assert.equal(json.windows.length, 3);
  assert.equal(
    json.windows.reduce((sum, window) => sum + window.beatCount, 0),
    json.beats.length,
  );
  assert.equal(json.windows[2]!.firstBeat + json.windows[2]!.beatCount, json.beats.length);
  assert.ok(Math.abs(json.windows[1]!.global.heartRateBpm! - 75) <= 2);
  assert.match(json.note, /--jsonl/);
  assert.equal(json.disclaimer, DISCLAIMER);
});

test("from twenty minutes on this is what happens by itself; a part of it is measured as ever", async () => {
  const whole = await runGem(["measure", long]);
  assert.deepEqual([whole.code, whole.stderr], [0, ""]);
  assert.match(whole.stdout, /1 lead · 00:21:00 h · 100 Hz/);
  assert.match(whole.stdout, /Measured in 21 windows of 60 s: 21 could be read, 00:21:00 h/);
  assert.match(whole.stdout, /Mean rate +60 bpm/);
  assert.match(whole.stdout, /PR interval +1[56]\d ms/);
  assert.match(whole.stdout, /\n {2}00:00:00 +21 +\d+ +60 /);
  assert.ok(whole.stdout.endsWith(`${DISCLAIMER}\n`));
  assert.ok(whole.stdout.split("\n").every((line) => line.length <= 120));
  const part = await runGem(["measure", long, "--from", "1200", "--for", "10", "--json"]);
  const json = JSON.parse(part.stdout) as Measurements;
  MeasurementsSchema.parse(json);
  assert.equal(json.record.durationMs, 10_000);
  assert.equal(json.record.startMs, undefined, "times of a part count from its own start");
});

test("long and short ones together: an array of both", async () => {
  const { code, stdout } = await runGem(["measure", record, long, "--json"]);
  assert.equal(code, 0);
  const [short, windowed] = JSON.parse(stdout) as [Measurements, LongMeasurements];
  MeasurementsSchema.parse(short);
  LongMeasurementsSchema.parse(windowed);
  assert.equal("summary" in short, false);
});

test("a window that makes no sense is refused", async () => {
  assertFailure(
    await runGem(["measure", record, "--window", "1"]),
    2,
    /--window: got "1", wanted .* 10 to 600/,
  );
});

test("what reads a recording as one ECG refuses a long one, and says what to do", async () => {
  for (const command of [
    ["interpret", long],
    ["verify", long, "--text", "-"],
  ]) {
    const failed = await runGem(command, { input: "Sinus rhythm." });
    assertFailure(failed, 2, /long is 21\.0 minutes long, wanted at most 20 minutes: .*--from S --for S/);
  }
  const several = await runGem(["interpret", long, record, "--jsonl"]);
  assert.equal(several.code, 3);
  const [refused, read] = several.stdout.trimEnd().split("\n");
  assert.match(refused!, /"record":\{"name":"long"\},"error":/);
  assert.match(read!, /"findings":/);
});

/** Starts `gem measure LONG --jsonl` and waits for its first line. */
async function started(windowSeconds = "10") {
  const child = spawn(process.execPath, [MAIN, "measure", long, "--window", windowSeconds, "--jsonl"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, GEM_DEBUG: "" },
  });
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => {
    stderr += data.toString();
  });
  const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  return { child, ended, first, stderr: () => stderr };
}

test("a closed pipe ends it without a word", async () => {
  const piped = await started();
  piped.child.stdout.destroy();
  assert.deepEqual(await piped.ended, [0, null]);
  assert.equal(piped.stderr(), "");
});

test("an interruption ends it without a word, after the line that is being written", async () => {
  // the first line, of ten minutes, is longer than a pipe holds: when its beginning is read, its end is not written
  const { child, ended, first, stderr } = await started("600");
  let text = first.toString();
  assert.ok(!text.includes("\n"), "the line is not whole yet");
  child.stdout.pause();
  child.kill("SIGINT");
  await setTimeout(200);
  child.stdout.on("data", (data: Buffer) => {
    text += data.toString();
  });
  child.stdout.resume();
  assert.deepEqual(await ended, [130, null]);
  assert.equal(stderr(), "");
  const lines = text.split("\n");
  assert.equal(lines.length, 2);
  MeasurementsSchema.parse(JSON.parse(lines[0]!));
  assert.equal(lines[1], "");
});
