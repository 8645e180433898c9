// Truth: what `decodeWfdb` reads from the same bytes at once.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { FileAccessError, FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { type ByteSource, bytesAsSource } from "../byte-source.ts";
import type { RecordingStream } from "../recording-stream.ts";
import { decodeWfdb } from "./decode-wfdb.ts";
import { parseWfdbHeader } from "./header.ts";
import { openWfdb } from "./open-wfdb.ts";
import { signalFileNames } from "./signal-files.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/wfdb/", import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, FIXTURES)));

function open(text: string, files: ReadonlyMap<string, Uint8Array>): RecordingStream {
  const sources = new Map(
    [...files].map(([name, bytes]): [string, ByteSource] => [name, bytesAsSource(bytes)]),
  );
  return openWfdb({ name: "r", header: parseWfdbHeader(text, "r.hea"), sources, sha256: "", where: "r.hea" });
}

function decode(text: string, files: ReadonlyMap<string, Uint8Array>) {
  return decodeWfdb({ name: "r", header: parseWfdbHeader(text, "r.hea"), files, sha256: "", where: "r.hea" });
}

interface Asked {
  fromSample?: number;
  sampleCount?: number;
  chunkSamples?: number;
}

/** The pieces of each lead in one, and how long they were. */
async function joined(
  stream: RecordingStream,
  range: Asked,
): Promise<{ leads: number[][]; lengths: number[] }> {
  const leads: number[][] = stream.head.leadNames.map(() => []);
  const lengths: number[] = [];
  for await (const piece of stream.chunks(range)) {
    lengths.push(piece[0]!.length);
    for (const [index, samplesMv] of piece.entries()) leads[index]!.push(...samplesMv);
  }
  return { leads, lengths };
}

const streamed = readdirSync(FIXTURES)
  .filter((name) => /^(?:format|matlab|twofiles|skew|frames)\w*\.hea$/.test(name))
  .map((name) => {
    const text = readFileSync(new URL(name, FIXTURES), "latin1");
    const names = signalFileNames(parseWfdbHeader(text, name));
    return { name, text, files: new Map(names.map((file) => [file, fixture(file)])) };
  });

const ranges = fc.record(
  {
    fromSample: fc.nat(110),
    sampleCount: fc.nat(110),
    chunkSamples: fc.integer({ min: 1, max: 40 }),
  },
  { requiredKeys: [] },
);

for (const { name, text, files } of streamed) {
  test(`${name} in pieces is bit for bit what it is at once`, async () => {
    const whole = decode(text, files);
    const stream = open(text, files);
    const { leads, otherSignals, ...rest } = whole;
    const { leadNames, sampleCount, ...head } = stream.head;
    assert.deepEqual(head, rest);
    assert.equal(otherSignals, undefined);
    assert.deepEqual(
      leadNames,
      leads.map((lead) => lead.name),
    );
    await fc.assert(
      fc.asyncProperty(ranges, async (range) => {
        const from = Math.min(range.fromSample ?? 0, sampleCount);
        const end = Math.min(from + (range.sampleCount ?? sampleCount), sampleCount);
        const { leads: pieces, lengths } = await joined(stream, range);
        leads.forEach(({ samplesMv }, index) => {
          assert.deepEqual(pieces[index], [...samplesMv.subarray(from, end)]);
        });
        assert.ok(lengths.slice(0, -1).every((length) => length === range.chunkSamples));
      }),
      { numRuns: 60 },
    );
  });
}

test("skewed leads of every format and frame, differences among them", async () => {
  const bytes = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) >> 3);
  for (const format of [8, 16, 24, 32, 61, 80, 160, 212, 310, 311]) {
    for (const width of [1, 3]) {
      const lines = [0, 5, 2, 200].map((skew, i) => `r.dat ${format}x${width}:${skew}+3 20(${i})/mV 16 0 9`);
      const text = `r 4 100 50\n${lines.join("\n")}`;
      const files = new Map([["r.dat", bytes]]);
      const whole = decode(text, files).leads.map(({ samplesMv }) => [...samplesMv]);
      for (const chunkSamples of [1, 7, 1000])
        assert.deepEqual((await joined(open(text, files), { chunkSamples })).leads, whole);
      const from = await joined(open(text, files), { fromSample: 41, chunkSamples: 10 });
      assert.deepEqual(
        from.leads,
        whole.map((lead) => lead.slice(41)),
      );
    }
  }
});

test("no more is read than the piece needs", async () => {
  const bytes = new Uint8Array(2 * 2 * 100_000);
  const read: number[] = [];
  const source: ByteSource = {
    byteLength: bytes.length,
    read: async (offset, length) => {
      read.push(length);
      return bytes.subarray(offset, offset + length);
    },
  };
  const header = parseWfdbHeader("r 2 500 100000\nr.dat 16\nr.dat 16", "r.hea");
  const stream = openWfdb({
    name: "r",
    header,
    sources: new Map([["r.dat", source]]),
    sha256: "",
    where: "r.hea",
  });
  for await (const piece of stream.chunks({ chunkSamples: 1000, sampleCount: 5000 }))
    assert.equal(piece.length, 2);
  assert.deepEqual(read, Array(5).fill(4000));
});

const refused: [
  string,
  string,
  typeof FormatError | typeof UnsupportedError | typeof FileAccessError,
  RegExp,
][] = [
  ["segments", "r/1 1 500 5\na 5", UnsupportedError, /has segments: it can only be read whole/],
  ["FLAC", "r 1 500 5\nr.dat 516", UnsupportedError, /is FLAC/],
  ["several rates", "r 2 500 2\nr.dat 16\nr.dat 16x2", UnsupportedError, /several rates/],
  ["no voltage", "r 1 500 2\nr.dat 16 1/bpm", UnsupportedError, /no voltage/],
  ["a missing file", "r 1 500 2\nelse.dat 16", FileAccessError, /"else.dat" is missing/],
  ["a short file", "r 1 500 11\nr.dat 16", FormatError, /samples a signal: got 10, wanted 11/],
];
for (const [what, text, type, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => open(text, new Map([["r.dat", new Uint8Array(20)]])),
      (error) => {
        assert.ok(error instanceof type, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("a MATLAB file that is none is refused with its first piece", async () => {
  const stream = open("r 1 500 2\nr.mat 16+24", new Map([["r.mat", new Uint8Array(40)]]));
  await assert.rejects(joined(stream, {}), FormatError);
});
