import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonPieces, jsonText } from "./json-text.ts";

test("what could steer a terminal is escaped, and the value stays the same", () => {
  // ESC, CSI as one character, right-to-left override, line separator, a tag character beyond the BMP
  const value = { "\u009b31m": ["\u001b[2J\u202e\u2028", "\u{e0041}", "µV – ≥ 😀", 'a "quoted"\nline'] };
  for (const indent of [undefined, 1]) {
    const text = jsonText(value, indent);
    assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    assert.deepEqual(JSON.parse(text), value);
    assert.ok(text.includes("µV – ≥ 😀"), "readable characters stay readable");
  }
});

test("pieces make the same text, of long lists too", () => {
  const long = {
    none: undefined,
    beats: Array.from({ length: 1203 }, (_, index) => ({ index, at: [index] })),
  };
  const empty = { list: new Array(600).fill(undefined), o: {} };
  fc.assert(
    fc.property(
      fc.oneof(fc.object(), fc.constant(long), fc.constant(empty)),
      fc.constantFrom(0, 1, 3),
      (value, indent) => {
        const pieces = [...jsonPieces(value, indent)];
        assert.equal(pieces.join(""), jsonText(value, indent));
      },
    ),
  );
  assert.ok(Math.max(...[...jsonPieces(long)].map((piece) => piece.length)) < jsonText(long).length / 2);
});
