// Whatever the bytes, the decoder gives a sound Recording or throws a GemError of one line: nothing else, and soon.
// The seeds of mutation are the fixtures, their samples cut short so that edits hit more than those.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeFhir } from "./decode-fhir.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/fhir/", import.meta.url);
const MAX_MS = 5000;
const CHARACTERS_KEPT = 30;
const OPTIONS = { samplingRateHz: 500, unit: "uV", leadNames: ["I", "II", "V2"] };

function seed(name: string): string {
  const document = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8"));
  return JSON.stringify(document, (key, value) =>
    key === "data" ? value.slice(0, CHARACTERS_KEPT).replace(/ [^ ]*$/, "") : value,
  );
}
const seeds = ["r4-twelve-leads", "r5-microvolts", "interleaved", "bundle", "report", "batches"].map(seed);

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
    const recording = decodeFhir({ name: "x", bytes, sha256: "", where: "x.json", options });
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
      " ",
      "0",
      "-1",
      "1e999",
      "99999999999",
      "NaN",
      "null",
      "E",
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      '"dimensions":3,',
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

test("mutated texts, and texts cut off at any byte", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      edits,
      fc.constantFrom(undefined, OPTIONS),
      (text, changes, options) => {
        const mutated = changes.reduce((current, { at, drop, insert }) => {
          const position = Math.floor(at * current.length);
          return current.slice(0, position) + insert + current.slice(position + drop);
        }, text);
        soundOrRefused(encode(mutated), options);
      },
    ),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(4000), (text, length) =>
      soundOrRefused(encode(text).subarray(0, length)),
    ),
    { numRuns: 500 },
  );
});

test("well-formed documents with any value in the place of any member", () => {
  const anything = fc.oneof(
    fc.constantFrom(0, -1, 0.5, 1e300, null, true, "", "E", "1 2 3", "mV", "ms", "2020-01-01", [], {}, [[]]),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(400), anything, (text, place, replacement) => {
      let count = 0;
      const changed = JSON.parse(text, (_, value) => (count++ % 400 === place ? replacement : value));
      soundOrRefused(encode(JSON.stringify(changed)), OPTIONS);
    }),
    { numRuns: 3000 },
  );
});

test("what is long takes no time", () => {
  const ecg = (data: string) =>
    `{"resourceType":"Observation","component":[{"code":{"text":"II"},"valueSampledData":{"origin":{"value":0,"unit":"mV"},"period":2,"dimensions":1,"data":"${data}"}}]}`;
  soundOrRefused(encode(ecg("1 ".repeat(2_000_000))));
  soundOrRefused(encode(ecg(" ".repeat(4_000_000))));
  soundOrRefused(encode(ecg("1".repeat(4_000_000))));
  soundOrRefused(encode(ecg(`1${"\\n".repeat(100)} `.repeat(20_000))));
  const many = (resource: string, times: number) =>
    `{"resourceType":"Bundle","entry":[${`{"resource":${resource}},`.repeat(times)}{"resource":${ecg("1 2")}}]}`;
  soundOrRefused(encode(many('{"resourceType":"Observation","subject":{"reference":"Patient/1"}}', 50_000)));
  soundOrRefused(encode(many('{"resourceType":"Patient","name":[{"text":"a"}]}', 50_000)));
  soundOrRefused(encode(many(ecg("1"), 300)));
});
