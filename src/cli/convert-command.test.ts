import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Recording } from "../ecg/recording.ts";
import { readRecording } from "../formats/read-recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const ecg = syntheticEcg({ durationMs: 2000 }).recording;
const record = writeRecord(folder.path, "ecg", ecg);

function largestDifferenceMv(a: Recording, b: Recording): number {
  assert.deepEqual(
    a.leads.map(({ name }) => name),
    b.leads.map(({ name }) => name),
  );
  const differences = a.leads.flatMap(({ samplesMv }, lead) =>
    Array.from(samplesMv, (value, index) => Math.abs(value - b.leads[lead]!.samplesMv[index]!)),
  );
  return Math.max(...differences);
}

test("WFDB to CSV and back keeps every sample", async () => {
  const there = await runGem(["convert", record, "-o", path("there.csv")]);
  assert.deepEqual(there, { code: 0, stdout: `${path("there.csv")}\n`, stderr: "" });
  const lines = readFileSync(path("there.csv"), "utf8").trimEnd().split("\n");
  assert.equal(lines[0], ecg.leads.map(({ name }) => name).join(","));
  assert.equal(lines.length, 1 + ecg.leads[0]!.samplesMv.length);
  // a name that WFDB does not allow is changed, and the name that was written is told
  const back = await runGem(["convert", path("there.csv"), "--fs", "500", "-o", path("way back.hea")]);
  assert.deepEqual(back, { code: 0, stdout: `${path("way_back.hea")}\n`, stderr: "" });
  const original = await readRecording(record);
  const returned = await readRecording(path("way_back.hea"));
  assert.equal(returned.samplingRateHz, 500);
  // the record has steps of 1 uV and the CSV of 0.1 uV: nothing may be lost but the last bits
  assert.ok(largestDifferenceMv(original, returned) < 1e-9);
  assert.deepEqual(returned.source.warnings, []);
});

test("a recording is never written over the file it is read from", async () => {
  const before = readFileSync(`${record}.dat`);
  for (const args of [
    [`${record}.hea`, "-o", `${record}.hea`],
    [record, "--out-dir", folder.path, "--to", "wfdb"],
  ]) {
    assertFailure(await runGem(["convert", ...args]), 2, /would overwrite the recording it is made from/);
  }
  assert.deepEqual(readFileSync(`${record}.dat`), before);
});

test("without a place or a known ending nothing is written", async () => {
  assertFailure(await runGem(["convert", record]), 2, /no output given/);
  assertFailure(await runGem(["convert", record, "-o", path("x.edf")]), 2, /wanted a name ending in \.csv/);
  assertFailure(await runGem(["convert", record, "-o", path("x.csv"), "--to", "edf"]), 2, /--to: got "edf"/);
  assert.ok(!existsSync(path("x.edf")) && !existsSync(path("x.csv")));
});
