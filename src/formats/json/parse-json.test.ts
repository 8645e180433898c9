// Expected values are those written in the texts here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../ecg/errors.ts";
import { jsonMember, jsonNumber, jsonText, parseJson } from "./parse-json.ts";

function parse(text: string) {
  return parseJson(new TextEncoder().encode(text), "x.json");
}

test("a byte order mark, UTF-16 and a bare NaN", () => {
  assert.deepEqual(parse('\ufeff{"a": 1}'), { a: 1 });
  const utf16 = new Uint8Array(Buffer.from('\ufeff{"\u00b5": [NaN, -1, NaN]}', "utf16le"));
  assert.deepEqual(parseJson(utf16, "x.json"), { "\u00b5": [null, -1, null] });
  assert.deepEqual(parse('["NaN", "\\"NaN", "\\\\", NaN]'), ["NaN", '"NaN', "\\", null]);
  assert.throws(() => parse("[Infinity]"), FormatError);
  assert.throws(() => parse("[xNaN]"), FormatError);
});

test("brackets and commas inside strings are no nesting", () => {
  const text = `${"[".repeat(100)}\\"${"{,".repeat(100)}`;
  assert.deepEqual(parse(JSON.stringify([text])), [text]);
  assert.throws(() => parse(`${"[".repeat(65)}${"]".repeat(65)}`), /nesting/);
  assert.ok(parse(`${"[".repeat(64)}${"]".repeat(64)}`));
});

test("a message has the place and nothing of the text", () => {
  assert.throws(() => parse('{"name": "Maria" "x"}'), /^FormatError: x\.json, character 17: JSON that/);
  assert.throws(() => parseJson(Uint8Array.of(0, 1, 2), "x.json"), /control characters/);
});

test("more objects than a recording has are refused before they are made", () => {
  const started = performance.now();
  assert.throws(() => parse(`[${"{},".repeat(1_000_001)}0]`), /at most 1000000 objects and arrays/);
  assert.throws(() => parse(`[${"NaN,".repeat(5_000_001)}0]`), /at most 5000000 NaN/);
  const members = Array.from({ length: 50_001 }, (_, i) => `"${i}":0`).join();
  assert.throws(() => parse(`{"a":{${members}}}`), /object: got more, wanted at most 50000 members/);
  assert.ok(performance.now() - started < 5000);
});

test("members are a document's own, of the type that is asked for", () => {
  const document = parse('{"a": {"b": " x "}, "n": "5", "__proto__": {"c": 1}}');
  assert.equal(jsonText(jsonMember(document, "a", "b")), "x");
  assert.equal(jsonNumber(jsonMember(document, "n")), null);
  assert.equal(jsonMember(document, "constructor"), undefined);
  assert.equal(jsonMember(document, "c"), undefined);
  assert.equal(jsonMember(document, "__proto__", "c"), 1);
});
