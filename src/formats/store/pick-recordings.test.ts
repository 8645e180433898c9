// What is a recording is known here, since every file is made for the test; the exams of the HDF5 fixture are those of
// its expected.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { FileAccessError } from "../../ecg/errors.ts";
import { writeJson } from "../json/write-json.ts";
import { memoryStore } from "./file-store.ts";
import { listContainer, listFiles } from "./list-container.ts";
import { pickRecordings } from "./pick-recordings.ts";
import { csvFile, dicomFile, sineRecording, textFile, wfdbFiles, zipOf } from "./store.fixture.ts";

const hdf5 = readFileSync(new URL("../../../test/fixtures/formats/hdf5/code15.hdf5", import.meta.url));
const segmented = "seg/2 2 250 500\nseg1 250\nseg2 250\n";

const recordings: Record<string, Uint8Array> = {
  "a/rec.hea": wfdbFiles("a/rec")["a/rec.hea"]!,
  "a/one.dcm": dicomFile(),
  "a/without-extension": dicomFile(),
  "a/table.txt": csvFile(),
  "a/own.json": textFile(writeJson(sineRecording("own"))),
  "a/exams.hdf5": new Uint8Array(hdf5),
  "a/x.zip": zipOf({ "y.dcm": dicomFile() }),
  "b/seg.hea": textFile(segmented),
};
const parts: Record<string, Uint8Array> = {
  "a/rec.dat": wfdbFiles("a/rec")["a/rec.dat"]!,
  "a/rec.atr": Uint8Array.of(0, 4, 0, 0),
  "a/rec.avf": Uint8Array.of(1, 2, 3, 0),
  ...wfdbFiles("b/seg1"),
  ...wfdbFiles("b/seg2"),
};
const others: Record<string, Uint8Array> = {
  "a/README.md": textFile("# a data set"),
  "a/picture.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
  "a/index.csv": textFile("id,age,sex\n1,50,F\n"),
  "a/schema.xml": textFile('<?xml version="1.0"?><schema/>'),
  "a/package.json": textFile('{"name": "x", "version": "1"}'),
  "a/rec2.dat": Uint8Array.of(1, 0, 2, 0),
  "a/empty": new Uint8Array(0),
  "a/report.json": textFile('{"record":{"name":"rec","leads":["I"]},"findings":[]}'),
  "a/several.json": textFile('[\n{"record":{"name":"rec","leads":["I"]},"findings":[]}]'),
  "a/page.json": textFile(
    '{"leads": [{"lead_name": "I", "lead_bounding_box": {"0": [1, 2]}, "plotted_pixels": []}]}',
  ),
};
const files = new Map(Object.entries({ ...others, ...parts, ...recordings }));
const store = memoryStore(files);

test("recordings are told from what belongs to them and from what is no ECG, by content", async () => {
  const picked = await pickRecordings(store, [...files.keys()].sort());
  assert.deepEqual(picked.recordings, Object.keys(recordings).sort());
  assert.deepEqual(picked.leftOut, Object.keys(others).sort());
  assert.deepEqual([...picked.containers].sort(), ["a/exams.hdf5", "a/x.zip"]);
});

test("the order of the names decides the order of the recordings and nothing else", async () => {
  const names = [...files.keys()];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(names, { minLength: names.length }), async (shuffled) => {
      const { recordings: picked, leftOut } = await pickRecordings(store, shuffled);
      assert.deepEqual(
        picked,
        shuffled.filter((name) => name in recordings),
      );
      assert.deepEqual(
        leftOut,
        shuffled.filter((name) => name in others),
      );
    }),
    { numRuns: 30 },
  );
});

test("signal files that a header names are not even opened", async () => {
  const opened: string[] = [];
  const watched = {
    ...store,
    open: (name: string) => {
      opened.push(name);
      return store.open(name);
    },
  };
  await pickRecordings(watched, ["a/rec.dat", "a/rec.hea"]);
  assert.deepEqual(opened, ["a/rec.hea"]);
});

test("a file that cannot be opened is kept, so that reading it says why", async () => {
  const denied = {
    ...store,
    open: (name: string) =>
      name === "a/one.dcm"
        ? Promise.reject(new FileAccessError(`${name} cannot be read (EACCES)`))
        : store.open(name),
  };
  const { recordings: picked, leftOut } = await pickRecordings(denied, ["a/one.dcm", "a/README.md"]);
  assert.deepEqual([picked, leftOut], [["a/one.dcm"], ["a/README.md"]]);
});

test("a container is the recordings in it, by the names that read them", async () => {
  assert.deepEqual(await listContainer(store, "a/exams.hdf5"), {
    names: ["1169160", "9007199254740993", "1169160#2"].map((exam) => `a/exams.hdf5/${exam}`),
    leftOut: [],
  });
  assert.equal(await listContainer(store, "a/one.dcm"), null);
  assert.equal(await listContainer(store, "a/README.md"), null);
});

test("a damaged container among others is named, and does not hide them", async () => {
  const damaged = memoryStore(
    new Map([
      ["bad.hdf5", new Uint8Array(hdf5.subarray(0, 3000))],
      ["good.dcm", dicomFile()],
    ]),
  );
  assert.deepEqual(await listFiles(damaged, ["bad.hdf5", "good.dcm"]), {
    names: ["bad.hdf5", "good.dcm"],
    leftOut: [],
  });
  await assert.rejects(listContainer(damaged, "bad.hdf5"), /bad\.hdf5, byte/);
});
