// Truth: test/fixtures/formats/wfdb/expected-annotations.json, which the wfdb Python package read from marks.*; and words
// built by hand by annot(5): code * 1024 + samples since the annotation before.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError, UnsupportedError } from "../../../ecg/errors.ts";
import { decodeWfdbAnnotations } from "./decode-annotations.ts";
import { recordingAnnotations } from "./recording-annotations.ts";

const FIXTURES = new URL("../../../../test/fixtures/formats/wfdb/", import.meta.url);
const expected: Record<string, Record<string, unknown>> = JSON.parse(
  readFileSync(new URL("expected-annotations.json", FIXTURES), "utf8"),
);

for (const [name, wanted] of Object.entries(expected)) {
  test(`${name} equals what the wfdb package reads`, () => {
    const { annotations, samplingRateHz } = decodeWfdbAnnotations(
      readFileSync(new URL(name, FIXTURES)),
      name,
    );
    const fields = ["sample", "mnemonic", "subtype", "channel", "num", "aux"] as const;
    const columns = fields.map((field) => [field, annotations.map((annotation) => annotation[field])]);
    assert.deepEqual({ samplingRateHz, ...Object.fromEntries(columns) }, wanted);
  });
}

const word = (code: number, low: number) => code * 1024 + low;
function bytesOf(...words: number[]): Uint8Array {
  return Uint8Array.from(words.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));
}

test("an interval of 32 bits goes back, too; channel and num stay, subtype and text do not", () => {
  const bytes = bytesOf(
    ...[word(1, 100), word(61, 255), word(62, 3), word(60, 254), word(63, 1), 0x41],
    ...[word(59, 0), 0xffff, 0xfff6, word(5, 0)], // 10 samples back
    ...[word(0, 5), word(50, 1)], // no annotation, but five samples; then a code without mnemonic
    0,
  );
  const { annotations } = decodeWfdbAnnotations(bytes, "x.atr");
  assert.deepEqual(
    annotations.map((a) => [a.sample, a.mnemonic, a.subtype, a.channel, a.num, a.aux]),
    [
      [100, "N", -1, 3, -2, "A"],
      [90, "V", 0, 3, -2, ""],
      [96, "[50]", 0, 3, -2, ""],
    ],
  );
});

test("times are in the file's own rate where it tells one; the extension may name the lead", () => {
  const file = decodeWfdbAnnotations(bytesOf(word(1, 50), word(63, 3), 0x4e28, 0, word(40, 50), 0), "1.avr");
  assert.deepEqual(recordingAnnotations(file, { samplingRateHz: 500, extension: "avr" }), [
    { timeMs: 100, durationMs: 0, lead: "aVR", code: "N", text: "(N" },
    { timeMs: 200, durationMs: 0, lead: "aVR", code: ")", text: null },
  ]);
  const own = recordingAnnotations(
    { ...file, samplingRateHz: 1000 },
    { samplingRateHz: 500, extension: "atr" },
  );
  assert.deepEqual(
    own.map(({ timeMs, lead }) => [timeMs, lead]),
    [
      [50, null],
      [100, null],
    ],
  );
});

test("the AHA format is named and refused", () => {
  const entry = [0, "N".charCodeAt(0), 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const bytes = Uint8Array.from([...entry, ...entry]);
  assert.throws(
    () => decodeWfdbAnnotations(bytes, "a.atr"),
    (error) => {
      assert.ok(error instanceof UnsupportedError);
      assert.match(error.message, /a.atr is an annotation file in the AHA format/);
      return true;
    },
  );
});

test("whatever the bytes, annotations in finite places or one line", () => {
  const seeds = Object.keys(expected).map((name) => new Uint8Array(readFileSync(new URL(name, FIXTURES))));
  const damaged = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      fc.nat(600),
    )
    .map(([seed, edits, cut]) => {
      const bytes = Uint8Array.from(seed);
      for (const [at, value] of edits) bytes[at % bytes.length] = value;
      return bytes.subarray(0, cut < 300 ? bytes.length : cut);
    });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 })), (bytes) => {
      try {
        const { annotations, samplingRateHz } = decodeWfdbAnnotations(bytes, "x.atr");
        assert.ok(samplingRateHz === null || samplingRateHz > 0);
        assert.ok(
          annotations.every(({ sample, mnemonic }) => Number.isSafeInteger(sample) && mnemonic !== ""),
        );
      } catch (error) {
        assert.ok(error instanceof GemError, String(error));
        assert.doesNotMatch(error.message, /[\r\n]/);
      }
    }),
    { numRuns: 1000 },
  );
});
