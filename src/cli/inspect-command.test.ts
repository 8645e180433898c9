// Expected values are those of the recordings made here: 2 s at 500 Hz, twelve leads.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { InspectionSchema } from "../ecg/inspection.ts";
import { writeDicom } from "../formats/dicom/write-dicom.ts";
import { zipOf } from "../formats/store/store.fixture.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const ecg = syntheticEcg({ durationMs: 2000 }).recording;
mkdirSync(path("set/sub"), { recursive: true });
const record = writeRecord(path("set"), "plain", ecg);
writeRecord(path("set/sub"), "other", ecg);
const named = {
  ...ecg,
  patient: { ageYears: 97, sex: "female", context: null },
  recordedAt: "2002-11-22T09:10:00",
  identity: [
    { category: "patient name", field: "n", value: "Zebrowka^Quirina" },
    { category: "patient id", field: "i", value: "4711-0815" },
  ],
  otherSignals: [
    { kind: "median", label: "median beat", samplingRateHz: 250, startMs: 0, leads: ecg.leads.slice(0, 2) },
  ],
} as const;
writeFileSync(path("set/Zebrowka.dcm"), writeDicom(named));
writeFileSync(path("set/notes.txt"), "no ECG");
const zip = zipOf({ "in/Zebrowka.dcm": writeDicom(named), "readme.md": new TextEncoder().encode("# x") });
writeFileSync(path("pack.zip"), zip);

const jsonLines = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => InspectionSchema.parse(JSON.parse(line)));

test("a record is told in words: format, leads, length, range, disclaimer", async () => {
  const { code, stdout, stderr } = await runGem(["inspect", record]);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(
    stdout,
    /^ECG plain\nwfdb · 12 leads · 2 s · 500 Hz · age and sex not given · sha256 [0-9a-f]{12}\n/,
  );
  assert.match(stdout, /\n {2}aVR +1000 +0 +-\d\.\d{3} +-?\d\.\d{3}/);
  assert.match(stdout, /Research and education only/);
});

test("the JSON keeps its contract and says what the file holds", async () => {
  const { stdout } = await runGem(["inspect", record, "--json"]);
  const inspection = InspectionSchema.parse(JSON.parse(stdout));
  assert.deepEqual(
    inspection.leads.map(({ name, samples, invalidSamples }) => [name, samples, invalidSamples]),
    ecg.leads.map(({ name }) => [name, 1000, 0]),
  );
  const [first] = inspection.leads;
  assert.ok(Math.abs(first!.maxMv! - Math.max(...ecg.leads[0]!.samplesMv)) < 0.0005);
  assert.equal(inspection.record.durationMs, 2000);
});

test("who the person is is counted and never told, nor is the file's name repeated", async () => {
  for (const format of [[], ["--json"], ["--jsonl"]]) {
    const { code, stdout, stderr } = await runGem([
      "inspect",
      path("set/Zebrowka.dcm"),
      "--salt",
      "s",
      ...format,
    ]);
    assert.equal(code, 0);
    assert.doesNotMatch(stdout + stderr, /Zebrowka|Quirina|4711|2002-11-22/);
    assert.match(stderr, /^gem: identity removed: .*patient name 1, .*--keep-identity keeps it\)\n$/);
  }
  const { stdout } = await runGem(["inspect", path("set/Zebrowka.dcm"), "--salt", "s", "--json"]);
  const { record: name, patient, otherSignals, identity } = InspectionSchema.parse(JSON.parse(stdout));
  assert.match(name.name, /^ecg-[0-9a-f]{8}-[0-9a-f]{8}$/);
  assert.equal(patient.ageYears, 90);
  assert.deepEqual(
    otherSignals.map(({ number, kind, samplingRateHz, leads }) => [number, kind, samplingRateHz, leads]),
    [[1, "median", 250, ["I", "II"]]],
  );
  assert.ok(identity.some(({ category, count }) => category === "patient id" && count === 1));
});

test("--keep-identity keeps name, age and moment", async () => {
  const { stdout, stderr } = await runGem(["inspect", path("set/Zebrowka.dcm"), "--keep-identity", "--json"]);
  const kept = InspectionSchema.parse(JSON.parse(stdout));
  assert.deepEqual([kept.record.name, kept.patient.ageYears], ["Zebrowka", 97]);
  assert.equal(kept.recordedAt, "2002-11-22T09:10:00");
  assert.equal(stderr, "");
});

test("a folder, an archive, a pattern: one line a record, and on stderr what was left out", async () => {
  const set = await runGem(["inspect", path("set"), "--jsonl", "--salt", "s"]);
  assert.equal(set.code, 0);
  const pseudonym = jsonLines(set.stdout)[0]!.record.name;
  assert.deepEqual(
    jsonLines(set.stdout).map((it) => it.record.name),
    [pseudonym, "plain", "other"],
  );
  assert.match(set.stderr, /^gem: 1 file is no ECG and was left out: .*notes\.txt\n/);
  const archive = await runGem(["inspect", path("pack.zip"), "--jsonl", "--salt", "s"]);
  assert.equal(jsonLines(archive.stdout).length, 1);
  assert.match(archive.stderr, /^gem: 1 file is no ECG and was left out: .*readme\.md\n/);
  const pattern = await runGem(["inspect", path("set/**/*.hea"), "--jsonl"]);
  assert.deepEqual(
    jsonLines(pattern.stdout).map((it) => it.record.name),
    ["plain", "other"],
  );
});

test("of several the others go on, and the exit code says 3", async () => {
  const { code, stdout, stderr } = await runGem([
    "inspect",
    record,
    path("nothing"),
    path("set/sub"),
    "--jsonl",
  ]);
  assert.equal(code, 3);
  assert.equal(stdout.trimEnd().split("\n").length, 3);
  assert.match(stderr, /^gem: .*nothing: no such file, wanted an ECG/);
  assertFailure(await runGem(["inspect", path("nothing")]), 1, /no such file/);
});

test("only a part is looked at where a window is given", async () => {
  const { stdout } = await runGem(["inspect", record, "--from", "0.5", "--for", "1", "--json"]);
  const { record: part, leads } = InspectionSchema.parse(JSON.parse(stdout));
  assert.deepEqual([part.durationMs, leads[0]!.samples], [1000, 500]);
  assertFailure(
    await runGem(["inspect", record, "--from", "3"]),
    2,
    /wanted one inside the 2000 ms recorded/,
  );
});
