// Whatever the bytes, a sound Recording or a GemError of one line, and soon. The seeds of mutation are the
// fixtures, with their samples shortened so that an edit hits structure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError } from "../../ecg/errors.ts";
import { decodeBase64 } from "./base64.ts";
import { decodeMuse } from "./decode-muse.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/muse/", import.meta.url);
const seeds = ["eight-leads.xml", "odd.xml"].map((name) =>
  readFileSync(new URL(name, FIXTURES), "latin1").replace(/(<WaveFormData>\s*[\w+/]{16})[^<]*/g, "$1"),
);
const MAX_MS = 5000;

function soundOrRefused(bytes: Uint8Array): void {
  const started = performance.now();
  try {
    const recording = decodeMuse({ name: "x", bytes, sha256: "", where: "x.xml" });
    for (const { leads, samplingRateHz } of [recording, ...(recording.otherSignals ?? [])]) {
      assert.ok(leads.length > 0 && samplingRateHz > 0);
      assert.equal(new Set(leads.map((lead) => lead.name)).size, leads.length);
      for (const { samplesMv } of leads) {
        assert.ok(samplesMv.length === leads[0]!.samplesMv.length && samplesMv.length > 0);
        assert.ok(
          samplesMv.every((value) => Math.abs(value) < Number.POSITIVE_INFINITY || Number.isNaN(value)),
        );
      }
    }
  } catch (error) {
    assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
    assert.ok(!/[\n\r]/.test(error.message), "one line");
  }
  assert.ok(performance.now() - started < MAX_MS);
}

const encode = (text: string) => Buffer.from(text, "latin1");
const position = fc.double({ min: 0, max: 1, noNaN: true });

const edits = fc.array(
  fc.record({
    at: position,
    drop: fc.integer({ min: 0, max: 8 }),
    insert: fc.oneof(
      fc.constantFrom(
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
      ),
      fc.string({ maxLength: 6 }),
    ),
  }),
  { maxLength: 4 },
);
const texts = fc.array(
  fc.record({
    at: position,
    value: fc.constantFrom(
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
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

for (const [index, seed] of seeds.entries()) {
  test(`edits of seed ${index}`, () => {
    fc.assert(
      fc.property(edits, (changes) => {
        const text = changes.reduce((current, { at, drop, insert }) => {
          const place = Math.floor(at * current.length);
          return current.slice(0, place) + insert + current.slice(place + drop);
        }, seed);
        soundOrRefused(encode(text));
      }),
      { numRuns: 200 },
    );
  });

  test(`texts swapped in seed ${index}`, () => {
    const places = [...seed.matchAll(/(?<=>)[^<>]+(?=<\/)/g)];
    fc.assert(
      fc.property(texts, (swaps) => {
        const chosen = new Map(swaps.map(({ at, value }) => [Math.floor(at * (places.length - 1)), value]));
        const text = [...chosen]
          .sort((a, b) => b[0] - a[0])
          .reduce((current, [which, value]) => {
            const place = places[which]!;
            return current.slice(0, place.index) + value + current.slice(place.index + place[0].length);
          }, seed);
        soundOrRefused(encode(text));
      }),
      { numRuns: 300 },
    );
  });
}

test("cut off anywhere, and random bytes", () => {
  const whole = encode(seeds[0]!);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (end) => soundOrRefused(whole.subarray(0, end))),
    { numRuns: 100 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), soundOrRefused), { numRuns: 200 });
});

test("more bytes than may be held are refused before they are decoded", () => {
  assert.throws(
    () => decodeBase64("A".repeat(4000), { where: "x", field: "samples", maxBytes: 100 }),
    /got 3000 bytes, wanted at most 100/,
  );
});
