import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { encodePng } from "./encode-png.ts";

const raster = {
  widthPx: 3,
  heightPx: 2,
  pxPerMm: 200 / 25.4,
  indices: Uint8Array.from([0, 1, 2, 2, 1, 0]),
  palette: Uint8Array.from([255, 255, 255, 200, 0, 0, 1, 2, 3]),
};

/** Chunks as ISO/IEC 15948 section 5.3 lays them out; the CRC is zlib's own. */
function chunks(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png);
  const found = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    assert.equal(bytes.readUInt32BE(at + 8 + length), crc32(bytes.subarray(at + 4, at + 8 + length)));
    found.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return found;
}

test("a PNG with the raster's size, palette, rows and printing size, each chunk with a right CRC", async () => {
  for (const deflate of [deflateSync, async (bytes: Uint8Array) => deflateSync(bytes)]) {
    const png = await encodePng(raster, deflate);
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const parts = chunks(png);
    assert.deepEqual([...parts.keys()], ["IHDR", "pHYs", "tEXt", "PLTE", "IDAT", "IEND"]);
    assert.deepEqual([...parts.get("IHDR")!], [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
    assert.deepEqual([...parts.get("PLTE")!], [...raster.palette]);
    assert.deepEqual([...inflateSync(parts.get("IDAT")!)], [0, 0, 1, 2, 0, 2, 1, 0]);
    // 200 dots an inch are 200 / 0.0254 = 7874 a metre.
    assert.equal(parts.get("pHYs")!.readUInt32BE(0), 7874);
    assert.equal(parts.get("tEXt")!.toString("latin1"), `Disclaimer\0${DISCLAIMER}`);
  }
});
