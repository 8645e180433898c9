// What has no preamble is recognised by its first elements; nothing else may be.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { bareEncoding, looksLikeBareDicom } from "./bare-dicom.ts";
import { fixtureBytes } from "./dicom.fixture.ts";

/** The data set behind the meta information, whose length stands in its first element. */
function dataSetOf(name: string): Uint8Array {
  const bytes = fixtureBytes(name);
  return bytes.subarray(144 + new DataView(bytes.buffer).getUint32(140, true));
}

test("each encoding is told, with meta information and without", () => {
  assert.equal(bareEncoding(fixtureBytes("general.dcm").subarray(132)), "meta");
  assert.equal(bareEncoding(dataSetOf("general.dcm")), "explicit");
  assert.equal(bareEncoding(dataSetOf("implicit.dcm")), "implicit");
  assert.equal(bareEncoding(dataSetOf("big-endian.dcm")), "big endian");
  assert.equal(bareEncoding(dataSetOf("ecgtoolkit-example.dcm")), "implicit");
  for (const cut of [128, 132]) {
    assert.ok(looksLikeBareDicom(fixtureBytes("implicit.dcm").subarray(cut, 2000)));
  }
});

test("no other fixture of the project looks like it, nor do random bytes", () => {
  const folder = new URL("../../../test/fixtures/formats/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith(".dcm"),
  );
  assert.ok(files.length > 10);
  for (const { parentPath, name } of files) {
    assert.equal(looksLikeBareDicom(readFileSync(`${parentPath}/${name}`)), false, name);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200, size: "max" }), (bytes) =>
      assert.ok(!looksLikeBareDicom(bytes)),
    ),
    { numRuns: 2000 },
  );
});
