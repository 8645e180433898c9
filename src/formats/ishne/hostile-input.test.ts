// Whatever the bytes, reader, stream and annotation reader give sound data or a GemError of one line, soon. The seeds
// of mutation are the fixtures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError } from "../../ecg/errors.ts";
import { bytesAsSource } from "../byte-source.ts";
import { decodeIshne } from "./decode-ishne.ts";
import { decodeIshneAnnotations } from "./decode-ishne-annotations.ts";
import { HEADER_BYTES } from "./header.ts";
import { openIshne } from "./open-ishne.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/ishne/", import.meta.url);
const names = ["three-leads.ecg", "twelve-leads.ecg", "three-leads.ann"];
const files = names.map((name) => new Uint8Array(readFileSync(new URL(name, FIXTURES))));
const MAX_MS = 5000;

async function soundOrRefused(bytes: Uint8Array): Promise<void> {
  const started = performance.now();
  const attempt = async (read: () => void | Promise<void>) => {
    try {
      await read();
    } catch (error) {
      assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
      assert.ok(!/[\n\r]/.test(error.message), "one line");
    }
  };
  await attempt(() => {
    const { leads, samplingRateHz } = decodeIshne({ name: "r", bytes, sha256: "", where: "r" });
    assert.ok(leads.length > 0 && samplingRateHz > 0);
    assert.equal(new Set(leads.map((lead) => lead.name)).size, leads.length);
    assertSound(leads.map((lead) => lead.samplesMv));
  });
  await attempt(async () => {
    const stream = await openIshne({ name: "r", source: bytesAsSource(bytes), sha256: "", where: "r" });
    for await (const piece of stream.chunks({ chunkSamples: 100 })) assertSound(piece);
  });
  await attempt(() => {
    const beats = decodeIshneAnnotations({ bytes, samplingRateHz: 200, where: "r" });
    assert.ok(beats.every(({ timeMs, code }) => timeMs >= 0 && code.length === 1));
  });
  assert.ok(performance.now() - started < MAX_MS);
}

function assertSound(samples: readonly Float64Array[]): void {
  const length = samples[0]!.length;
  for (const values of samples) {
    assert.ok(values.length === length && length > 0);
    assert.ok(values.every((value) => Number.isFinite(value) || Number.isNaN(value)));
  }
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
      await soundOrRefused(cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length)));
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
      await soundOrRefused(Uint8Array.from([...new TextEncoder().encode(magic), ...data]));
    }),
    { numRuns: 500 },
  );
});
