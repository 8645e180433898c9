// Whatever the document, the decoder gives a sound Recording or a GemError of one line, soon. Seeds: the fixtures.
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { mutatedText, swappedText } from "../mutated-text.fixture.ts";
import { soundOrRefused } from "../sound-or-refused.fixture.ts";
import { decodeSierra } from "./decode-sierra.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/sierra/", import.meta.url);
const names = ["xli-calibrated-1.03", "xli-14-leads-1.04.01", "plain-1.03", "base64-cabrera-1.04"];
const texts = names.map((name) => readFileSync(new URL(`${name}.xml`, FIXTURES), "latin1"));

function attempt(text: string): void {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  soundOrRefused(() => decodeSierra({ name: "r", bytes, sha256: "", where: "r.xml" }));
}

const FRAGMENTS = [
  "",
  " ",
  "0",
  "-1",
  "99999999999",
  "1e309",
  "NaN",
  '"',
  "<",
  "/>",
  "&#0;",
  "A",
  "////",
  "=",
  "XLI",
  "aVR",
];

test("documents with places overwritten, cut out or doubled", () => {
  fc.assert(
    fc.property(mutatedText(texts, FRAGMENTS), (text) => attempt(text)),
    { numRuns: 150 },
  );
});

test("documents whose attributes and small elements take other values", () => {
  const values = FRAGMENTS.map((fragment) => fragment.replace(/[<>&"]/g, ""));
  const places = /(?<==")[^"]{0,60}(?=")|(?<=>)[^<>]{1,60}(?=<)/g;
  const value = fc.oneof(...texts.map((text) => swappedText(text, places, values)));
  fc.assert(fc.property(value, attempt), { numRuns: 150 });
});

test("damaged Base64 inside sound XML reaches the decompressor", () => {
  const data = /(?<=bitspersample="16">)[^<]+(?=<)/;
  const damaged = fc
    .tuple(fc.constantFrom(...texts.slice(0, 2)), fc.nat(), fc.constantFrom("A", "/", "AAAA", "////", "g"))
    .map(([text, pick, insert]) =>
      text.replace(data, (body) => {
        const position = pick % body.length;
        return body.slice(0, position) + insert + body.slice(position + insert.length);
      }),
    );
  fc.assert(fc.property(damaged, attempt), { numRuns: 150 });
});

test("cut off anywhere, and random text", () => {
  const cut = fc.tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(cut, ([text, at]) => attempt(text.slice(0, Math.floor(at * text.length)))),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => attempt(`<restingecgdata>${text}</restingecgdata>`)),
    { numRuns: 200 },
  );
});
