// Whatever the bytes, the decoder gives a sound Recording or throws a GemError of one line: nothing else, and soon.
// The seeds of mutation are the fixtures, cut short so that a run is quick.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeJson } from "./decode-json.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/json/", import.meta.url);
const MAX_MS = 5000;
const SAMPLES_KEPT = 12;

/** The fixture with its long arrays cut, so that edits hit more than samples. */
function seed(name: string): string {
  const text = readFileSync(new URL(`${name}.json`, FIXTURES), "utf8").replaceAll("NaN", "null");
  return JSON.stringify(JSON.parse(text), (_, value) =>
    Array.isArray(value) ? value.slice(0, SAMPLES_KEPT) : value,
  );
}
const seeds = [
  ...["lead-map", "lead-list", "matrix-columns", "matrix-rows", "rows", "root-map"].map(seed),
  '{"format":"gem-recording","version":1,"samplingRateHz":500,"unit":"mV","leads":{"I":[0,null]},"otherSignals":[{"kind":"median","samplingRateHz":500,"startMs":0,"leads":{"I":[1]}}],"annotations":[{"timeMs":1,"code":"N"}],"identity":[{"category":"staff","field":"f","value":"v"}]}',
];

function soundLeads(leads: readonly Lead[]): void {
  assert.ok(leads.length > 0);
  assert.equal(new Set(leads.map((lead) => lead.name)).size, leads.length);
  const length = leads[0]!.samplesMv.length;
  for (const { samplesMv } of leads) {
    assert.ok(samplesMv.length === length && length > 0);
    assert.ok(samplesMv.every((value) => Number.isFinite(value) || Number.isNaN(value)));
  }
}

function soundOrRefused(bytes: Uint8Array, options?: DecodeOptions): void {
  const started = performance.now();
  try {
    const recording = decodeJson({ name: "x", bytes, sha256: "", where: "x.json", options });
    assert.ok(recording.samplingRateHz > 0);
    soundLeads(recording.leads);
    for (const group of recording.otherSignals ?? []) soundLeads(group.leads);
  } catch (error) {
    assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
    assert.ok(!/[\n\r]/.test(error.message), "one line");
  }
  assert.ok(performance.now() - started < MAX_MS);
}

const encode = (text: string) => new TextEncoder().encode(text);
const fragments = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      "[",
      "]",
      "{",
      "}",
      ",",
      '"',
      "null",
      "NaN",
      "1e999",
      "-1e300",
      "true",
      '"__proto__":',
      '"uV"',
      '"fs":0,',
    ],
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.integer({ min: 0, max: 8 }),
    insert: fragments,
  }),
  { maxLength: 4 },
);

test("mutated texts", () => {
  const options = fc.constantFrom(undefined, {
    samplingRateHz: 500,
    unit: "uV",
    leadNames: ["I", "II", "V1"],
  });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), edits, options, (text, changes, given) => {
      const mutated = changes.reduce((current, { at, drop, insert }) => {
        const position = Math.floor(at * current.length);
        return current.slice(0, position) + insert + current.slice(position + drop);
      }, text);
      soundOrRefused(encode(mutated), given);
    }),
    { numRuns: 3000 },
  );
});

const OPTIONS = { samplingRateHz: 500, unit: "mV", leadNames: ["I", "II"] };
const KEYS =
  "leads data fs unit units sig_name channels I II V1 name samples patient age sex time_ms format version date".split(
    " ",
  );

test("well-formed documents with the right keys and anything under them", () => {
  const { document } = fc.letrec<{ document: unknown }>((tie) => ({
    document: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(
        0,
        1.5,
        -2,
        1e308,
        null,
        true,
        "I",
        "mV",
        "uV",
        "500 Hz",
        "NaN",
        "gem-recording",
        "2020-01-01",
      ),
      fc.array(tie("document"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie("document"), { maxKeys: 6 }),
      fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: 1, maxLength: 5 }),
    ),
  }));
  fc.assert(
    fc.property(document, fc.constantFrom(undefined, OPTIONS), (value, given) =>
      soundOrRefused(encode(JSON.stringify(value)), given),
    ),
    { numRuns: 4000 },
  );
});

test("random bytes, and seeds cut off at any byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => soundOrRefused(bytes)),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(2000), (text, length) =>
      soundOrRefused(encode(text).subarray(0, length), OPTIONS),
    ),
    { numRuns: 500 },
  );
});

test("what is long takes no time", () => {
  const zeros = `[${"0,".repeat(2_000_000)}0]`;
  soundOrRefused(encode(`{"fs":500,"leads":{"I":${zeros}}}`));
  soundOrRefused(encode(`[${'"x",'.repeat(1_000_000)}0]`));
  soundOrRefused(encode(`{"fs":500,"unit":"mV","I":[0],"a":${`[${'"x",'.repeat(1_000_000)}0]`}}`));
  soundOrRefused(
    encode(`{${Array.from({ length: 49_000 }, (_, i) => `"k${i}":"v"`).join()},"fs":500,"I":[0]}`),
  );
  soundOrRefused(
    encode(`{"fs":500,"leads":{${Array.from({ length: 50_000 }, (_, i) => `"L${i}":[0]`).join()}}}`),
  );
  soundOrRefused(encode(`"${'\\"'.repeat(1_000_000)}`));
});
