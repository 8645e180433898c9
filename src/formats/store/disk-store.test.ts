// Folders are made for the test; standard input is a list of pieces.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { FileAccessError, FormatError } from "../../ecg/errors.ts";
import { withArchives } from "./archive-store.ts";
import { diskStore } from "./disk-store.ts";
import { memoryStore } from "./file-store.ts";
import { openStoredRecording } from "./open-stored-recording.ts";
import { readStoredRecording } from "./read-stored-recording.ts";
import { csvFile, dicomFile, wfdbFiles, zipOf } from "./store.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "gem-disk-store-"));
after(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
function write(name: string, data: string | Uint8Array = name): void {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), data);
}
for (const name of ["set/b.csv", "set/a.csv", "set/deep/er/c.csv", "set/.DS_Store", "set/.git/config"])
  write(name);
const store = diskStore();

test("a folder is all files below it in order, without those that are hidden", async () => {
  const names = ["set/a.csv", "set/b.csv", "set/deep/er/c.csv"].map(path);
  assert.deepEqual(await store.list(path("set")), names);
  assert.deepEqual(await store.list(`${path("set")}/`), names);
  assert.equal(await store.list(path("nothing")), null);
  assert.equal(await store.list(path("set/a.csv")), null);
});

test("a hidden folder that is named itself is read", async () => {
  assert.deepEqual(await store.list(path("set/.git")), [path("set/.git/config")]);
});

test("links to files count as files, links to folders and to nothing do not", {
  skip: process.platform === "win32",
}, async () => {
  mkdirSync(path("links"));
  symlinkSync(path("set/a.csv"), path("links/a.csv"));
  symlinkSync(path("set"), path("links/set"));
  symlinkSync(path("nowhere"), path("links/dangling.csv"));
  symlinkSync(path("links"), path("links/round"));
  symlinkSync("loop-b.csv", path("links/loop-a.csv"));
  symlinkSync("loop-a.csv", path("links/loop-b.csv"));
  assert.deepEqual(await store.list(path("links")), [path("links/a.csv")]);
  assert.equal(await store.byteLength(path("links/dangling.csv")), null);
});

test("a folder within that may not be opened stands for its files, so that reading it says why", {
  // root may open everything
  skip: process.platform === "win32" || process.getuid?.() === 0,
}, async () => {
  write("partly/a.csv");
  write("partly/closed/b.csv");
  chmodSync(path("partly/closed"), 0);
  try {
    assert.deepEqual(await store.list(path("partly")), [path("partly/a.csv"), path("partly/closed")]);
    await assert.rejects(readStoredRecording(store, path("partly/closed")), /cannot be read \(EACCES\)/);
  } finally {
    chmodSync(path("partly/closed"), 0o755);
  }
});

test("a file has a size and bytes, whole and in parts; a folder is no file", async () => {
  const name = path("set/a.csv");
  assert.equal(await store.byteLength(name), 9);
  assert.equal(await store.byteLength(path("set")), null);
  assert.equal(new TextDecoder().decode(await store.read(name, 9)), "set/a.csv");
  assert.equal(new TextDecoder().decode(await (await store.open(name)).read(4, 5)), "a.csv");
  await assert.rejects(
    store.read(name, 8),
    (error) => error instanceof FormatError && /9 bytes, at most 8/.test(error.message),
  );
  await assert.rejects(store.read(path("set"), 9), /is a folder/);
  await assert.rejects(store.open(path("nothing")), FileAccessError);
});

test("a file that becomes shorter while it is read is told", async () => {
  write("shrinking", "0123456789");
  const source = await store.open(path("shrinking"));
  truncateSync(path("shrinking"), 4);
  await assert.rejects(source.read(0, 10), /became shorter while it was read/);
});

async function* pieces(data: Uint8Array) {
  for (let start = 0; start < data.length; start += 1000) yield data.subarray(start, start + 1000);
}

test("standard input is the file -, read once, whatever it holds", async () => {
  const piped = diskStore({ standardInput: pieces(dicomFile()) });
  assert.equal(await piped.byteLength("-"), dicomFile().length);
  const recording = await readStoredRecording(piped, "-");
  assert.equal(recording.name, "standard-input");
  assert.deepEqual(
    recording.leads.map((lead) => lead.name),
    ["I", "II"],
  );
  assert.deepEqual(await readStoredRecording(piped, "-"), recording, "a second time from memory");
  assert.equal(piped.where("-"), "standard input");
});

test("an archive on standard input is a folder as well", async () => {
  const piped = withArchives(
    diskStore({ standardInput: pieces(zipOf({ ...wfdbFiles("sub/rec"), "x.csv": csvFile() })) }),
  );
  assert.equal((await readStoredRecording(piped, "-/sub/rec")).name, "rec");
  assert.equal((await openStoredRecording(piped, "-/x.csv", { samplingRateHz: 250 })).head.sampleCount, 250);
  assert.equal(piped.where("-/x.csv"), "standard input/x.csv");
});

test("what standard input cannot be is said in its name", async () => {
  const { "rec.hea": header, "rec.dat": signals } = wfdbFiles("rec");
  for (const [data, message] of [
    [
      header!,
      /^standard input is a WFDB header without its signals; give the record's path, or a ZIP archive$/,
    ],
    [signals!, /^standard input is no format that is known, wanted an ECG/],
    [new Uint8Array(0), /^standard input is empty, wanted an ECG/],
  ] as const) {
    await assert.rejects(readStoredRecording(diskStore({ standardInput: pieces(data) }), "-"), { message });
  }
});

test("files in memory are listed by folder, with or without a slash behind it", async () => {
  const memory = memoryStore(
    new Map<string, Uint8Array | Blob>([
      ["a/x.csv", csvFile()],
      ["a/b/y.csv", new Blob([csvFile() as Uint8Array<ArrayBuffer>])],
      ["ab/z.csv", csvFile()],
    ]),
  );
  assert.deepEqual(await memory.list("a"), ["a/x.csv", "a/b/y.csv"]);
  assert.deepEqual(await memory.list("a/"), ["a/x.csv", "a/b/y.csv"]);
  assert.equal((await memory.list(""))?.length, 3);
  assert.equal(await memory.list("b"), null);
  assert.deepEqual(await memory.read("a/b/y.csv", 100_000), csvFile());
  await assert.rejects(memory.read("nothing", 1), FileAccessError);
});
