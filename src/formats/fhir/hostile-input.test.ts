// Whatever the bytes, the decoder gives a sound Recording or throws a GemError of one line: nothing else, and soon.
// The seeds of mutation are the fixtures, their samples cut short so that edits hit more than those.
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { DecodeOptions } from "../decode-input.ts";
import { mutatedText } from "../mutated-text.fixture.ts";
import { soundOrRefused } from "../sound-or-refused.fixture.ts";
import { decodeFhir } from "./decode-fhir.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/fhir/", import.meta.url);
const CHARACTERS_KEPT = 30;
const OPTIONS = { samplingRateHz: 500, unit: "uV", leadNames: ["I", "II", "V2"] };

function seed(name: string): string {
  const document = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8"));
  return JSON.stringify(document, (key, value) =>
    key === "data" ? value.slice(0, CHARACTERS_KEPT).replace(/ [^ ]*$/, "") : value,
  );
}
const seeds = ["r4-twelve-leads", "r5-microvolts", "interleaved", "bundle", "report", "batches"].map(seed);

function attempt(bytes: Uint8Array, options?: DecodeOptions): void {
  soundOrRefused(() => decodeFhir({ name: "x", bytes, sha256: "", where: "x.json", options }));
}

const encode = (text: string) => new TextEncoder().encode(text);
const FRAGMENTS = [
  ...["", " ", "0", "-1", "1e999", "99999999999", "NaN", "null", "E", '"', "{", "}", "[", "]", ","],
  '"dimensions":3,',
];

test("mutated texts, and texts cut off at any byte", () => {
  fc.assert(
    fc.property(mutatedText(seeds, FRAGMENTS), fc.constantFrom(undefined, OPTIONS), (text, options) =>
      attempt(encode(text), options),
    ),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(4000), (text, length) =>
      attempt(encode(text).subarray(0, length)),
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
      attempt(encode(JSON.stringify(changed)), OPTIONS);
    }),
    { numRuns: 3000 },
  );
});

test("what is long takes no time", () => {
  const ecg = (data: string) =>
    `{"resourceType":"Observation","component":[{"code":{"text":"II"},"valueSampledData":{"origin":{"value":0,"unit":"mV"},"period":2,"dimensions":1,"data":"${data}"}}]}`;
  attempt(encode(ecg("1 ".repeat(2_000_000))));
  attempt(encode(ecg(" ".repeat(4_000_000))));
  attempt(encode(ecg("1".repeat(4_000_000))));
  attempt(encode(ecg(`1${"\\n".repeat(100)} `.repeat(20_000))));
  const many = (resource: string, times: number) =>
    `{"resourceType":"Bundle","entry":[${`{"resource":${resource}},`.repeat(times)}{"resource":${ecg("1 2")}}]}`;
  attempt(encode(many('{"resourceType":"Observation","subject":{"reference":"Patient/1"}}', 50_000)));
  attempt(encode(many('{"resourceType":"Patient","name":[{"text":"a"}]}', 50_000)));
  attempt(encode(many(ecg("1"), 300)));
});
