// A person planted in the files that commands read, and in what these files are called: no output may hold a word of it.
// The person at the terminal may read the paths that were given; JSON and files may not.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Recording } from "../ecg/recording.ts";
import { WRITTEN_EXTENSIONS, WRITTEN_FORMATS, writeRecording } from "../formats/write-recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { runGem, temporaryFolder } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const out = path("out");
const { recording: ecg } = syntheticEcg();
const person: Recording = {
  ...ecg,
  leads: [...ecg.leads, { ...ecg.leads[1]!, name: "Zebrowka II" }],
  patient: { ageYears: 95, sex: "female", context: null },
  recordedAt: "2002-11-22T09:10:11",
  annotations: [{ timeMs: 9, durationMs: 0, lead: "Zebrowka II", code: "N", text: "Quirina moved" }],
  identity: [
    { category: "patient name", field: "Patient name", value: "Zebrowka^Quirina" },
    { category: "patient id", field: "Patient id", value: "70815770" },
    { category: "birth date", field: "Birth date", value: "1907-04-19" },
    { category: "staff", field: "Operator", value: "Wolfhagen" },
  ],
};
const PLANTED = /zebrowka|quirina|70815770|1907-?04-?19|wolfhagen|2002-?11-?22|22.11.2002/i;

async function write(format: "dicom" | "wfdb"): Promise<string> {
  const files = await writeRecording(person, { format, baseName: `Zebrowka_${format}` });
  for (const { name, data } of files) writeFileSync(path(name), data);
  return path(files[0].name);
}
const [dicom, wfdb] = [await write("dicom"), await write("wfdb")];
const bad = path("bad.csv");
writeFileSync(bad, "# Patient: Zebrowka\n# fs: Quirina 70815770\nI,II\n1,2\n");
writeFileSync(path("claims.txt"), "Sinus rhythm.");

/** Runs a command; nothing but the paths that it was given may be found in what it says and leaves behind. */
async function assertNothing(args: readonly string[], wanted: number): Promise<string> {
  mkdirSync(out);
  const { code, stdout, stderr } = await runGem(args);
  assert.equal(code, wanted, stderr);
  const withoutPaths = (text: string) => args.reduce((left, arg) => left.replaceAll(arg, ""), text);
  const isJson = args.some((arg) => arg.startsWith("--json"));
  assert.doesNotMatch(withoutPaths(stderr), PLANTED, `stderr of ${args[0]}`);
  assert.doesNotMatch(isJson ? stdout : withoutPaths(stdout), PLANTED, `stdout of ${args[0]}`);
  for (const file of readdirSync(out)) {
    const bytes = readFileSync(join(out, file));
    for (const coding of ["latin1", "utf16le"] as const) {
      assert.doesNotMatch(bytes.toString(coding), PLANTED, `${file} of ${args.join(" ")}`);
    }
  }
  rmSync(out, { recursive: true });
  return stdout;
}

test("gem inspect, measure, interpret, render and verify tell nobody who it was", async () => {
  const report = join(out, "report.json");
  await assertNothing(["inspect", dicom, "--identity-report", report], 0);
  const inspection = JSON.parse(await assertNothing(["inspect", wfdb, "--json"], 0));
  assert.match(inspection.record.name, /^ecg-\w{8}-\w{8}$/);
  assert.equal(inspection.patient.ageYears, 90);
  assert.equal(inspection.record.leads.at(-1), "lead 13");
  assert.deepEqual(inspection.identity.at(-1), { category: "signal name", count: 1, action: "replaced" });
  const measured = await assertNothing(["measure", dicom, "--json", "--identity-report", report], 0);
  assert.equal(JSON.parse(measured).patient.ageYears, 90);
  const shown = await assertNothing(["interpret", dicom, "--html", join(out, "page.html")], 0);
  assert.match(shown, /90\+ years, female/);
  await assertNothing(["render", dicom, "-o", join(out, "page.svg")], 0);
  await assertNothing(["verify", dicom, "--text", path("claims.txt"), "--json"], 0);
});

for (const format of WRITTEN_FORMATS) {
  test(`gem convert to ${format} writes nobody's name`, async () => {
    await assertNothing(["convert", dicom, "-o", join(out, `ecg${WRITTEN_EXTENSIONS[format]}`)], 0);
  });
}

test("what fails does not say what stands in the file", async () => {
  for (const args of [
    ["measure", bad],
    ["convert", bad, "-o", join(out, "ecg.csv")],
  ]) {
    await assertNothing(args, 1);
  }
  const lines = (await assertNothing(["inspect", bad, dicom, "--jsonl"], 3)).trimEnd().split("\n");
  const [failed] = lines.map((line) => JSON.parse(line));
  assert.equal(failed.record.name, "bad");
  assert.equal(failed.error.message, 'the file: sampling rate: got "*******", wanted a number of Hz');
  const kept = await runGem(["inspect", bad, dicom, "--jsonl", "--keep-identity"]);
  assert.match(kept.stderr, /got "Quirina"/);
  const names = kept.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).record.name);
  assert.deepEqual(names, ["bad", "Zebrowka_dicom"]);
});
