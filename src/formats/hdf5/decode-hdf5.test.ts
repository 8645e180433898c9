// Expected values: what h5py 3.16.0 reads from the fixtures (make-fixtures.py beside them), bit for bit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";
import { bytesAsSource } from "../byte-source.ts";
import type { DecodeInput, DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeHdf5, decodeHdf5Exam, listHdf5Exams } from "./decode-hdf5.ts";
import { openExamFile } from "./exam-file.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/hdf5/", import.meta.url);
const expected: Record<string, Record<string, { rateHz: number; leads: unknown[] }>> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function inputOf(file: string, options?: DecodeOptions): DecodeInput {
  const bytes = new Uint8Array(readFileSync(new URL(file, FIXTURES)));
  return { name: "part", bytes, sha256: "00", where: file, options };
}

function summary({ name, samplesMv }: Lead) {
  return {
    name,
    count: samplesMv.length,
    first: [...samplesMv.subarray(0, 5)],
    min: samplesMv.reduce((a, b) => Math.min(a, b)),
    max: samplesMv.reduce((a, b) => Math.max(a, b)),
    sha256: sha256OfSamples(samplesMv),
  };
}

const options: Record<string, DecodeOptions> = {
  "edges.h5": { samplingRateHz: 200, unit: "nV", leadNames: ["I", "II", "III"] },
  "lzf.h5": { samplingRateHz: 100, leadNames: ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"] },
  "tree.h5": { samplingRateHz: 50, unit: "uV", leadNames: ["a", "b", "c", "d"] },
  "compact.h5": { samplingRateHz: 100, leadNames: ["II"] },
};
for (const [file, exams] of Object.entries(expected)) {
  for (const [exam, { rateHz, leads }] of Object.entries(exams)) {
    test(`${file}/${exam} is what h5py reads`, async () => {
      const recording = await decodeHdf5(inputOf(file, options[file]), exam);
      assert.equal(recording.samplingRateHz, rateHz);
      // sums differ by the order of addition, the hash does not
      const wanted = leads.map((lead) => ({ ...(lead as object), sum: undefined }));
      assert.deepEqual(
        recording.leads.map((lead) => ({ ...summary(lead), sum: undefined })),
        wanted,
      );
    });
  }
}

test("CODE: exact ids, repeated ones numbered, the unused last row left out, padding taken off", async () => {
  const input = inputOf("code15.hdf5");
  const ids = await listHdf5Exams(input);
  assert.deepEqual(ids, ["1169160", "9007199254740993", "1169160#2"]);
  const recording = await decodeHdf5(input, "9007199254740993");
  assert.equal(recording.name, "9007199254740993");
  assert.equal(recording.leads[0]!.samplesMv.length, 4096 - 2 * 648);
  assert.deepEqual(recording.identity, [
    { category: "record id", field: "exam_id", value: "9007199254740993" },
  ]);
  assert.equal(recording.source.warnings.length, 1);
  assert.match(recording.source.warnings[0]!, /^the unit is not certain.*--unit/);
  const uneven = await decodeHdf5(input, "1169160#2");
  assert.match(uneven.source.warnings[0]!, /^note: 700 rows of zeros before and 581 behind/);
});

test("CODE: the caller's unit and rate override what the publishers say", async () => {
  const given = inputOf("code15.hdf5", { unit: "uV", samplingRateHz: 500 });
  const recording = await decodeHdf5(given, "1169160");
  const plain = await decodeHdf5(inputOf("code15.hdf5"), "1169160");
  assert.equal(recording.leads[0]!.samplesMv[7], plain.leads[0]!.samplesMv[7]! / 1000);
  assert.equal(recording.samplingRateHz, 500);
  assert.deepEqual(recording.source.warnings, []);
});

test("CODE: an order of leads that breaks Einthoven's law is said", async () => {
  const swapped = ["II", "I", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
  const given = await decodeHdf5(inputOf("code15.hdf5", { leadNames: swapped }), "1169160");
  assert.equal(given.leads[0]!.name, "II", "the caller's names are used");
  const recording = await decodeHdf5(inputOf("misordered.hdf5"), "0");
  assert.match(recording.source.warnings.join(), /limb leads do not obey I \+ III = II/);
  assert.deepEqual(recording.identity, [], "a row number is no id");
  assert.equal(recording.name, "part");
});

test("attributes: rate, unit, names, age, sex and moment; the rest is identity", async () => {
  const recording = await decodeHdf5(inputOf("contiguous.h5", { samplingRateHz: 500 }), "1");
  assert.equal(recording.name, "part-1");
  assert.deepEqual(recording.patient, { ageYears: 61, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2021-03-04T05:06:07");
  assert.deepEqual(recording.identity, [
    { category: "patient name", field: "patient name", value: "Test, Person" },
    { category: "institution", field: "hospital", value: "Somewhere" },
    { category: "private data", field: "codeword", value: "x1" },
  ]);
  assert.deepEqual(recording.source.warnings, [
    "its attribute says 250 Hz and the caller 500 Hz; the former is used",
  ]);
});

test("eight leads are completed, and say so", async () => {
  const recording = await decodeHdf5(inputOf("lzf.h5", options["lzf.h5"]), "ab");
  assert.deepEqual(recording.source.derivedLeads, ["III", "aVR", "aVL", "aVF"]);
});

test("a file opened once gives many exams and reads only their bytes", async () => {
  const { bytes } = inputOf("tree.h5");
  const inner = bytesAsSource(bytes);
  let bytesRead = 0;
  const source = {
    byteLength: inner.byteLength,
    read: (offset: number, length: number) => {
      bytesRead += length;
      return inner.read(offset, length);
    },
  };
  const file = await openExamFile(source, "tree.h5");
  assert.equal(file.exams.length, 300);
  bytesRead = 0;
  const context = { name: "tree", sha256: "", options: options["tree.h5"] };
  await decodeHdf5Exam(file, "63", context);
  // the root of the chunk tree, one leaf of at most 64 chunks, one chunk of 48 bytes
  assert.ok(bytesRead < 2 * (24 + 65 * 48) + 48 + 100, String(bytesRead));
});

const refused: [string, string, DecodeOptions, typeof FormatError | typeof UsageError, RegExp][] = [
  ["contiguous.h5", "2", {}, UsageError, /holds 2 exams, none of them/],
  ["edges.h5", "0", {}, UsageError, /--fs 500/],
  ["edges.h5", "0", { samplingRateHz: 200 }, UsageError, /whole numbers.*--unit uV/],
  ["edges.h5", "0", { samplingRateHz: 200, unit: "uV" }, UsageError, /3 leads have no name.*--leads/],
  [
    "edges.h5",
    "0",
    { samplingRateHz: 200, unit: "uV", leadNames: ["I"] },
    UsageError,
    /1 lead names are given/,
  ],
  ["edges.h5", "0", { samplingRateHz: 1e9 }, UsageError, /sampling rate/],
  ["edges.h5", "0", { samplingRateHz: 200, unit: "bar" }, UsageError, /unit "bar"/],
  ["userblock.h5", "0", {}, UnsupportedError, /MATLAB 7.3/],
  ["newindex.h5", "0", { samplingRateHz: 200 }, UnsupportedError, /newer HDF5/],
  ["scaleoffset.h5", "0", { samplingRateHz: 200 }, UnsupportedError, /scale-offset/],
  ["compound.h5", "0", {}, UnsupportedError, /neither whole numbers/],
  ["nameless.h5", "0", {}, FormatError, /wanted one of tracings, ecg/],
  ["fill.h5", "1", { samplingRateHz: 200 }, FormatError, /never written/],
];
for (const [file, exam, given, kind, message] of refused) {
  test(`refused: ${file} with ${JSON.stringify(given)}`, async () => {
    await assert.rejects(decodeHdf5(inputOf(file, given), exam), (error) => {
      assert.ok(error instanceof kind, String(error));
      assert.match(error.message, message);
      assert.ok(!error.message.includes("\n"));
      return true;
    });
  });
}

test("a unit of the file that is none of voltage is the file's fault, not the caller's", async () => {
  const input = inputOf("latest.h5", { unit: "uV" });
  const bytes = input.bytes.slice();
  // its attribute "unit" says uV
  bytes.set(new TextEncoder().encode("kg"), Buffer.from(bytes).indexOf("uV"));
  await assert.rejects(
    decodeHdf5({ ...input, bytes }, "0"),
    (error) => error instanceof FormatError && /^latest\.h5: unit: got "kg", wanted mV/.test(error.message),
  );
});

test("a damaged chunk is refused by its checksum", async () => {
  const input = inputOf("edges.h5", options["edges.h5"]);
  const clean = await decodeHdf5(input, "0");
  let noticed = 0;
  // the chunks lie at the end of the file
  for (let at = input.bytes.length - 60; at < input.bytes.length; at++) {
    const bytes = input.bytes.slice();
    bytes[at]! ^= 4;
    const same = await decodeHdf5({ ...input, bytes }, "0").then(
      (recording) => assert.deepEqual(recording.leads, clean.leads),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        noticed++;
      },
    );
    assert.equal(same, undefined);
  }
  assert.ok(noticed > 0);
});
