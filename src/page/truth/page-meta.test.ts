import assert from "node:assert/strict";
import { test } from "node:test";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { layoutPage } from "../layout/layout-page.ts";
import { pageMeta } from "./page-meta.ts";

const pulse = Float64Array.from({ length: 5000 }, (_, sample) =>
  sample === 100 ? 1 : sample === 200 ? -0.5 : 0,
);
pulse[4000] = Number.NaN;
const recording = {
  name: "made",
  leads: [
    { name: "II", samplesMv: pulse },
    { name: "V1", samplesMv: new Float64Array(5000) },
  ],
  samplingRateHz: 500,
  patient: UNKNOWN_PATIENT,
  source: { format: "csv", sha256: "", warnings: [] },
};

test("the contract: image size, scale, and per drawn lead its start, boxes and one point a sample", () => {
  const page = layoutPage(recording, { layout: "3x4+1" });
  const meta = pageMeta(page, pageToRaster(page, { dpi: 254 })); // 10 px a mm
  assert.deepEqual(Object.keys(meta), ["widthPx", "heightPx", "pxPerMm", "leads"]);
  assert.equal(meta.pxPerMm, 10);
  assert.deepEqual(
    meta.leads.map((lead) => [lead.name, lead.startSample, lead.pixels.length]),
    [
      ["II", 0, 1250],
      ["V1", 2500, 1250],
      ["II", 0, 5000],
    ],
  );
  const { originXMm, baselineYMm } = page.segments[1]!;
  const [x0, y0] = [originXMm * 10, baselineYMm * 10];
  const { pixels, boxPx } = meta.leads[0]!;
  // 0.2 s at 25 mm/s is 5 mm; 1 mV is 10 mm: 50 px right, 100 px up.
  assert.deepEqual(pixels[100], [x0 + 50, y0 - 100]);
  assert.deepEqual(pixels[200], [x0 + 100, y0 + 50]);
  // Around 1249 steps of 0.05 mm, 1 mV up and 0.5 mV down, with half the 0.27 mm pen on every side.
  const expected = [x0 - 1.35, y0 - 100 - 1.35, x0 + 624.5 + 1.35, y0 + 50 + 1.35];
  boxPx.forEach((value, index) => {
    assert.ok(Math.abs(value - expected[index]!) < 0.002);
  });
});

test("an invalid sample keeps its place, without a height", () => {
  const page = layoutPage(recording, { layout: "12x1" });
  const meta = pageMeta(page, pageToRaster(page));
  const [x, y] = meta.leads[0]!.pixels[4000]!;
  assert.equal(y, null);
  assert.ok(Math.abs(x - meta.leads[0]!.pixels[0]![0] - (4000 * 0.05 * 200) / 25.4) < 0.002);
});

test("a name's box holds all the ink of the name and is tight", () => {
  const page = layoutPage(recording, { layout: "12x1" });
  const raster = pageToRaster(page);
  const bare = pageToRaster({
    ...page,
    items: page.items.filter((item) => item.kind !== "text" || item.text !== "V1"),
  });
  const [left, top, right, bottom] = pageMeta(page, raster).leads[1]!.nameBoxPx;
  const changed = [...raster.indices.keys()].filter((pixel) => raster.indices[pixel] !== bare.indices[pixel]);
  const xs = changed.map((pixel) => pixel % raster.widthPx);
  const ys = changed.map((pixel) => Math.floor(pixel / raster.widthPx));
  // Antialiasing may spill into a pixel that the box's edge only grazes.
  assert.ok(Math.abs(Math.min(...xs) - left) < 1.5 && Math.abs(Math.max(...xs) + 1 - right) < 1.5);
  assert.ok(Math.abs(Math.min(...ys) - top) < 1.5 && Math.abs(Math.max(...ys) + 1 - bottom) < 1.5);
});
