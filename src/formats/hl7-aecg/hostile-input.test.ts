// Whatever the bytes, a sound Recording or a GemError of one line, and soon. The seeds of mutation are the
// synthetic fixtures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { mutatedText, swappedText } from "../mutated-text.fixture.ts";
import { orRefused, soundOrNull } from "../sound-or-refused.fixture.ts";
import { decodeAecg } from "./decode-aecg.ts";
import { parseDigits } from "./digits.ts";
import { parseTimestamp } from "./timestamp.ts";
import { writeAecg } from "./write-aecg.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/hl7-aecg/", import.meta.url);
const rich = readFileSync(new URL("rich.xml", FIXTURES), "utf8");
const single = readFileSync(new URL("single.xml", FIXTURES), "utf16le");

function attempt(bytes: Uint8Array): void {
  const recording = soundOrNull(() => decodeAecg({ name: "x", bytes, sha256: "", where: "x.xml" }));
  if (recording !== null) orRefused(() => writeAecg(recording));
}

const FRAGMENTS = [
  ...["", " ", "0", "-1", "1e309", "NaN", "<", "</", "/>", "&amp;", "&#x110000;", '"', "mV", "unit", "ms"],
  ...["99999999999", "<!-- ", "<![CDATA[", "TIME_ABSOLUTE", "series", "<digits>1</digits>", "value="],
];
/** Of attributes, so that the XML stays well-formed. */
const PLACES = /(?<=(?:value|unit|code|xsi:type)=")[^"]*(?=")/g;
const VALUES = ["", "0", "-0.002", "1e15", "1e-15", "999", "uV", "V", "2", "20010304050607", "NaN", "II"];

// short, so that an edit hits structure and not one of thousands of digits
const short = (text: string) => text.replace(/(<digits>\s*(?:\S+\s+){5})[^<]*/g, "$1");
const seeds = [short(rich), short(single).replace("UTF-16", "UTF-8")];
const encode = (text: string) => new TextEncoder().encode(text);

for (const [index, seed] of seeds.entries()) {
  test(`values swapped in seed ${index}`, () => {
    fc.assert(
      fc.property(swappedText(seed, PLACES, VALUES), (text) => attempt(encode(text))),
      { numRuns: 200 },
    );
  });
  test(`edits of seed ${index}`, () => {
    fc.assert(
      fc.property(mutatedText([seed], FRAGMENTS), (text) => attempt(encode(text))),
      { numRuns: 200 },
    );
  });
}

test("cut off anywhere, and random bytes", () => {
  const whole = encode(seeds[0]!);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (end) => attempt(whole.subarray(0, end))),
    { numRuns: 80 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), attempt), { numRuns: 200 });
});

test("many sets, many leads and many marks take no time", () => {
  const lead =
    '<component><sequence><code code="I"/><value><scale value="1" unit="uV"/><digits>1 2</digits></value></sequence></component>';
  const time =
    '<component><sequence><code code="TIME_RELATIVE"/><value><increment value="2" unit="ms"/></value></sequence></component>';
  const wrap = (inside: string) =>
    encode(`<AnnotatedECG><component><series>${inside}</series></component></AnnotatedECG>`);
  attempt(wrap(`<component><sequenceSet>${time}${lead}</sequenceSet></component>`.repeat(3000)));
  attempt(wrap(`<component><sequenceSet>${time}${lead.repeat(256)}</sequenceSet></component>`));
  assert.throws(
    () =>
      decodeAecg({
        name: "x",
        bytes: wrap(`<component><sequenceSet>${time}${lead.repeat(257)}</sequenceSet></component>`),
        sha256: "",
        where: "x",
      }),
    /257 leads, wanted at most 256/,
  );
  const mark =
    '<component><annotation><code code="N"/><support><supportingROI><component><boundary><code code="TIME_RELATIVE"/><value value="1" unit="s"/></boundary></component></supportingROI></support></annotation></component>';
  attempt(
    wrap(
      `<component><sequenceSet>${time}${lead}</sequenceSet></component><subjectOf><annotationSet>${mark.repeat(3000)}</annotationSet></subjectOf>`,
    ),
  );
});

test("more samples than may be held are refused before they are stored", () => {
  assert.throws(
    () => parseDigits("1 ".repeat(1000), { where: "x", field: "lead I", maxCount: 999 }),
    /samples of lead I: got 1000, wanted at most 999/,
  );
});

test("timestamps that are none", () => {
  for (const text of [
    "",
    "x",
    "2001",
    "20010230",
    "20011301",
    "2001030425",
    "200103040",
    "20010304050607.",
    "1".repeat(80),
  ]) {
    const time = parseTimestamp(text);
    assert.ok(time === null || text === "2001", text);
  }
});
