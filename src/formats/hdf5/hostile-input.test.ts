// Whatever the bytes, the reader gives a sound Recording or throws a GemError of one line, and soon. The
// seeds of mutation are the fixtures; addresses and lengths are what a hostile HDF5 file lies about.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { soundOrRefusedLater } from "../sound-or-refused.fixture.ts";
import { decodeHdf5, listHdf5Exams } from "./decode-hdf5.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/hdf5/", import.meta.url);
const seeds = [
  "contiguous.h5",
  "latest.h5",
  "edges.h5",
  "lzf.h5",
  "compact.h5",
  "tree.h5",
  "misordered.hdf5",
].map((file) => new Uint8Array(readFileSync(new URL(file, FIXTURES))));
const STRUCTURE_BYTES = 4096;

async function attempt(bytes: Uint8Array): Promise<void> {
  const options = { samplingRateHz: 500, unit: "uV" };
  const input = { name: "x", bytes, sha256: "", where: "x.h5", options };
  await soundOrRefusedLater(async () => {
    const exams = await listHdf5Exams(input);
    return decodeHdf5(input, exams[0] ?? "none");
  });
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom(
      [0xff],
      [0xff, 0xff],
      [0xff, 0xff, 0xff, 0xff],
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0x80],
      [96, 0, 0, 0, 0, 0, 0, 0],
    ),
  ),
});

/** A fixture with up to four places overwritten, most of them before the values. */
const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([seed, edits, anywhere]) => {
    const bytes = seed.slice();
    const span = anywhere ? bytes.length : Math.min(STRUCTURE_BYTES, bytes.length);
    for (const { at, bytes: overwrite } of edits) {
      const position = Math.floor(at * span);
      bytes.set(Array.from(overwrite).slice(0, bytes.length - position), position);
    }
    return bytes;
  });

test("overwritten addresses, lengths and values", async () => {
  await fc.assert(fc.asyncProperty(mutated, attempt), { numRuns: 3000 });
});

test("files that end early", async () => {
  const cut = fc
    .tuple(fc.constantFrom(...seeds), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([seed, share]) => seed.subarray(0, Math.floor(share * seed.length)));
  await fc.assert(fc.asyncProperty(cut, attempt), { numRuns: 500 });
});

test("a chunk tree whose nodes are their own children ends", async () => {
  const bytes = seeds[5]!.slice();
  const view = new DataView(bytes.buffer);
  // tree.h5: every chunk node becomes a level 7 node whose children are all the first of them
  const nodes: number[] = [];
  for (let at = 0; at + 24 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x45455254 && bytes[at + 4] === 1) nodes.push(at);
  }
  assert.ok(nodes.length > 1);
  for (const node of nodes) {
    bytes[node + 5] = 7;
    for (let child = 0; child < 64; child++) {
      const at = node + 24 + child * 48 + 40;
      if (at + 8 <= bytes.length) view.setBigUint64(at, BigInt(nodes[0]!), true);
    }
  }
  const options = { samplingRateHz: 500, unit: "uV", leadNames: ["a", "b", "c", "d"] };
  const input = { name: "x", bytes, sha256: "", where: "x.h5", options };
  await assert.rejects(decodeHdf5(input, "5"), /a node again|a node of level 7/);
});

test("values of one byte are counted as the doubles that they become", async () => {
  const bytes = seeds[5]!.slice();
  const view = new DataView(bytes.buffer);
  // tree.h5 has 300 x 12 x 4 bytes; 1 x 99 million x 4 of them are within the limit of bytes and eight times beyond in memory
  const shapeAt = Array.from({ length: bytes.length - 24 }, (_, at) => at).filter((at) =>
    [300n, 12n, 4n].every((size, index) => view.getBigUint64(at + 8 * index, true) === size),
  );
  assert.ok(shapeAt.length > 0);
  for (const at of shapeAt) {
    view.setBigUint64(at, 1n, true);
    view.setBigUint64(at + 8, 99_000_000n, true);
  }
  const options = { samplingRateHz: 500, unit: "uV", leadNames: ["a", "b", "c", "d"] };
  const input = { name: "x", bytes, sha256: "", where: "x.h5", options };
  await assert.rejects(decodeHdf5(input, "0"), /got 396000000 values of 1 bytes/);
});
