// Expected values: UTF-8 by hand ("é" is c3 a9, "心" e5 bf 83), and that pieces joined are the whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { createTokenText, type TokenBytes, tokensToText } from "./token-text.ts";

const part = (...bytes: number[]): TokenBytes => ({
  bytes: Uint8Array.from(bytes),
  isPart: true,
  isSpecial: false,
});
const word = (text: string): TokenBytes => ({
  bytes: new TextEncoder().encode(text),
  isPart: false,
  isSpecial: false,
});
const special: TokenBytes = { bytes: new Uint8Array(0), isPart: false, isSpecial: true };

const vocabulary = [special, word(" ST"), part(0xc3), part(0xa9), part(0xe5, 0xbf), part(0x83), part(0x20)];
const tokenBytes = (id: number) => vocabulary[id];
const llama = { tokenBytes, decoding: { dropsFirstSpace: true, replaces: "each byte" } as const };
const qwen = { tokenBytes, decoding: { dropsFirstSpace: false, replaces: "each beginning" } as const };

test("a character comes when its last byte has", () => {
  const text = createTokenText(llama);
  assert.deepEqual(
    [1, 2, 3, 4, 5, 0].map((id) => text.push(id)),
    ["ST", "", "é", "", "心", ""],
  );
  assert.equal(text.end(), "");
});

test("a word ends a character that was begun", () => {
  assert.equal(tokensToText(llama, [4, 1]), "\ufffd\ufffd ST");
  assert.equal(tokensToText(qwen, [4, 1]), "\ufffd ST");
});

test("a character that is never finished comes at the end", () => {
  assert.equal(tokensToText(llama, [4]), "\ufffd\ufffd");
  assert.equal(tokensToText(qwen, [4]), "\ufffd");
});

test("the first word's space goes, a byte that is one stays", () => {
  assert.equal(tokensToText(llama, [0, 1, 1]), "ST ST");
  assert.equal(tokensToText(llama, [6, 1]), "  ST");
  assert.equal(tokensToText(qwen, [1]), " ST");
});

test("bytes that can begin nothing come at once", () => {
  const text = createTokenText(llama);
  assert.equal(text.push(3), "\ufffd");
  assert.equal(text.push(2) + text.push(2), "\ufffd");
});

test("an id that is none is refused", () => {
  assert.throws(() => tokensToText(llama, [7]), UsageError);
  assert.throws(() => tokensToText(llama, [-200]), /token id -200/);
});
