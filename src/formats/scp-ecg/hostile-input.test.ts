// Whatever the bytes, a sound Recording or a GemError of one line, and soon. The seeds are the fixtures.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { soundOrRefused } from "../sound-or-refused.fixture.ts";
import { looksLikeScpEcg } from "./looks-like-scp-ecg.ts";
import { decodeBytes, fixtureBytes, sectionPlace } from "./scp-ecg-fixtures.fixture.ts";

const names = [
  "default-second",
  "plain-first",
  "version3-custom",
  "staggered",
  "subtracted",
  "bimodal4",
  "bimodal2-plain",
  "decimated",
];
const seeds = names.map(fixtureBytes);

function attempt(bytes: Uint8Array): void {
  soundOrRefused(() => decodeBytes(bytes));
}

const seed = fc.constantFrom(...seeds);
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("records cut off anywhere", () => {
  fc.assert(
    fc.property(seed, place, (bytes, at) => attempt(bytes.slice(0, Math.floor(at * bytes.length)))),
    { numRuns: 800 },
  );
});

test("records with flipped and overwritten bytes", () => {
  const edit = fc.record({
    at: place,
    // the first quarter of most seeds is headers, tags, leads and zones
    isEarly: fc.boolean(),
    values: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.constantFrom([0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 127], [1, 0]),
    ),
  });
  fc.assert(
    fc.property(seed, fc.array(edit, { minLength: 1, maxLength: 6 }), (bytes, edits) => {
      const copy = bytes.slice();
      for (const { at, isEarly, values } of edits) {
        const position = Math.floor(at * (isEarly ? 500 : copy.length - 4));
        copy.set(values, Math.min(position, copy.length - 4));
      }
      attempt(copy);
    }),
    { numRuns: 2000 },
  );
});

test("absurd fields in the sections that hold the signal", () => {
  const field = fc.record({
    id: fc.constantFrom(2, 3, 4, 5, 6),
    at: fc.nat({ max: 60 }),
    value: fc.constantFrom(0, 1, 4, 255, 19999, 65535, 0x7fffffff, 0xfffffff0, 0xffffffff),
    width: fc.constantFrom(1, 2, 4),
  });
  fc.assert(
    fc.property(seed, fc.array(field, { minLength: 1, maxLength: 4 }), (bytes, fields) => {
      const copy = bytes.slice();
      for (const { id, at, value, width } of fields) {
        const { start, length } = sectionPlace(copy, id);
        if (length < 16 + at + 4) continue;
        const view = new DataView(copy.buffer, start + 16);
        if (width === 1) view.setUint8(at, value);
        else if (width === 2) view.setUint16(at, value, true);
        else view.setUint32(at, value, true);
      }
      attempt(copy);
    }),
    { numRuns: 1500 },
  );
});

test("random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000, size: "max" }), (bytes) => {
      assert.equal(typeof looksLikeScpEcg(bytes), "boolean");
      attempt(bytes);
    }),
    { numRuns: 500 },
  );
});

test("a codebook of nothing but switches ends with the bytes", () => {
  const bytes = fixtureBytes("version3-custom");
  const { start } = sectionPlace(bytes, 2);
  const view = new DataView(bytes.buffer, start + 16);
  // both codes of one bit switch to table 1
  for (const [code, prefix] of [
    [0, 0],
    [1, 1],
  ] as const) {
    view.setUint8(4 + 9 * code, 1);
    view.setUint8(4 + 9 * code + 1, 1);
    view.setUint8(4 + 9 * code + 2, 0);
    view.setInt16(4 + 9 * code + 3, 1, true);
    view.setUint32(4 + 9 * code + 5, prefix, true);
  }
  assert.throws(() => decodeBytes(bytes), /samples of lead 1: got 0, wanted 600/);
});

test("zones that cover everything again and again are refused", () => {
  // 600 zones over 1600 samples and a reference beat of 300: 180,000 samples, far more than two recordings
  const bytes = fixtureBytes("subtracted");
  const { start, pointer } = sectionPlace(bytes, 4);
  const zones = 600;
  const section = new Uint8Array(16 + 6 + 14 * zones);
  section.set(bytes.subarray(start, start + 16 + 6));
  const view = new DataView(section.buffer);
  view.setUint32(4, section.length, true);
  view.setUint16(20, zones, true);
  for (let zone = 0; zone < zones; zone++) {
    view.setUint32(22 + 14 * zone + 2, 1, true);
    view.setUint32(22 + 14 * zone + 6, 200, true);
    view.setUint32(22 + 14 * zone + 10, 1600, true);
  }
  const longer = new Uint8Array(bytes.length + section.length);
  longer.set(bytes);
  longer.set(section, bytes.length);
  const record = new DataView(longer.buffer);
  record.setUint32(pointer + 2, section.length, true);
  record.setUint32(pointer + 6, bytes.length + 1, true);
  assert.throws(() => decodeBytes(longer), /subtraction zones in section 4: got 180000 samples together/);
});
