import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { FormatError, GemError, UnsupportedError } from "../../ecg/errors.ts";
import { crc32 } from "../crc32.ts";
import { decodePicture, pictureFormat } from "./decode-picture.ts";
import { encodeJpeg } from "./encode-jpeg.ts";
import { encodePicturePng } from "./encode-picture-png.ts";
import type { Picture } from "./picture.ts";

function picture(widthPx: number, heightPx: number): Picture {
  const rgb = Uint8Array.from({ length: 3 * widthPx * heightPx }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % widthPx, Math.floor(i / 3 / widthPx)];
    return [4 * x, 3 * y, 120][i % 3]! & 255;
  });
  return { widthPx, heightPx, rgb };
}

/** A PNG of any header around any rows; ISO/IEC 15948 says what each byte means. */
function png(
  header: readonly number[],
  rows: Uint8Array,
  further: readonly (readonly [string, Uint8Array])[] = [],
) {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", Uint8Array.from(header)),
    ...further.map(([type, data]) => chunk(type, data)),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}
const size = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

test("PNG: grey of 1 and 16 bits, palette, alpha on white", async () => {
  const oneBit = await decodePicture(
    png([...size(3), ...size(1), 1, 0, 0, 0, 0], Uint8Array.of(0, 0b10100000)),
    "x",
  );
  assert.deepEqual([...oneBit.rgb], [255, 255, 255, 0, 0, 0, 255, 255, 255]);
  const deep = await decodePicture(
    png([...size(1), ...size(1), 16, 0, 0, 0, 0], Uint8Array.of(0, 0x80, 0xff)),
    "x",
  );
  assert.deepEqual([...deep.rgb], [128, 128, 128]);
  const palette: [string, Uint8Array][] = [["PLTE", Uint8Array.of(1, 2, 3, 250, 0, 9)]];
  const indexed = await decodePicture(
    png([...size(2), ...size(1), 8, 3, 0, 0, 0], Uint8Array.of(0, 1, 0), palette),
    "x",
  );
  assert.deepEqual([...indexed.rgb], [250, 0, 9, 1, 2, 3]);
  const clear = await decodePicture(
    png([...size(2), ...size(1), 8, 6, 0, 0, 0], Uint8Array.of(0, 10, 20, 30, 255, 10, 20, 30, 0)),
    "x",
  );
  assert.deepEqual([...clear.rgb], [10, 20, 30, 255, 255, 255]);
});

test("JPEG comes back as near as its quality says", async () => {
  const from = picture(48, 40);
  const back = await decodePicture(encodeJpeg(from, { quality: 95, subsampling: "4:4:4" }), "x.jpg");
  assert.deepEqual([back.widthPx, back.heightPx], [48, 40]);
  const apart = from.rgb.reduce((sum, value, i) => sum + Math.abs(value - back.rgb[i]!), 0) / from.rgb.length;
  assert.ok(apart < 3, `${apart}`);
});

test("a file that is cut off anywhere is refused in one line, or still whole", async () => {
  const from = picture(30, 20);
  const whole = await encodePicturePng(from, { pxPerMm: 8, deflate: (bytes) => deflateSync(bytes) });
  for (let length = 8; length < whole.length; length += 7) {
    await assert.rejects(decodePicture(whole.subarray(0, length), "cut.png"), (error) => {
      assert.ok(error instanceof FormatError, `${length}: ${error}`);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  }
  const jpeg = encodeJpeg(from, { quality: 80 });
  for (let length = 3; length < jpeg.length; length += 61) {
    await decodePicture(jpeg.subarray(0, length), "cut.jpg").then(
      (read) => assert.equal(read.rgb.length, from.rgb.length),
      (error) => assert.ok(error instanceof GemError, `${length}: ${error}`),
    );
  }
});

test("what promises too much is refused before memory is taken; what is no picture is named so", async () => {
  const huge = png([...size(200_000), ...size(200_000), 8, 2, 0, 0, 0], new Uint8Array(9));
  await assert.rejects(decodePicture(huge, "huge.png"), UnsupportedError);
  // ten pixels whose data inflate to a megabyte
  const bomb = png([...size(10), ...size(1), 8, 0, 0, 0, 0], new Uint8Array(1_000_000));
  await assert.rejects(decodePicture(bomb, "bomb.png"), FormatError);
  await assert.rejects(
    decodePicture(png([...size(0), ...size(9), 8, 2, 0, 0, 0], new Uint8Array(9)), "x"),
    GemError,
  );
  await assert.rejects(decodePicture(new TextEncoder().encode("GIF89a..."), "a.gif"), UnsupportedError);
  assert.equal(pictureFormat(Uint8Array.of(0xff, 0xd8, 0xff)), "jpeg");
  assert.equal(pictureFormat(new Uint8Array(0)), null);
});
