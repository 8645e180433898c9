// Whatever the bytes, the decoder gives a sound Recording or throws a GemError of one line: nothing else, and soon.
// The seeds of mutation are the fixtures, cut short so that a run is quick.
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { DecodeOptions } from "../decode-input.ts";
import { mutatedText } from "../mutated-text.fixture.ts";
import { soundOrRefused } from "../sound-or-refused.fixture.ts";
import { decodeJson } from "./decode-json.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/json/", import.meta.url);
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

function attempt(bytes: Uint8Array, options?: DecodeOptions): void {
  soundOrRefused(() => decodeJson({ name: "x", bytes, sha256: "", where: "x.json", options }));
}

const encode = (text: string) => new TextEncoder().encode(text);
const FRAGMENTS = [
  ...["", "[", "]", "{", "}", ",", '"', "null", "NaN", "1e999", "-1e300", "true"],
  ...['"__proto__":', '"uV"', '"fs":0,'],
];

test("mutated texts", () => {
  const options = fc.constantFrom(undefined, {
    samplingRateHz: 500,
    unit: "uV",
    leadNames: ["I", "II", "V1"],
  });
  fc.assert(
    fc.property(mutatedText(seeds, FRAGMENTS), options, (text, given) => attempt(encode(text), given)),
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
      attempt(encode(JSON.stringify(value)), given),
    ),
    { numRuns: 4000 },
  );
});

test("random bytes, and seeds cut off at any byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => attempt(bytes)),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(2000), (text, length) =>
      attempt(encode(text).subarray(0, length), OPTIONS),
    ),
    { numRuns: 500 },
  );
});

test("what is long takes no time", () => {
  const zeros = `[${"0,".repeat(2_000_000)}0]`;
  attempt(encode(`{"fs":500,"leads":{"I":${zeros}}}`));
  attempt(encode(`[${'"x",'.repeat(1_000_000)}0]`));
  attempt(encode(`{"fs":500,"unit":"mV","I":[0],"a":${`[${'"x",'.repeat(1_000_000)}0]`}}`));
  attempt(encode(`{${Array.from({ length: 49_000 }, (_, i) => `"k${i}":"v"`).join()},"fs":500,"I":[0]}`));
  attempt(encode(`{"fs":500,"leads":{${Array.from({ length: 50_000 }, (_, i) => `"L${i}":[0]`).join()}}}`));
  attempt(encode(`"${'\\"'.repeat(1_000_000)}`));
  attempt(encode(`{"fs":500,"I":[0],"a":[${Array.from({ length: 2_100_000 }, (_, i) => `"${i}"`).join()}]}`));
});
