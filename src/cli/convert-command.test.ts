import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Recording } from "../ecg/recording.ts";
import { writeDicom } from "../formats/dicom/write-dicom.ts";
import { writeAecg } from "../formats/hl7-aecg/write-aecg.ts";
import { readRecording } from "../formats/read-recording.ts";
import { WRITTEN_EXTENSIONS, WRITTEN_FORMATS } from "../formats/write-recording.ts";
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
    assertFailure(await runGem(["convert", ...args]), 2, /would overwrite a recording that is read/);
  }
  assert.deepEqual(readFileSync(`${record}.dat`), before);
});

test("without a place or a known ending nothing is written", async () => {
  assertFailure(await runGem(["convert", record]), 2, /no output given/);
  assertFailure(await runGem(["convert", record, "-o", path("x.edf")]), 2, /wanted a name ending in \.csv/);
  assertFailure(await runGem(["convert", record, "-o", path("x.csv"), "--to", "edf"]), 2, /--to: got "edf"/);
  assert.ok(!existsSync(path("x.edf")) && !existsSync(path("x.csv")));
});

test("every format: written into a folder under the record's name, read back, never over what is read", async () => {
  for (const format of WRITTEN_FORMATS) {
    const out = path(`out-${format}`);
    const file = join(out, `ecg${WRITTEN_EXTENSIONS[format]}`);
    const there = await runGem(["convert", record, "--out-dir", out, "--to", format]);
    assert.deepEqual(there, { code: 0, stdout: `${file}\n`, stderr: "" });
    const returned = await readRecording(file, { samplingRateHz: 500, keepIdentity: true });
    assert.ok(largestDifferenceMv(ecg, returned) <= 0.0005 + 1e-9, format);
    const before = readFileSync(file);
    for (const args of [
      [file, "-o", file],
      [file, "--out-dir", out, "--to", format],
      [file, "-o", join(out, "..", `out-${format}`, `ecg${WRITTEN_EXTENSIONS[format]}`), "--to", format],
      [join(out, "ecg"), "--out-dir", out, "--to", format],
    ]) {
      const again = await runGem(["convert", ...args, "--fs", "500"]);
      assertFailure(again, 2, /would overwrite a recording that is read, wanted another name/);
    }
    assert.deepEqual(readFileSync(file), before, format);
  }
});

test("neither a link nor another format of the same ending leads to an input", async () => {
  const own = path("own");
  mkdirSync(own);
  writeFileSync(join(own, "vendor.xml"), writeAecg(ecg));
  copyFileSync(`${record}.hea`, join(own, "far.hea"));
  copyFileSync(`${record}.dat`, join(own, "ecg.dat"));
  const before = readFileSync(join(own, "ecg.dat"));
  // the header names ecg.dat, which is what a record "ecg" would be written to
  assertFailure(
    await runGem(["convert", join(own, "far"), "-o", join(own, "ecg.hea")]),
    2,
    /would overwrite/,
  );
  assert.deepEqual(readFileSync(join(own, "ecg.dat")), before);
  if (process.platform === "win32") return;
  symlinkSync(own, path("link"));
  assertFailure(
    await runGem(["convert", join(own, "vendor.xml"), "--out-dir", path("link"), "--to", "aecg"]),
    2,
    /would overwrite/,
  );
});

test("inputs of one base name are not written and named, all others are; exit 3", async () => {
  const twins = path("twins");
  mkdirSync(join(twins, "sub"), { recursive: true });
  writeFileSync(join(twins, "same.dcm"), writeDicom(ecg));
  writeFileSync(join(twins, "same.xml"), writeAecg(ecg));
  writeRecord(join(twins, "sub"), "alone", ecg);
  const out = path("twins-out");
  const { code, stdout, stderr } = await runGem(["convert", twins, "--out-dir", out, "--keep-identity"]);
  assert.equal(code, 3, stderr);
  assert.deepEqual([stdout, readdirSync(out)], [`${join(out, "alone.csv")}\n`, ["alone.csv"]]);
  const lines = stderr.trimEnd().split("\n");
  assert.equal(lines.length, 2);
  assert.match(
    lines[0]!,
    /same\.dcm is not written: .*same\.csv" would be the output of .*same\.xml as well/,
  );
  assert.match(
    lines[1]!,
    /same\.xml is not written: .*same\.csv" would be the output of .*same\.dcm as well/,
  );
});

test("names that WFDB does not tell apart collide as WFDB, and only there", async () => {
  const odd = path("odd");
  mkdirSync(odd);
  writeFileSync(join(odd, "a b.dcm"), writeDicom(ecg));
  writeFileSync(join(odd, "a_b.dcm"), writeDicom(ecg));
  const args = (format: string) => ["convert", odd, "--out-dir", path(`odd-${format}`), "--to", format];
  const wfdb = await runGem(args("wfdb"));
  assert.deepEqual([wfdb.code, wfdb.stdout, readdirSync(path("odd-wfdb"))], [1, "", []]);
  assert.equal((await runGem(args("csv"))).code, 0);
  assert.deepEqual(readdirSync(path("odd-csv")).sort(), ["a b.csv", "a_b.csv"]);
});

test("what a shell makes of REC.* is one recording", async () => {
  const { code, stdout } = await runGem([
    "convert",
    `${record}.dat`,
    `${record}.hea`,
    "--out-dir",
    path("parts"),
  ]);
  assert.deepEqual([code, stdout], [0, `${path("parts/ecg.csv")}\n`]);
});

test("standard output takes what is one file, standard input what is one recording", async () => {
  const csv = await runGem(["convert", record, "-o", "-"]);
  assert.equal(csv.stdout.split("\n", 1)[0], ecg.leads.map(({ name }) => name).join(","));
  assertFailure(await runGem(["convert", record, "-o", "-", "--to", "wfdb"]), 2, /wfdb takes several files/);
  const args = ["convert", "-", "--fs", "500", "--out-dir", path("piped"), "--to", "json"];
  const piped = await runGem(args, { input: csv.stdout });
  assert.deepEqual([piped.code, piped.stdout], [0, `${path("piped/standard-input.json")}\n`]);
  assert.equal((await readRecording(path("piped/standard-input.json"))).leads.length, 12);
});

test("a further group of signals is written alone, at its own rate, and not in part", async () => {
  const median = ecg.leads
    .slice(0, 2)
    .map(({ name, samplesMv }) => ({ name, samplesMv: samplesMv.slice(0, 300) }));
  const otherSignals = [
    { kind: "median", label: "median beat", samplingRateHz: 250, startMs: 0, leads: median },
  ] as const;
  writeFileSync(path("grouped.dcm"), writeDicom({ ...ecg, otherSignals }));
  assert.equal(
    (await runGem(["convert", path("grouped.dcm"), "--group", "1", "-o", path("g.json")])).code,
    0,
  );
  const group = await readRecording(path("g.json"));
  assert.deepEqual([group.samplingRateHz, group.leads.length], [250, 2]);
  assert.equal(group.leads[0]!.samplesMv.length, 300);
  const refused = (args: readonly string[], message: RegExp) =>
    runGem(["convert", path("grouped.dcm"), "-o", path("no.json"), ...args]).then((result) =>
      assertFailure(result, 2, message),
    );
  await refused(["--group", "2"], /--group: got 2, the recording has 1 further group;/);
  await refused(["--group", "1", "--from", "0"], /--group and --from or --for exclude each other/);
  assert.ok(!existsSync(path("no.json")));
});
