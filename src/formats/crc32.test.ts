import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 as zlibCrc32 } from "node:zlib";
import { crc32 } from "./crc32.ts";

test("the check value of CRC-32/ISO-HDLC", () => {
  // The catalogue's check: the nine digits (reveng.sourceforge.io/crc-catalogue).
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array(0)), 0);
});

test("any length and any start in memory give what zlib gives", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => (index * 167 + (index >> 3)) & 0xff);
  for (let from = 0; from < 5; from++) {
    for (let to = from; to < 300; to += 7) {
      assert.equal(crc32(bytes.subarray(from, to)), zlibCrc32(bytes.subarray(from, to)));
    }
  }
});
