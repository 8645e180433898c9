// Whatever the bytes, a sound Recording or a GemError of one line, and soon. The seeds of mutation are the
// fixtures, with their samples shortened so that an edit hits structure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { decodeBase64 } from "../base64.ts";
import { mutatedText, swappedText } from "../mutated-text.fixture.ts";
import { soundOrRefused } from "../sound-or-refused.fixture.ts";
import { decodeMuse } from "./decode-muse.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/muse/", import.meta.url);
const seeds = ["eight-leads.xml", "odd.xml"].map((name) =>
  readFileSync(new URL(name, FIXTURES), "latin1").replace(/(<WaveFormData>\s*[\w+/]{16})[^<]*/g, "$1"),
);

function attempt(bytes: Uint8Array): void {
  soundOrRefused(() => decodeMuse({ name: "x", bytes, sha256: "", where: "x.xml" }));
}

const encode = (text: string) => Buffer.from(text, "latin1");
const FRAGMENTS = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "<",
  "</",
  "/>",
  "&#233;",
  "<![CDATA[",
  "<Waveform>",
  "99999999",
];
const VALUES = [
  "",
  "0",
  "-1",
  "2",
  "1e9",
  "1e99",
  "NaN",
  "TRUE",
  "I",
  "V",
  "AQACAA==",
  "AQA",
  "x".repeat(99),
];

for (const [index, seed] of seeds.entries()) {
  test(`edits of seed ${index}`, () => {
    fc.assert(
      fc.property(mutatedText([seed], FRAGMENTS), (text) => attempt(encode(text))),
      { numRuns: 200 },
    );
  });

  test(`texts swapped in seed ${index}`, () => {
    fc.assert(
      fc.property(swappedText(seed, /(?<=>)[^<>]+(?=<\/)/g, VALUES), (text) => attempt(encode(text))),
      { numRuns: 300 },
    );
  });
}

test("cut off anywhere, and random bytes", () => {
  const whole = encode(seeds[0]!);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (end) => attempt(whole.subarray(0, end))),
    { numRuns: 100 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), attempt), { numRuns: 200 });
});

test("more bytes than may be held are refused before they are decoded", () => {
  assert.throws(
    () => decodeBase64("A".repeat(4000), { where: "x", field: "samples", maxBytes: 100 }),
    /got 3000 bytes, wanted at most 100/,
  );
});
