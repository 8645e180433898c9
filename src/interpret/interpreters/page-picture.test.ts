import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { decodePicture } from "../../formats/picture/decode-picture.ts";
import { encodePng } from "../../page/draw/encode-png.ts";
import { pageToRaster } from "../../page/draw/page-to-raster.ts";
import { layoutPage } from "../../page/layout/layout-page.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { pagePicture } from "./page-picture.ts";

test("the page is the one that gem render --layout gem12x1 writes, pixel by pixel", async () => {
  const { recording } = syntheticEcg();
  const picture = pagePicture(recording);
  // the size of the pages that GEM was trained on
  assert.deepEqual([picture.widthPx, picture.heightPx], [2200, 1700]);
  const raster = pageToRaster(layoutPage(recording, { layout: "gem12x1" }), { dpi: 200 });
  const file = await encodePng(raster, (bytes) => deflateSync(bytes, { level: 1 }));
  const read = await decodePicture(file, "page.png");
  assert.ok(Buffer.from(picture.rgb).equals(Buffer.from(read.rgb)));
});
