// Whatever the document, the decoder gives a sound Recording or a GemError of one line, soon. Seeds: the fixtures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { GemError } from "../../ecg/errors.ts";
import type { Lead } from "../../ecg/recording.ts";
import { decodeSierra } from "./decode-sierra.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/sierra/", import.meta.url);
const names = ["xli-calibrated-1.03", "xli-14-leads-1.04.01", "plain-1.03", "base64-cabrera-1.04"];
const texts = names.map((name) => readFileSync(new URL(`${name}.xml`, FIXTURES), "latin1"));
const MAX_MS = 5000;

function assertSoundLeads(leads: readonly Lead[]): void {
  assert.ok(leads.length > 0);
  assert.equal(new Set(leads.map((lead) => lead.name)).size, leads.length);
  const { length } = leads[0]!.samplesMv;
  for (const { samplesMv } of leads) {
    assert.ok(samplesMv.length === length && length > 0);
    assert.ok(samplesMv.every((value) => Number.isFinite(value) || Number.isNaN(value)));
  }
}

function soundOrRefused(text: string): void {
  const started = performance.now();
  try {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const recording = decodeSierra({ name: "r", bytes, sha256: "", where: "r.xml" });
    assert.ok(recording.samplingRateHz > 0);
    assertSoundLeads(recording.leads);
    for (const group of recording.otherSignals ?? []) assertSoundLeads(group.leads);
    assert.ok(recording.source.warnings.every((warning) => !/[\n\r]/.test(warning)));
  } catch (error) {
    assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
    assert.ok(!/[\n\r]/.test(error.message), "one line");
  }
  assert.ok(performance.now() - started < MAX_MS);
}

const fragments = fc.oneof(
  fc.constantFrom(
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
  ),
  fc.string({ maxLength: 4 }),
);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 8 }),
  insert: fragments,
});
function edited(text: string, edits: readonly { at: number; drop: number; insert: string }[]): string {
  return edits.reduce((current, { at, drop, insert }) => {
    const position = Math.floor(at * current.length);
    return current.slice(0, position) + insert + current.slice(position + drop);
  }, text);
}

test("documents with places overwritten, cut out or doubled", () => {
  const input = fc.tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 4 }));
  fc.assert(
    fc.property(input, ([text, edits]) => soundOrRefused(edited(text, edits))),
    { numRuns: 150 },
  );
});

test("documents whose attributes and small elements take other values", () => {
  const value = fc.tuple(fc.constantFrom(...texts), fc.nat(), fragments).map(([text, pick, insert]) => {
    const places = [...text.matchAll(/(?<==")[^"]{0,60}(?=")|(?<=>)[^<>]{1,60}(?=<)/g)];
    const place = places[pick % places.length]!;
    const safe = insert.replace(/[<>&"]/g, "");
    return text.slice(0, place.index) + safe + text.slice(place.index + place[0].length);
  });
  fc.assert(fc.property(value, soundOrRefused), { numRuns: 150 });
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
  fc.assert(fc.property(damaged, soundOrRefused), { numRuns: 150 });
});

test("cut off anywhere, and random text", () => {
  const cut = fc.tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(cut, ([text, at]) => soundOrRefused(text.slice(0, Math.floor(at * text.length)))),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) =>
      soundOrRefused(`<restingecgdata>${text}</restingecgdata>`),
    ),
    { numRuns: 200 },
  );
});
