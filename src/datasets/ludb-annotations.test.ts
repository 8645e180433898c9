// Bytes built by hand from the description of the MIT annotation format (annot(5) of the WFDB documentation): each
// 16-bit little-endian word is code * 1024 + samples since the last mark; codes "(" 39, ")" 40, "p" 24, "N" 1, "t" 27.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../ecg/errors.ts";
import { decodeLudbAnnotations } from "./ludb-annotations.ts";

const ON = 39;
const OFF = 40;
const P = 24;
const N = 1;
const T = 27;

function bytesOf(...words: number[]): Uint8Array {
  return Uint8Array.from(words.flatMap((word) => [word & 0xff, word >> 8]));
}

const mark = (code: number, interval: number): number => code * 1024 + interval;

test("brackets and peak make a wave; intervals add up", () => {
  const bytes = bytesOf(
    ...[mark(ON, 100), mark(P, 20), mark(OFF, 25)],
    ...[mark(ON, 30), mark(N, 18), mark(OFF, 22)],
    ...[mark(ON, 60), mark(T, 50), mark(OFF, 40)],
    0,
  );
  assert.deepEqual(decodeLudbAnnotations(bytes, "1.ii"), {
    p: [[100, 120, 145]],
    qrs: [[175, 193, 215]],
    t: [[275, 325, 365]],
  });
});

test("an end whose bracket is missing is null, and a bracket serves its own wave only", () => {
  const bytes = bytesOf(
    ...[mark(N, 50), mark(OFF, 10)],
    ...[mark(T, 100)],
    ...[mark(ON, 200), mark(P, 20)],
    ...[mark(ON, 40), mark(N, 10), mark(OFF, 10)],
    0,
  );
  assert.deepEqual(decodeLudbAnnotations(bytes, "1.ii"), {
    p: [[360, 380, null]],
    qrs: [
      [null, 50, 60],
      [420, 430, 440],
    ],
    t: [[null, 160, null]],
  });
});

test("SKIP carries a long interval, high half first; AUX, NUM, SUB and CHN take no time", () => {
  const bytes = bytesOf(
    ...[mark(59, 0), 1, 2], // SKIP 1 * 65536 + 2 samples
    mark(N, 3),
    ...[mark(60, 1), mark(61, 2), mark(62, 3)],
    ...[mark(63, 3), 0x4141, 0x0041], // AUX: three bytes of text, padded to four
    mark(T, 7),
    0,
  );
  const { qrs, t } = decodeLudbAnnotations(bytes, "1.ii");
  assert.deepEqual(qrs, [[null, 65541, null]]);
  assert.deepEqual(t, [[null, 65548, null]]);
});

test("a file that ends early or holds another database's codes is refused by name", () => {
  const refused: [Uint8Array, RegExp][] = [
    [new Uint8Array(), /1\.ii, byte 0: annotations: got the end of the file, wanted a closing zero word/],
    [bytesOf(mark(N, 50)), /closing zero word/],
    [Uint8Array.of(1), /closing zero word/],
    [bytesOf(mark(59, 0), 1), /SKIP: got the end of the file, wanted its four bytes/],
    [bytesOf(mark(63, 900), 0), /closing zero word/],
    [bytesOf(mark(5, 50), 0), /1\.ii: mark 1: got annotation code 5/],
  ];
  for (const [bytes, message] of refused) {
    assert.throws(
      () => decodeLudbAnnotations(bytes, "1.ii"),
      (error) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, message);
        return true;
      },
    );
  }
});
