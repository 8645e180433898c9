// Archives are put together here; what is read out of them must be what was put in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FileAccessError, FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { withArchives } from "./archive-store.ts";
import { type FileStore, memoryStore } from "./file-store.ts";
import { openStoredRecording } from "./open-stored-recording.ts";
import { readStoredRecording } from "./read-stored-recording.ts";
import {
  csvFile,
  dicomFile,
  type Files,
  sineRecording,
  textFile,
  wfdbFiles,
  zipOf,
} from "./store.fixture.ts";

const inside: Files = {
  ...wfdbFiles("sub/rec"),
  "sub/deep/one.dcm": dicomFile(),
  "notes.txt": textFile("no ECG"),
  ".hidden/x.csv": csvFile(),
  "__MACOSX/sub/._rec.hea": textFile("a fork"),
};
const archive = zipOf(inside);
const files = new Map<string, Uint8Array>([
  ["data/all.zip", archive],
  ["data/plain.csv", csvFile()],
  ["data/nested.zip", zipOf({ "in/inner.zip": archive, "one.dcm": dicomFile() })],
  ["data/broken.zip", archive.subarray(0, archive.length - 40)],
  ["data/empty.zip", zipOf({})],
]);
const store = withArchives(memoryStore(files));
const names = ["sub/rec.hea", "sub/rec.dat", "sub/deep/one.dcm", "notes.txt"].map(
  (name) => `data/all.zip/${name}`,
);

test("an archive is a folder of its files, without what is hidden or the system's own", async () => {
  assert.deepEqual(await store.list("data/all.zip"), names);
  assert.deepEqual(await store.list("data/all.zip/"), names);
  assert.deepEqual(await store.list("data/empty.zip"), []);
});

test("so is a folder in it, and what is not there is none", async () => {
  assert.deepEqual(await store.list("data/all.zip/sub"), names.slice(0, 3));
  assert.deepEqual(await store.list("data/all.zip/sub/"), names.slice(0, 3));
  for (const nothing of [
    "data/all.zip/su",
    "data/all.zip/nothing",
    "data/all.zip/notes.txt",
    "data/none.zip",
  ]) {
    assert.equal(await store.list(nothing), null, nothing);
  }
});

test("a file in it has a size and bytes, whole and in parts", async () => {
  const name = "data/all.zip/sub/rec.dat";
  assert.equal(await store.byteLength(name), inside["sub/rec.dat"]!.length);
  assert.deepEqual(await store.read(name, 10_000), inside["sub/rec.dat"]);
  const source = await store.open(name);
  assert.deepEqual(await source.read(4, 6), inside["sub/rec.dat"]!.slice(4, 10));
  assert.equal(await store.byteLength("data/all.zip/nothing"), null);
  assert.equal(await store.byteLength("data/all.zip/sub"), null, "folders count as none");
  await assert.rejects(store.read("data/all.zip/nothing", 10), FileAccessError);
  await assert.rejects(store.read(name, 10), /has 1000 bytes, at most 10 are read/);
});

test("files outside archives are those of the store below", async () => {
  assert.deepEqual(await store.read("data/plain.csv", 100_000), files.get("data/plain.csv"));
  assert.equal(await store.byteLength("data/all.zip"), archive.length);
  assert.equal((await store.list("data"))?.length, files.size);
});

test("records in it are read by every name that a plain folder would allow", async () => {
  const { leads } = sineRecording("x");
  for (const name of ["sub/rec", "sub/rec.hea", "sub/rec.dat", "sub/deep/one.dcm", "sub/deep/one"]) {
    const recording = await readStoredRecording(store, `data/all.zip/${name}`);
    assert.deepEqual(
      recording.leads.map((lead) => [lead.name, ...lead.samplesMv]),
      leads.map((lead) => [lead.name, ...lead.samplesMv]),
      name,
    );
    assert.equal(recording.name, name.split("/").at(-1)!.replace(/\..*/, ""));
  }
  const stream = await openStoredRecording(store, "data/all.zip/sub/rec");
  for await (const piece of stream.chunks({ fromSample: 10, sampleCount: 5 })) {
    assert.deepEqual(piece[1], leads[1]!.samplesMv.slice(10, 15));
  }
});

test("an archive alone stands for its only recording, and asks which of several", async () => {
  const one = withArchives(
    memoryStore(new Map([["x.zip", zipOf({ "a.dcm": dicomFile(), "b.txt": textFile("b") })]])),
  );
  assert.equal((await readStoredRecording(one, "x.zip")).name, "a");
  await assert.rejects(readStoredRecording(store, "data/all.zip"), (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(
      error.message,
      /all\.zip holds 2 recordings; name one, as in data\/all\.zip\/sub\/rec\.hea$/,
    );
    return true;
  });
  await assert.rejects(readStoredRecording(store, "data/empty.zip"), /holds no ECG/);
});

test("what cannot be read says so: a damaged archive, one within another, a name that is not there", async () => {
  await assert.rejects(readStoredRecording(store, "data/broken.zip"), FormatError);
  await assert.rejects(readStoredRecording(store, "data/broken.zip/sub/rec"), FormatError);
  await assert.rejects(readStoredRecording(store, "data/nested.zip/in/inner.zip"), (error) => {
    assert.ok(error instanceof UnsupportedError);
    assert.match(error.message, /inner\.zip is an archive within an archive, which is not opened/);
    return true;
  });
  await assert.rejects(readStoredRecording(store, "data/all.zip/nothing"), (error) => {
    assert.ok(error instanceof FileAccessError);
    assert.match(error.message, /all\.zip\/nothing: no such file/);
    return true;
  });
});

test("an archive is read once for all its files that follow each other", async () => {
  let reads = 0;
  const counted: FileStore = {
    ...memoryStore(files),
    read: (name, maxBytes) => {
      reads++;
      return memoryStore(files).read(name, maxBytes);
    },
  };
  const archives = withArchives(counted);
  for (const name of names) await archives.read(name, 100_000);
  await archives.list("data/all.zip");
  assert.equal(reads, 1);
});
