// Whatever is broken, the breakage must be one: other bytes than before, and the same in every run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { breakBytes } from "./break-bytes.ts";
import { structureBreak } from "./break-structure.ts";
import { breakFile } from "./hostile-files.ts";
import { randomNumbers } from "./random-numbers.ts";

const FIXTURES = fileURLToPath(new URL("../../../test/fixtures/formats/", import.meta.url));
/** One of each format whose structure is known. */
const files = [
  "dicom/general.dcm",
  "scp-ecg/ecgtoolkit-example.scp",
  "edf/twelve.edf",
  "ishne/three-leads.ecg",
  "zip/plain.zip",
  "hdf5/contiguous.h5",
  "fhir/bundle.json",
  "muse/eight-leads.xml",
  "npy/f4-samples-leads.npy",
];

for (const path of files) {
  test(`${path} is broken, and read or refused`, async () => {
    const bytes = new Uint8Array(readFileSync(FIXTURES + path));
    const ofStructure = structureBreak(bytes);
    assert.ok(ofStructure !== null);
    for (const breakIt of [ofStructure, breakBytes]) {
      const versions = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => breakIt(bytes, randomNumbers(seed)));
      assert.deepEqual(breakIt(bytes, randomNumbers(3)), versions[2]);
      assert.ok(versions.some((version) => Buffer.compare(version, bytes) !== 0));
    }
    const result = await breakFile(FIXTURES, { path, beside: [], runs: 20, seed: 1 });
    assert.deepEqual(result.faults, []);
    assert.equal(result.read + result.refused, 20);
  });
}

test("what has no structure that is known is broken byte by byte", () => {
  assert.equal(structureBreak(new Uint8Array(1000)), null);
});
