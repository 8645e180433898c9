// What a name stands for is known here, since the folders are made for the test.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { findRecordings } from "./find-recordings.ts";
import { localStore } from "./read-recording.ts";
import { csvFile, dicomFile, textFile, wfdbFiles, zipOf } from "./store/store.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "gem-find-recordings-"));
after(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
function write(files: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), data);
  }
}
write({
  ...wfdbFiles("set/r1"),
  ...wfdbFiles("set/sub/r2"),
  "set/r1.atr": Uint8Array.of(0, 4, 0, 0),
  "set/one.dcm": dicomFile(),
  "set/README.txt": textFile("a data set"),
  "set/.hidden/x.dcm": dicomFile(),
  "set/pack.zip": zipOf({ ...wfdbFiles("in/r3"), "in/notes.txt": textFile("x"), "table.csv": csvFile() }),
  "set/broken.zip": zipOf({ "a.csv": csvFile() }).subarray(0, 200),
  "set/empty.zip": zipOf({}),
  "odd/ecg[1].csv": csvFile(),
  "none/README.txt": textFile("nothing here"),
});
const hdf5 = fileURLToPath(new URL("../../test/fixtures/formats/hdf5/code15.hdf5", import.meta.url));
copyFileSync(hdf5, path("set/exams.hdf5"));

/** Paths below the test's folder, with "/" whatever the system. */
async function found(...inputs: string[]) {
  const { names, leftOut } = await findRecordings(localStore(), inputs.map(path));
  const short = (list: readonly string[]) =>
    list.map((name) => name.slice(folder.length + 1).replaceAll("\\", "/"));
  return { names: short(names), leftOut: short(leftOut) };
}

const exams = ["1169160", "9007199254740993", "1169160#2"].map((exam) => `set/exams.hdf5/${exam}`);
const packed = ["set/pack.zip/in/r3.hea", "set/pack.zip/table.csv"];

test("a folder is its recordings, those in archives and HDF5 files too; a broken archive stays to be told", async () => {
  const all = {
    names: ["set/broken.zip", ...exams, "set/one.dcm", ...packed, "set/r1.hea", "set/sub/r2.hea"],
    leftOut: ["set/README.txt", "set/empty.zip", "set/pack.zip/in/notes.txt"],
  };
  const { names, leftOut } = await found("set");
  assert.deepEqual([names, [...leftOut].sort()], [all.names, all.leftOut]);
  assert.deepEqual((await found("set/")).names, all.names);
  // "set/**" names the folder and each of its files: no recording comes twice
  const pattern = await found("set/**/*");
  assert.deepEqual([pattern.names, [...pattern.leftOut].sort()], [all.names, all.leftOut]);
});

test("a name that stands for one recording stays as it was given", async () => {
  for (const name of [
    "set/r1",
    "set/r1.hea",
    "set/r1.dat",
    "set/one.dcm",
    "set/one",
    "odd/ecg[1].csv",
    "odd/ecg[1]",
  ]) {
    assert.deepEqual(await found(name), { names: [name], leftOut: [] });
  }
  assert.deepEqual((await found("set/r1", "set/one.dcm", "set/r1")).names, [
    "set/r1",
    "set/one.dcm",
    "set/r1",
  ]);
});

test("archives and HDF5 files are opened, and so are folders in an archive", async () => {
  assert.deepEqual(await found("set/pack.zip"), { names: packed, leftOut: ["set/pack.zip/in/notes.txt"] });
  assert.deepEqual((await found("set/pack.zip/in")).names, [packed[0]]);
  assert.deepEqual((await found("set/pack.zip/in/")).names, [packed[0]]);
  assert.deepEqual(await found("set/exams.hdf5"), { names: exams, leftOut: [] });
  assert.deepEqual((await found(exams[1]!)).names, [exams[1]]);
});

test("patterns: by content, and by the signal files alone", async () => {
  assert.deepEqual((await found("set/**/*.hea")).names, ["set/r1.hea", "set/sub/r2.hea"]);
  assert.deepEqual(await found("set/**/*.dat"), { names: ["set/r1.dat", "set/sub/r2.dat"], leftOut: [] });
  assert.deepEqual((await found("set/**/*.{dcm,csv}")).names, ["set/one.dcm"]);
  assert.deepEqual((await found("set/r?.*")).names, ["set/r1.hea"]);
});

test("what a shell makes of REC.* is one recording, its parts named or not", async () => {
  assert.deepEqual((await found("set/r1.atr", "set/r1.dat", "set/r1.hea")).names, ["set/r1.hea"]);
  assert.deepEqual((await found("set/r1.dat", "set/one.dcm")).names, ["set/r1.dat", "set/one.dcm"]);
  // what is named and belongs to nothing is kept, so that reading it says what it is
  assert.deepEqual((await found("set/r1.hea", "set/README.txt")).names, ["set/r1.hea", "set/README.txt"]);
});

test("a name behind which there is nothing is kept, so that reading it says why", async () => {
  for (const name of [
    "nothing",
    "none",
    "set/nothing-*.csv",
    "set/empty.zip",
    "set/broken.zip",
    "set/pack.zip/nothing",
  ]) {
    assert.deepEqual((await found(name)).names, [name]);
  }
  assert.deepEqual((await found("none")).leftOut, ["none/README.txt"]);
});
