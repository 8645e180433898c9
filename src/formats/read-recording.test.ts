// Files are made in a temporary folder; expected values are those written there or by the fixture script.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { FileAccessError, FormatError, GemError, UnsupportedError, UsageError } from "../ecg/errors.ts";
import { readRecording } from "./read-recording.ts";

const fixtures = fileURLToPath(new URL("../../test/fixtures/formats/wfdb/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "gem-read-recording-"));
after(() => rmSync(folder, { recursive: true }));

function make(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

test("a record is named with or without extension, by header or by signal file", async () => {
  const plain = await readRecording(join(fixtures, "matlab4"));
  assert.equal(plain.name, "matlab4");
  for (const name of ["matlab4.hea", "matlab4.mat"]) {
    assert.deepEqual(await readRecording(join(fixtures, name)), plain);
  }
  assert.equal((await readRecording(join(fixtures, "twofiles.xyz"))).leads.length, 4);
});

test("sha256 covers the header and every signal file in reading order", async () => {
  const hash = createHash("sha256");
  for (const name of ["twofiles.hea", "twofiles.dat", "twofiles.xyz"])
    hash.update(readFileSync(join(fixtures, name)));
  assert.equal((await readRecording(join(fixtures, "twofiles"))).source.sha256, hash.digest("hex"));
});

test("a CSV is read under any name, its rate and unit from the caller", async () => {
  make("a.csv", "I,II\n500,250\n");
  const options = { samplingRateHz: 250, unit: "uV" };
  const recording = await readRecording(join(folder, "a"), options);
  assert.equal(recording.name, "a");
  assert.equal(recording.source.format, "csv");
  assert.deepEqual([...recording.leads[0]!.samplesMv], [0.5]);
  const other = await readRecording(make("a.table", "I,II\n500,250\n"), options);
  assert.deepEqual(other.leads, recording.leads);
  await assert.rejects(readRecording(join(folder, "a")), UsageError);
  const utf16 = Buffer.from("\ufeffI\n0.5\n", "utf16le");
  assert.deepEqual(
    [...(await readRecording(make("utf16.csv", utf16), options)).leads[0]!.samplesMv],
    [0.0005],
  );
});

test("what the caller knows of the patient overrides the file", async () => {
  const { patient } = await readRecording(join(fixtures, "matlab4"), {
    patient: { ageYears: 30, sex: null, context: "syncope" },
  });
  assert.deepEqual(patient, { ageYears: 30, sex: "male", context: "syncope" });
});

test("a record beside a folder of the same name is found, names with dots too", async () => {
  mkdirSync(join(folder, "twin"));
  for (const target of ["twin.hea", "p1.v2.hea"])
    copyFileSync(join(fixtures, "format8.hea"), join(folder, target));
  copyFileSync(join(fixtures, "format8.dat"), join(folder, "format8.dat"));
  assert.equal((await readRecording(join(folder, "twin"))).leads.length, 3);
  assert.equal((await readRecording(join(folder, "p1.v2"))).name, "p1.v2");
});

test("the caller's rate does not change a WFDB record", async () => {
  const recording = await readRecording(join(fixtures, "format8"), { samplingRateHz: 100 });
  assert.equal(recording.samplingRateHz, 500);
  assert.match(recording.source.warnings.join(), /header says 500 Hz and the caller 100 Hz/);
});

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const header = (file: string) => `x 1 500 10\n${file} 16 1000/mV 16 0 0 0 0 I\n`;
const refused: [
  string,
  () => string,
  typeof FormatError | typeof FileAccessError | typeof UnsupportedError,
  RegExp,
][] = [
  ["missing", () => join(folder, "nowhere"), FileAccessError, /nowhere: no such file/],
  ["missing with a file as folder", () => join(make("file", "x"), "deeper"), FileAccessError, /no such file/],
  ["a folder", () => folder, FileAccessError, /is a folder/],
  ["a name with a zero byte", () => `${folder}/a\0b`, FileAccessError, /cannot be read/],
  [
    "a name too long",
    () => join(folder, "a".repeat(5000)),
    FileAccessError,
    /cannot be read \(ENAMETOOLONG\)/,
  ],
  ["empty", () => make("empty.dat", ""), FormatError, /is empty/],
  ["empty header", () => make("empty.hea", ""), FormatError, /is empty/],
  ["PNG", () => make("picture.png", png), UnsupportedError, /is a PNG image/],
  ["PNG called .hea", () => make("picture.hea", png), FormatError, /is a PNG image, wanted a WFDB header/],
  ["PNG called .csv", () => make("picture.csv", png), UnsupportedError, /is a PNG image/],
  ["MATLAB 5", () => make("m5.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64"), UnsupportedError, /MATLAB 5/],
  ["prose", () => make("letter.txt", "Dear colleague,\nhello\n"), FormatError, /wanted lead names/],
  [
    "samples without a header",
    () => make("lonely.dat", Uint8Array.from([1, 0, 2, 0])),
    FormatError,
    /no WFDB header .*lonely.hea names it/,
  ],
  [
    "a header without samples",
    () => make("nodata.hea", header("nodata.dat")),
    FileAccessError,
    /"nodata.dat": no such file/,
  ],
  [
    "a header that points elsewhere",
    () => make("thief.hea", header("../../etc/passwd")),
    FormatError,
    /plain file name/,
  ],
  [
    "a header that points at a folder",
    () => {
      mkdirSync(join(folder, "d.dat"));
      return make("d.hea", header("d.dat"));
    },
    FileAccessError,
    /d.dat is a folder/,
  ],
  [
    "truncated",
    () => {
      make("cut.dat", new Uint8Array(19));
      return make("cut.hea", header("cut.dat"));
    },
    FormatError,
    /samples a signal: got 9, wanted 10/,
  ],
];
for (const [what, path, type, message] of refused) {
  test(`refused: ${what}`, async () => {
    await assert.rejects(readRecording(path(), { samplingRateHz: 500 }), (error) => {
      assert.ok(error instanceof type, String(error));
      assert.match(error.message, message);
      assert.ok(!error.message.includes("\n"));
      return true;
    });
  });
}

test("a pipe is refused instead of waited for", { skip: process.platform === "win32" }, async () => {
  const pipe = join(folder, "pipe.csv");
  execFileSync("mkfifo", [pipe]);
  await assert.rejects(
    readRecording(pipe),
    (error) => error instanceof GemError && /not a regular file/.test(error.message),
  );
});
