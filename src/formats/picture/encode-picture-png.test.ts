import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { createRandom } from "../../signal/random.ts";
import { decodePng } from "./decode-png.ts";
import { encodePicturePng } from "./encode-picture-png.ts";

test("what was written is read back to the same pixels", async () => {
  const random = createRandom(4);
  for (const [widthPx, heightPx] of [
    [1, 1],
    [7, 3],
    [64, 50],
  ] as const) {
    const rgb = new Uint8Array(3 * widthPx * heightPx);
    // upper half smooth, lower half noise, so that both filters are used
    for (let i = 0; i < rgb.length; i++) {
      rgb[i] = i < rgb.length / 2 ? (i >> 2) & 255 : Math.floor(random.uniform() * 256);
    }
    const bytes = await encodePicturePng(
      { widthPx, heightPx, rgb },
      { pxPerMm: 8, deflate: (data) => deflateSync(data) },
    );
    const back = decodePng(bytes, "test.png");
    assert.deepEqual([back.widthPx, back.heightPx], [widthPx, heightPx]);
    assert.ok(back.rgb.every((value, i) => value === rgb[i]));
    assert.match(Buffer.from(bytes).toString("latin1"), /Not a medical device/);
  }
});
