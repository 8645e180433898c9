// Whatever the bytes, the decoder gives a sound Recording or throws a GemError of one line: nothing else, and soon.
// The seeds of mutation are the fixtures; single files of fixed width are in ../hostile-input.test.ts as well.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { bytesAsSource } from "../byte-source.ts";
import { decodeWfdb } from "./decode-wfdb.ts";
import { encodeFlac } from "./flac/encode-flac.fixture.ts";
import { readFlacStreamInfo } from "./flac/stream-info.ts";
import { parseWfdbHeader } from "./header.ts";
import { neededWfdbFiles } from "./needed-files.ts";
import { openWfdb } from "./open-wfdb.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/wfdb/", import.meta.url);
const MAX_MS = 5000;
const files = new Map(
  readdirSync(FIXTURES)
    .filter((name) => /\.(?:hea|dat|mat|xyz)$/.test(name))
    .map((name) => [name, new Uint8Array(readFileSync(new URL(name, FIXTURES)))]),
);
const records = [
  "flac508",
  "flac516",
  "flac524",
  "flacpair",
  "flacopposed",
  "flackinds",
  "fixed",
  "varying",
  "rates",
];

function soundOrRefused(decode: () => Recording): void {
  const started = performance.now();
  try {
    const recording = decode();
    for (const { leads, samplingRateHz } of [recording, ...(recording.otherSignals ?? [])]) {
      assert.ok(leads.length > 0 && samplingRateHz > 0);
      assert.equal(new Set(leads.map((lead) => lead.name)).size, leads.length);
      const length = leads[0]!.samplesMv.length;
      for (const { samplesMv } of leads) {
        assert.ok(samplesMv.length === length && length > 0);
        assert.ok(samplesMv.every((value) => Number.isFinite(value) || Number.isNaN(value)));
      }
    }
    assert.ok(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(recording.recordedAt ?? "2000-01-01T00"));
  } catch (error) {
    assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
    assert.doesNotMatch(error.message, /[\n\r]/);
  }
  assert.ok(performance.now() - started < MAX_MS);
}

/** Reads a record as a caller does: whatever file it asks for is there, or the last one of the fixtures is. */
function decodeRecord(text: string, change: (name: string, bytes: Uint8Array) => Uint8Array): Recording {
  const header = parseWfdbHeader(text, "r.hea");
  const held = new Map<string, Uint8Array>();
  const needed = () => neededWfdbFiles(header, { files: held, where: "r.hea" });
  for (let wanted = needed(); wanted.length > 0; wanted = needed()) {
    for (const name of wanted) held.set(name, change(name, files.get(name) ?? files.get("flac516.dat")!));
  }
  return decodeWfdb({ name: "r", header, files: held, sha256: "", where: "r.hea" });
}

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly insert: readonly number[];
}
const text = (value: string) => [...new TextEncoder().encode(value)];
const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.integer({ min: 0, max: 6 }),
    insert: fc.oneof(
      fc.array(fc.nat(255), { maxLength: 4 }),
      fc
        .constantFrom(
          "~",
          "0",
          "-1",
          "99999999",
          "x9",
          ":7",
          "+3",
          "\n",
          "/3",
          "516",
          "212",
          "varying_1",
          "/mmHg",
        )
        .map(text),
    ),
  }),
  { maxLength: 4 },
);

function edited(bytes: Uint8Array, changes: readonly Edit[]): Uint8Array {
  return changes.reduce((current, { at, drop, insert }) => {
    const position = Math.floor(at * current.length);
    return Uint8Array.from([
      ...current.subarray(0, position),
      ...insert,
      ...current.subarray(position + drop),
    ]);
  }, bytes);
}

test("mutated headers of FLAC, of segments and of several rates", () => {
  fc.assert(
    fc.property(fc.constantFrom(...records), edits, edits, (record, ofRecord, ofSegments) => {
      const header = new TextDecoder("latin1").decode(edited(files.get(`${record}.hea`)!, ofRecord));
      soundOrRefused(() =>
        decodeRecord(header, (name, bytes) => (name.endsWith(".hea") ? edited(bytes, ofSegments) : bytes)),
      );
    }),
    { numRuns: 2500 },
  );
});

test("mutated and truncated signal files", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...records),
      edits,
      fc.double({ min: 0, max: 2, noNaN: true }),
      (record, changes, cut) => {
        const header = new TextDecoder().decode(files.get(`${record}.hea`)!);
        const change = (name: string, bytes: Uint8Array) => {
          if (name.endsWith(".hea")) return bytes;
          const whole = edited(bytes, changes);
          return whole.subarray(0, Math.ceil(Math.min(1, cut) * whole.length));
        };
        soundOrRefused(() => decodeRecord(header, change));
      },
    ),
    { numRuns: 2500 },
  );
});

test("a FLAC file of a few bytes that promises the largest record", () => {
  const plan = {
    bitsPerSample: 16,
    channels: [Array(65_535).fill(3)],
    blockSize: 65_535,
    coding: "independent",
    subframe: { kind: "constant" },
    wastedBits: 0,
    parameter: null,
    method: 0,
    partitionOrder: 0,
    lengthKnown: false,
  } as const;
  const small = encodeFlac(plan);
  const { firstFrameByte } = readFlacStreamInfo(small, "r.dat");
  const frame = small.subarray(firstFrameByte);
  const bomb = new Uint8Array(firstFrameByte + 763 * frame.length);
  bomb.set(small.subarray(0, firstFrameByte));
  for (let i = 0; i < 763; i++) bomb.set(frame, firstFrameByte + i * frame.length);
  assert.ok(bomb.length < 12_000);
  const decode = (length: string, bytes: Uint8Array) => () =>
    decodeRecord(`r 1 500 ${length}\nr.dat 516 1000/mV 16 0 0 0 0 I`, () => bytes);
  soundOrRefused(() => {
    const recording = decode("5000000", bomb)();
    assert.equal(recording.leads[0]!.samplesMv.length, 5_000_000);
    return recording;
  });
  assert.throws(decode("", bomb), /samples in all: got 50003205/);
  assert.throws(decode("50003205", bomb), /samples in all: got 50003205/);
  assert.throws(decode("50000000", small), /samples of a signal: got at most \d+, wanted 50000000/);
});

test("streams of mutated headers", async () => {
  const headers = ["format8", "format212", "format310", "matlab4", "skew", "frames"].map(
    (name) => files.get(`${name}.hea`)!,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...headers),
      edits,
      fc.uint8Array({ maxLength: 800 }),
      async (seed, changes, data) => {
        try {
          const header = parseWfdbHeader(new TextDecoder("latin1").decode(edited(seed, changes)), "r.hea");
          const sources = new Map(header.signals.map(({ fileName }) => [fileName, bytesAsSource(data)]));
          const stream = openWfdb({ name: "r", header, sources, sha256: "", where: "r.hea" });
          let samples = 0;
          for await (const piece of stream.chunks({ chunkSamples: 50 })) samples += piece[0]!.length;
          assert.equal(samples, stream.head.sampleCount);
        } catch (error) {
          assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
        }
      },
    ),
    { numRuns: 1000 },
  );
});
