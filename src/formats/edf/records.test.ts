// Annotation lists and the times of data records, by hand from EDF+ section 2.2; all onsets are chosen here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { bytesAsSource } from "../byte-source.ts";
import { buildEdf, decodeBuilt, edfPlus, LEAD, refuses } from "./build-edf.fixture.ts";
import { decodeEdf, readEdfAnnotations } from "./decode-edf.ts";
import { openEdf } from "./open-edf.ts";

test("annotation lists: the parts that may be missing, and what is malformed", () => {
  const read = (...lists: string[]) =>
    readEdfAnnotations({ bytes: buildEdf(edfPlus(lists)), where: "x" }).map((a) => [
      a.onsetTicks,
      a.durationSeconds,
      a.text,
    ]);
  assert.deepEqual(
    read("+0\x14\x14begin\x14\0-1.5\x150.25\x14a\x14b\x14\0", "+1\x14\x14\0+1.12345678\x15\x14\x14"),
    [
      [0, null, "begin"],
      [-15_000_000, 0.25, "a"],
      [-15_000_000, 0.25, "b"],
      [11_234_567, null, ""],
    ],
  );
  // no time of its own: the first list is an ordinary one
  assert.deepEqual(read("+0.5\x14only\x14"), [[5_000_000, null, "only"]]);
  const broken = decodeBuilt(edfPlus(["+0\x14\x14\0x\x14y\x14\0+1\x14open\0+2\x15z\x14w\x14\0+3\x14ok\x14"]));
  assert.deepEqual(
    broken.annotations!.map(({ text }) => text),
    ["ok"],
  );
  assert.deepEqual(broken.source.warnings, ["3 annotation lists are malformed and were left out"]);
});

test("EDF+C whose records do not follow one another is read as it is, with a warning", () => {
  const { leads, source } = decodeBuilt(edfPlus(["+0\x14\x14", "+7\x14\x14", "x"]));
  assert.equal(leads[0]!.samplesMv.length, 12);
  assert.match(source.warnings.join(), /1 data records do not tell when they start/);
  assert.match(source.warnings.join(), /1 data records tell another start/);
});

test("EDF+D: overlaps, records without time and endless gaps are refused", () => {
  const discontinuous = (...lists: string[]) => edfPlus(lists, { reserved: "EDF+D" });
  const next = (onset: string) => discontinuous("+10\x14\x14", `+${onset}\x14\x14`);
  refuses(next("10.5"), FormatError, /byte 816: start of data record 2: got 0.5 s, wanted 1 s or later/);
  refuses(next("3"), FormatError, /start of data record 2: got -7 s/);
  refuses(discontinuous("+10\x14\x14", "?"), FormatError, /start of data record 2: got none/);
  refuses(discontinuous("?", "+1\x14\x14"), FormatError, /start of data record 1: got none/);
  refuses(next("99999999"), UnsupportedError, /span more than 31 days/);
  refuses({ reserved: "EDF+D" }, FormatError, /start of data record 1: got none/);
  const shifted = decodeBuilt(next("12.3"));
  assert.deepEqual(
    [...shifted.leads[0]!.samplesMv.entries()].filter(([, v]) => v > 0).map(([i]) => i),
    [0, 1, 2, 3, 9, 10, 11, 12],
  );
  assert.match(shifted.source.warnings.join(), /note: 1 data records start between two samples/);
});

test("a signal whose physical minimum is above its maximum is told to be upside down", () => {
  const { leads, source } = decodeBuilt({
    signals: [{ ...LEAD, physicalMin: "32767", physicalMax: "-32768" }],
  });
  assert.ok(leads[0]!.samplesMv[0]! < 0);
  assert.match(source.warnings.join(), /^the scale of II is negative/);
});

test("gaps that make a small file a long recording are refused, whole and in pieces", async () => {
  const lists = ["+0\x14\x14", "+2000000\x14\x14"];
  const fields = edfPlus(lists, { reserved: "EDF+D", duration: "0.04" });
  const wanted = /gaps of 199999996 samples between its data records, which hold 8/;
  refuses(fields, UnsupportedError, wanted);
  const source = bytesAsSource(buildEdf(fields));
  await assert.rejects(openEdf({ name: "x", sha256: "", where: "x", source }), wanted);
});

test("a data record larger than a block is read in slices", async () => {
  const samplesPerRecord = 200_000;
  const data = Uint8Array.from({ length: 4 * 2 * samplesPerRecord }, (_, i) => (i * 7) % 251);
  const bytes = Buffer.concat([
    buildEdf({ signals: [{ ...LEAD, samplesPerRecord: "200000" }], records: "4", duration: "400", data: [] }),
    data,
  ]);
  const input = { name: "x", sha256: "", where: "x" };
  const wholeMv = decodeEdf({ ...input, bytes }).leads[0]!.samplesMv;
  const source = bytesAsSource(bytes);
  let longest = 0;
  const read: typeof source.read = (offset, length) => {
    longest = Math.max(longest, length);
    return source.read(offset, length);
  };
  const { chunks } = await openEdf({ ...input, source: { ...source, read } });
  const streamed = new Float64Array(wholeMv.length);
  let at = 0;
  for await (const [piece] of chunks({ chunkSamples: 30_001 })) {
    streamed.set(piece!, at);
    at += piece!.length;
  }
  assert.deepEqual(streamed, wholeMv);
  assert.equal(longest, 60_002);
});
