// Expected values: the reference's tokenizer and sentencepiece itself (test/fixtures/golden/README.md); of byte-level
// tokenizers, worked out by hand from the merges below.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { goldenBytes, goldenJson, goldenTokenizer } from "../golden.fixture.ts";
import { createJsonTokenizer, createSentencePieceTokenizer } from "./create-tokenizer.ts";
import { tokensToText } from "./token-text.ts";

test("texts become the reference's ids, and ids its texts", () => {
  const tokenizer = goldenTokenizer();
  const { tokenizer_cases: cases } = goldenJson("expected/texts.json");
  assert.equal(cases.length, 7);
  for (const { text, ids, decoded } of cases) {
    assert.deepEqual(tokenizer.encode(text), ids);
    assert.equal(tokensToText(tokenizer, ids), decoded);
  }
});

test("ids are sentencepiece's: blanks, special tokens within, letters it has no piece for", () => {
  const tokenizer = goldenTokenizer();
  const { encoded } = goldenJson("expected/sentencepiece.json");
  assert.equal(encoded.length, 150);
  for (const [text, ids] of encoded) assert.deepEqual(tokenizer.encode(text), [1, ...ids], text);
});

test("texts are sentencepiece's: bytes that are no character, a character over several tokens", () => {
  const tokenizer = goldenTokenizer();
  const { decoded } = goldenJson("expected/sentencepiece.json");
  assert.equal(decoded.length, 100);
  for (const [ids, text] of decoded) assert.equal(tokensToText(tokenizer, ids), text);
});

test("a legacy tokenizer puts a space before each stretch between special tokens", () => {
  const tokenizer = createSentencePieceTokenizer(goldenBytes("checkpoint/tokenizer.model"), {
    config: {},
    where: "tokenizer.model",
  });
  // "Hello, ECG!" as the reference's, and again behind the end's token
  const hello = [446, 75, 447, 454, 310, 469, 434, 36];
  assert.deepEqual(tokenizer.encode("Hello, ECG!</s>Hello, ECG!"), [1, ...hello, 2, ...hello]);
  assert.deepEqual(tokenizer.encode(""), [1]);
});

test("the special tokens are those that the files name", () => {
  const { beginId, endId, padId, size, legacy } = goldenTokenizer();
  assert.deepEqual(
    { beginId, endId, padId, size, legacy },
    { beginId: 1, endId: 2, padId: 0, size: 500, legacy: false },
  );
});

const BYTE_LEVEL = {
  version: "1.0",
  added_tokens: [
    {
      id: 260,
      content: "<|im_end|>",
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    },
  ],
  normalizer: null,
  pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, use_regex: false },
  post_processor: null,
  decoder: { type: "ByteLevel" },
  model: {
    type: "BPE",
    // bytes in the order of the byte-level alphabet: "!" is 0, then the rest of ASCII, ...
    vocab: byteLevelVocabulary(),
    merges: ["E C", "EC G"],
  },
};

function byteLevelVocabulary(): Record<string, number> {
  const printable = [...Array(94).keys()].map((i) => 0x21 + i);
  printable.push(
    ...[...Array(12).keys()].map((i) => 0xa1 + i),
    ...[...Array(82).keys()].map((i) => 0xae + i),
  );
  const others = [...Array(256).keys()].filter((byte) => !printable.includes(byte));
  const characters = [
    ...printable.map((byte) => String.fromCodePoint(byte)),
    ...others.map((_, i) => String.fromCodePoint(0x100 + i)),
  ];
  return Object.fromEntries([...characters, "EC", "ECG"].map((text, id) => [text, id]));
}

test("a byte-level tokenizer.json: merges, special tokens, characters over several tokens", () => {
  const tokenizer = createJsonTokenizer(BYTE_LEVEL, {
    config: { eos_token: "<|im_end|>" },
    where: "tokenizer.json",
  });
  assert.equal(tokenizer.beginId, null);
  assert.equal(tokenizer.endId, 260);
  assert.deepEqual(tokenizer.encode("ECG!<|im_end|>"), [257, 0, 260]);
  const ids = tokenizer.encode(" é心");
  assert.equal(ids.length, 6);
  assert.equal(tokensToText(tokenizer, ids), " é心");
  // cut within the last character: one replacement for its beginning
  assert.equal(tokensToText(tokenizer, ids.slice(0, -1)), " é\ufffd");
});

test("what is no tokenizer is refused in one line", () => {
  const open = (bytes: Uint8Array) => createSentencePieceTokenizer(bytes, { config: {}, where: "t.model" });
  const sound = goldenBytes("checkpoint/tokenizer.model");
  assert.throws(() => open(sound.subarray(0, sound.length - 3)), FormatError);
  assert.throws(() => open(new Uint8Array(0)), /t\.model: pieces: got none/);
  assert.throws(() => open(new TextEncoder().encode("{}")), FormatError);
  assert.throws(() => createJsonTokenizer({}, { config: {}, where: "t.json" }), /t\.json: tokenizer/);
  assert.throws(() => createJsonTokenizer(null, { config: {}, where: "t.json" }), FormatError);
});

test("a sentencepiece model of another kind is refused, not misread", () => {
  // one piece "a", and a trainer's settings that say unigram (1)
  const bytes = Uint8Array.of(0x0a, 3, 0x0a, 1, 0x61, 0x12, 2, 0x18, 1);
  assert.throws(
    () => createSentencePieceTokenizer(bytes, { config: {}, where: "t.model" }),
    (error: Error) => error instanceof UnsupportedError && /type 1/.test(error.message),
  );
});
