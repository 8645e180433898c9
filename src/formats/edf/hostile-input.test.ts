// Whatever the bytes, whole read and stream give a sound Recording, the same one, or a GemError of one line: nothing
// else, and soon. The seeds of mutation are the fixtures.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { bytesAsSource } from "../byte-source.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { assertRefusal, orRefused, soundOrNull } from "../sound-or-refused.fixture.ts";
import { decodeEdf, readEdfAnnotations } from "./decode-edf.ts";
import { openEdf } from "./open-edf.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/edf/", import.meta.url);
const seeds = readdirSync(FIXTURES)
  .filter((name) => /\.[eb]df$/.test(name))
  .map((name) => new Uint8Array(readFileSync(new URL(name, FIXTURES))));
const MAX_MS = 5000;

async function attempt(bytes: Uint8Array): Promise<void> {
  const input = { name: "x", sha256: "", where: "x.edf", options: { unit: "uV", samplingRateHz: 500 } };
  const recording = soundOrNull(() => decodeEdf({ ...input, bytes }));
  orRefused(() => readEdfAnnotations({ bytes, where: "x.edf" }));
  const started = performance.now();
  const stream = await openEdf({ ...input, source: bytesAsSource(bytes) }).catch(assertRefusal);
  if (recording !== null) {
    const total = [recording, ...recording.otherSignals!]
      .map(({ leads }) => leads.length * leads[0]!.samplesMv.length)
      .reduce((a, b) => a + b);
    assert.ok(total <= MAX_TOTAL_SAMPLES);
    assert.ok(stream !== null, "the stream reads what the whole reader reads");
    assert.deepEqual(stream.head.recordedAt, recording.recordedAt);
    let at = 0;
    for await (const chunk of stream.chunks({ sampleCount: 300, chunkSamples: 128 })) {
      chunk.forEach((piece, index) => {
        assert.deepEqual(piece, recording.leads[index]!.samplesMv.slice(at, at + piece.length));
      });
      at += chunk[0]!.length;
    }
    assert.equal(at, Math.min(300, stream.head.sampleCount));
  }
  assert.ok(performance.now() - started < MAX_MS);
}

const fieldTexts = [
  "",
  "-1",
  "0",
  "1",
  "2",
  "99999999",
  "1e999",
  "-1e308",
  "NaN",
  "0.0001",
  "1e-9",
  "0,5",
  "EDF+D",
  "\0",
  "\n",
];
const patches = fc.oneof(
  fc.constantFrom(...fieldTexts).map((text) => new TextEncoder().encode(text.padEnd(8))),
  fc
    .constantFrom("+0\x14\x14\0", "+9\x14\x14", "-9999999\x14\x14", "\x14\x14\x14", "+1\x151e9\x14a\x14")
    .map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
);
/** Eight-character fields and annotation lists lie on multiples of 4, mostly. */
const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), inHeader: fc.boolean(), patch: patches }),
  { maxLength: 5 },
);
const mutated = fc
  .tuple(fc.constantFrom(...seeds), edits, fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }))
  .map(([seed, changes, keep]) => {
    const bytes = seed.slice();
    for (const { at, inHeader, patch } of changes) {
      const reach = inHeader
        ? 256 * (1 + Number(String.fromCharCode(...seed.subarray(252, 256))))
        : seed.length;
      const position = Math.floor((at * reach) / 4) * 4;
      bytes.set(patch.subarray(0, Math.max(0, bytes.length - position)), position);
    }
    return bytes.subarray(0, keep === null ? bytes.length : Math.floor(keep * bytes.length));
  });

test("mutated files", async () => {
  await fc.assert(fc.asyncProperty(mutated, attempt), { numRuns: 1500 });
});

test("truncation at any byte of the header, and of the first records", async () => {
  const seed = new Uint8Array(readFileSync(new URL("gaps.edf", FIXTURES)));
  for (let length = 0; length < seed.length; length += length < 1280 ? 1 : 61) {
    await attempt(seed.subarray(0, length));
  }
});

test("random bytes behind a true beginning", async () => {
  const bytes = fc.uint8Array({ maxLength: 3000, size: "max" });
  const beginnings = fc.constantFrom(...seeds.map((seed) => seed.subarray(0, 256)), seeds[0]!.subarray(0, 8));
  await fc.assert(
    fc.asyncProperty(beginnings, bytes, (beginning, rest) => attempt(Uint8Array.of(...beginning, ...rest))),
    { numRuns: 500 },
  );
});

test("a header full of empty annotation texts ends soon", async () => {
  const seed = seeds.find((bytes) => bytes.length < 1200)!;
  const bytes = new Uint8Array(20_000_000).fill(0x14);
  bytes.set(seed.subarray(0, 512));
  bytes.set(new TextEncoder().encode("9999000 "), 256 + 216);
  for (let at = 512; at + 60_000 < bytes.length; at += 60_000) bytes.set([0, 0x2b, 0x30], at);
  await attempt(bytes);
});
