// Whatever the bytes, a sound Recording comes out or a GemError of one line, and soon.
import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { FormatError } from "../../ecg/errors.ts";
import { orRefused, soundOrNull } from "../sound-or-refused.fixture.ts";
import { bareEncoding } from "./bare-dicom.ts";
import { decodeBytes, fixtureBytes } from "./dicom.fixture.ts";
import { type ElementSpec, encodeDataSet, joinParts } from "./element-writer.ts";
import { writeDicom } from "./write-dicom.ts";

const MAX_MS = 5000;
const seeds = [
  "general.dcm",
  "implicit.dcm",
  "big-endian.dcm",
  "deflated.dcm",
  "ambulatory.dcm",
  "eight-leads.dcm",
  "groups.dcm",
  "skew.dcm",
  "identity-implicit.dcm",
].map(fixtureBytes);

function attempt(bytes: Uint8Array): void {
  const recording = soundOrNull(() => decodeBytes(bytes, { samplingRateHz: 500, unit: "uV" }));
  if (recording === null) return;
  const writable = {
    ...recording,
    otherSignals: [],
    samplingRateHz: 500,
    leads: recording.leads.slice(0, 12),
  };
  orRefused(() => writeDicom(writable));
}

test("bytes overwritten anywhere", () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    with: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        new Uint8Array([255, 255, 255, 255]),
        new Uint8Array([0, 0, 0, 0]),
        new Uint8Array([254, 255, 0, 224]),
        new Uint8Array([254, 255, 221, 224]),
        new TextEncoder().encode("SQ"),
        new TextEncoder().encode("1e99"),
      ),
    ),
  });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 6 }), (seed, edits) => {
      const bytes = seed.slice();
      for (const { at, with: patch } of edits) {
        // nearer to the beginning, where the structure is
        bytes.set(
          patch.subarray(0, bytes.length),
          Math.floor(at * at * Math.max(0, bytes.length - patch.length)),
        );
      }
      attempt(bytes);
    }),
    { numRuns: 1000 },
  );
});

test("cut off anywhere", () => {
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.double({ min: 0, max: 1, noNaN: true }), (seed, at) =>
      attempt(seed.subarray(0, Math.floor(at * seed.length))),
    ),
    { numRuns: 500 },
  );
});

test("random bytes behind a good beginning", () => {
  const beginning = seeds[0]!.subarray(0, 400);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000, size: "max" }), fc.nat(400), (random, kept) => {
      attempt(joinParts([beginning.subarray(0, kept), random]));
    }),
    { numRuns: 1000 },
  );
});

/** A file of those elements behind a meta information with that transfer syntax. */
function fileOf(syntax: string, body: readonly Uint8Array[]): Uint8Array {
  const meta = encodeDataSet([["00020010", "UI", syntax]]);
  return joinParts([new Uint8Array(128), new TextEncoder().encode("DICM"), ...meta, ...body]);
}

const EXPLICIT = "1.2.840.10008.1.2.1";

function refusal(bytes: Uint8Array): string {
  const started = performance.now();
  let message = "";
  assert.throws(
    () => decodeBytes(bytes),
    (error) => {
      assert.ok(error instanceof FormatError, String(error));
      message = error.message;
      return true;
    },
  );
  assert.ok(performance.now() - started < MAX_MS);
  return message;
}

test("a stream that inflates without end is given up", () => {
  const flush = { finishFlush: constants.Z_FULL_FLUSH };
  const piece = deflateRawSync(new Uint8Array(16_000_000), flush);
  const bomb = fileOf(
    "1.2.840.10008.1.2.1.99",
    Array.from({ length: 40 }, () => piece),
  );
  assert.ok(bomb.length < 1_000_000);
  assert.match(refusal(bomb), /deflated data set: got more than 134217728 bytes/);
});

test("sequences inside sequences, deeper than any stack", () => {
  let elements: ElementSpec[] = [["00080100", "SH", "x"]];
  for (let depth = 0; depth < 40; depth++) elements = [["00400555", "SQ", [elements]]];
  assert.match(refusal(fileOf(EXPLICIT, encodeDataSet(elements))), /a sequence 33 levels deep/);
  // (0040,0555) SQ of unknown length with an item of unknown length, a hundred thousand times
  const level = [
    0x40, 0, 0x55, 5, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 254, 255, 0, 224, 255, 255, 255, 255,
  ];
  const deep = Uint8Array.from(
    { length: 100_000 * level.length },
    (_, index) => level[index % level.length]!,
  );
  assert.match(refusal(fileOf(EXPLICIT, [deep])), /one that cannot be read/);
});

test("more elements than an ECG has", () => {
  const item = [254, 255, 0, 224, 0, 0, 0, 0];
  const items = Uint8Array.from({ length: 600_000 * item.length }, (_, index) => item[index % item.length]!);
  const header = encodeDataSet([["00400555", "SQ", []]]).map((part) => part.slice());
  new DataView(header[0]!.buffer).setUint32(8, items.length, true);
  assert.match(refusal(fileOf(EXPLICIT, [...header, items])), /more than 500000/);
});

test("counts that promise more than there is", () => {
  const seed = seeds[0]!;
  const place = Buffer.from(seed).indexOf(Buffer.from([0x3a, 0, 0x10, 0, 0x55, 0x4c, 4, 0]));
  const bytes = seed.slice();
  new DataView(bytes.buffer).setUint32(place + 8, 0xffff_ffff, true);
  assert.match(
    refusal(bytes),
    /waveform data of multiplex group 1: got 12000 bytes, wanted 128849018850 bytes/,
  );
});

test("recognition never throws", () => {
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(60), fc.nat(300), (seed, length, from) => {
      bareEncoding(seed.subarray(from, from + length));
    }),
    { numRuns: 1000 },
  );
});
