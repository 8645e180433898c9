// Beginnings are those that the formats' own documents define; texts are put together here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeText, RECOGNISED_BY_BYTES, recognise } from "./recognise.ts";
import { withArchives } from "./store/archive-store.ts";
import { memoryStore } from "./store/file-store.ts";
import { readStoredRecording } from "./store/read-stored-recording.ts";
import { csvFile, dicomFile, zipOf } from "./store/store.fixture.ts";

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

test("files that are no ECG are named", () => {
  const beginnings: [string, string][] = [
    ["BZh91AY&SY", "a bzip2 archive"],
    ["\xfd7zXZ\0", "an xz archive"],
    ["(\xb5/\xfd\0", "a Zstandard archive"],
    ["\x1f\x8b\x08", "a gzip archive"],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of before 2007"],
    ["{\\rtf1 x}", "an RTF document"],
    ["%PDF-1.7", "a PDF document"],
    ["<!doctype html><html>", "an XML file of <html>"],
  ];
  for (const [beginning, what] of beginnings) {
    assert.deepEqual(recognise(latin1(beginning)), { kind: "foreign", what });
  }
});

test("text is UTF-8, cut off in a character or not, else Windows-1252", () => {
  assert.equal(decodeText(latin1("I (\xb5V),II (\xb5V)\n")), "I (\u00b5V),II (\u00b5V)\n");
  assert.equal(decodeText(latin1("\x80 1")), "\u20ac 1");
  const cut = utf8(`${"x".repeat(RECOGNISED_BY_BYTES - 1)}\u00b5V`).subarray(0, RECOGNISED_BY_BYTES);
  assert.equal(decodeText(cut), "x".repeat(RECOGNISED_BY_BYTES - 1));
  assert.equal(decodeText(utf8("\ufeffI\n")), "I\n");
  assert.equal(decodeText(Uint8Array.of(0xff, 0xfe, 0x49, 0)), "I");
  assert.equal(decodeText(Uint8Array.of(0x49, 0)), null);
});

test("microvolts that a spreadsheet wrote in Windows-1252 are microvolts", async () => {
  const files = new Map([["x.csv", latin1("# fs: 500\nI (\xb5V)\n100\n-200\n")]]);
  const { leads } = await readStoredRecording(memoryStore(files), "x.csv");
  assert.deepEqual([...leads[0]!.samplesMv], [0.1, -0.2]);
});

test("the content counts, whatever the name says: a DICOM file and an archive that are called headers", async () => {
  const files = new Map([
    ["a.hea", dicomFile()],
    ["b.hea", zipOf({ "one.csv": csvFile() })],
    ["c.hea", utf8("Dear colleague\n")],
    ["d.hea", new Uint8Array(0)],
  ]);
  const store = withArchives(memoryStore(files));
  const read = (name: string) => readStoredRecording(store, name, { samplingRateHz: 500 });
  assert.equal((await read("a.hea")).source.format, "dicom");
  assert.equal((await read("b.hea")).source.format, "csv");
  await assert.rejects(read("c.hea"), /c\.hea is not a WFDB header/);
  await assert.rejects(read("d.hea"), /d\.hea is empty, wanted a WFDB header/);
});
