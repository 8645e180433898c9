// Expected values: what sentencepiece itself lists for the same file, and the wire format of protocol buffers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GemError } from "../../ecg/errors.ts";
import { goldenBytes } from "../golden.fixture.ts";
import { protoFields } from "./protocol-buffer.ts";
import { readSentencePieceModel } from "./sentencepiece-model.ts";

const SOUND = goldenBytes("checkpoint/tokenizer.model");

test("pieces, scores and kinds are those of the file", () => {
  const { pieces, unknownId, beginId, endId } = readSentencePieceModel(SOUND, "tokenizer.model");
  assert.equal(pieces.length, 500);
  assert.deepEqual(pieces[0], { text: "<unk>", score: 0, kind: "unknown" });
  assert.deepEqual(pieces[2], { text: "</s>", score: 0, kind: "control" });
  assert.deepEqual(pieces[258], { text: "<0xFF>", score: 0, kind: "byte" });
  assert.deepEqual(pieces[262], { text: "▁in", score: -3, kind: "normal" });
  assert.deepEqual(pieces[499], { text: "8", score: -240, kind: "normal" });
  assert.deepEqual({ unknownId, beginId, endId }, { unknownId: 0, beginId: 1, endId: 2 });
});

test("a file cut anywhere, or with any byte changed, is read or refused in one line", () => {
  const attempt = (bytes: Uint8Array) => {
    try {
      readSentencePieceModel(bytes, "tokenizer.model");
    } catch (error) {
      assert.ok(error instanceof GemError, String(error));
      assert.ok(!error.message.includes("\n"));
    }
  };
  for (let length = 0; length < SOUND.length; length += 97) attempt(SOUND.subarray(0, length));
  for (let at = 0; at < SOUND.length; at += 53) {
    const broken = SOUND.slice();
    broken[at] = broken[at]! ^ 0x85;
    attempt(broken);
  }
});

test("fields of every kind are read, and a length beyond the end is refused", () => {
  // 1: varint 300, 2: bytes "hi", 3: four bytes, 4: eight bytes
  const bytes = Uint8Array.of(8, 0xac, 2, 18, 2, 104, 105, 29, 1, 2, 3, 4, 33, 1, 2, 3, 4, 5, 6, 7, 8);
  assert.deepEqual(
    protoFields(bytes, "p").map(({ number, value, bytes }) => [number, value, bytes.length]),
    [
      [1, 300, 0],
      [2, 0, 2],
      [3, 0, 4],
      [4, 0, 8],
    ],
  );
  assert.throws(() => protoFields(Uint8Array.of(18, 200, 1, 0), "p"), /200 bytes, more than are left/);
  assert.throws(() => protoFields(Uint8Array.of(8, 128, 128), "p"), /without an end/);
  assert.throws(() => protoFields(Uint8Array.of(11), "p"), /kind 3/);
});
