// Whatever the bytes, reader, stream and annotation reader give sound data or a GemError of one line, soon. The seeds
// of mutation are the fixtures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { bytesAsSource } from "../byte-source.ts";
import { assertRefusal, assertSoundSamples, orRefused, soundOrRefused } from "../sound-or-refused.fixture.ts";
import { decodeIshne } from "./decode-ishne.ts";
import { decodeIshneAnnotations } from "./decode-ishne-annotations.ts";
import { HEADER_BYTES } from "./header.ts";
import { openIshne } from "./open-ishne.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/ishne/", import.meta.url);
const names = ["three-leads.ecg", "twelve-leads.ecg", "three-leads.ann"];
const files = names.map((name) => new Uint8Array(readFileSync(new URL(name, FIXTURES))));

async function attempt(bytes: Uint8Array): Promise<void> {
  soundOrRefused(() => decodeIshne({ name: "r", bytes, sha256: "", where: "r" }));
  const stream = await openIshne({ name: "r", source: bytesAsSource(bytes), sha256: "", where: "r" }).catch(
    assertRefusal,
  );
  for await (const piece of stream?.chunks({ chunkSamples: 100 }) ?? []) {
    assertSoundSamples(piece.map((samplesMv) => ({ samplesMv })));
  }
  const beats = orRefused(() => decodeIshneAnnotations({ bytes, samplingRateHz: 200, where: "r" }));
  assert.ok(beats?.every(({ timeMs, code }) => timeMs >= 0 && code.length === 1) ?? true);
}

test("header fields overwritten, file cut off anywhere", async () => {
  const edit = fc.record({ offset: fc.nat(HEADER_BYTES + 28), value: fc.integer({ min: 0, max: 0xffff }) });
  const input = fc.tuple(
    fc.constantFrom(...files),
    fc.array(edit, { maxLength: 5 }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  );
  await fc.assert(
    fc.asyncProperty(input, async ([file, edits, cut]) => {
      const bytes = file.slice();
      for (const { offset, value } of edits) new DataView(bytes.buffer).setUint16(offset, value, true);
      await attempt(cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length)));
    }),
    { numRuns: 1500 },
  );
});

test("random bytes, bare and behind each magic number", async () => {
  const input = fc.tuple(
    fc.constantFrom("", "ISHNE1.0", "ANN  1.0"),
    fc.uint8Array({ maxLength: 2000, size: "max" }),
  );
  await fc.assert(
    fc.asyncProperty(input, async ([magic, data]) => {
      await attempt(Uint8Array.from([...new TextEncoder().encode(magic), ...data]));
    }),
    { numRuns: 500 },
  );
});
