// Whatever the bytes, the reader gives a sound Recording or throws a GemError of one line, and soon. The
// seeds of mutation are the fixtures, whose headers are text.
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { soundOrRefused } from "../sound-or-refused.fixture.ts";
import { decodeNpy } from "./decode-npy.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/npy/", import.meta.url);
const seeds = ["f4-samples-leads.npy", "f8-fortran.npy", "i4-big-endian-v2.npy", "u1-one.npy"].map(
  (file) => new Uint8Array(readFileSync(new URL(file, FIXTURES))),
);
const HEADER_BYTES = 128;

function attempt(bytes: Uint8Array, leadNames: string[] | undefined): void {
  const options = { samplingRateHz: 500, unit: "uV", leadNames };
  soundOrRefused(() => decodeNpy({ name: "x", bytes, sha256: "", where: "x.npy", options }));
}

const fragment = fc.oneof(
  fc.constantFrom(
    "'",
    "(",
    ")",
    ",",
    "-1",
    "1e9",
    "999999999999999",
    "0",
    "True",
    "'<f8'",
    "\\",
    "'|O'",
    "9L",
    "\n",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(HEADER_BYTES), fragment), { maxLength: 4 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.boolean(),
  )
  .map(([seed, edits, share, cut]) => {
    const bytes = seed.slice();
    for (const [at, text] of edits) bytes.set(Buffer.from(text, "latin1").subarray(0, bytes.length - at), at);
    return cut ? bytes.subarray(0, Math.floor(share * bytes.length)) : bytes;
  });
const names = fc.constantFrom(
  undefined,
  ["I"],
  ["a", "a", "__proto__"],
  Array.from({ length: 12 }, () => "V1"),
);

test("mutated headers, values that are cut off", () => {
  fc.assert(fc.property(mutated, names, attempt), { numRuns: 3000 });
});

test("random bytes behind the magic number", () => {
  const random = fc
    .uint8Array({ maxLength: 300, size: "max" })
    .map((rest) => new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, ...rest]));
  fc.assert(fc.property(random, names, attempt), { numRuns: 1000 });
});
