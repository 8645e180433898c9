import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { type LayoutOptions, layoutPage } from "../layout/layout-page.ts";
import { MARK_KINDS } from "./mark-looks.ts";
import { type PageRaster, pageToRaster } from "./page-to-raster.ts";
import { sheetPalette } from "./sheet-palette.ts";

function made(value: (lead: number, sample: number) => number, seconds = 10) {
  return {
    name: "made",
    leads: STANDARD_LEADS.map((name, lead) => {
      const samplesMv = Float64Array.from({ length: seconds * 500 }, (_, sample) => value(lead, sample));
      return { name, samplesMv };
    }),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
}

function draw(value: (lead: number, sample: number) => number, options: LayoutOptions, dpi = 200) {
  const page = layoutPage(made(value), options);
  return { page, raster: pageToRaster(page, { dpi }) };
}

function colour({ widthPx, indices, palette }: PageRaster, x: number, y: number): number[] {
  const at = 3 * indices[Math.floor(y) * widthPx + Math.floor(x)]!;
  return [...palette.subarray(at, at + 3)];
}

test("letter paper at 200 dpi is GEM's 2200 x 1700", () => {
  const { raster } = draw(() => 0, { layout: "gem12x1" });
  assert.deepEqual([raster.widthPx, raster.heightPx, raster.indices.length], [2200, 1700, 2200 * 1700]);
  assert.ok(raster.indices.every((value) => 3 * value + 2 < raster.palette.length));
});

test("ink lies where the page's map says, at every resolution, and nowhere beside it", () => {
  for (const dpi of [100, 200, 300]) {
    const { page, raster } = draw((lead) => 0.05 * lead, { layout: "12x1" }, dpi);
    for (const [lead, segment] of page.segments.entries()) {
      const x = (segment.originXMm + 3333 * segment.mmPerSample) * raster.pxPerMm;
      const y = (segment.baselineYMm - 0.5 * lead) * raster.pxPerMm;
      // A trace of 0.27 mm has full ink on its middle where it is over 2 px wide, half where it is 1 px wide and falls
      // between two pixels; 1 mm away there is none.
      const [red] = colour(raster, x, y);
      assert.ok(red! < (dpi >= 200 ? 40 : 140), `${segment.lead} at ${dpi} dpi: ${red}`);
      assert.ok(colour(raster, x, y - raster.pxPerMm)[0]! > 200);
      assert.ok(colour(raster, x, y + raster.pxPerMm)[0]! > 200);
    }
  }
});

test("a gap stays empty and a lone sample is a dot", () => {
  const gap = (_: number, sample: number) =>
    sample >= 1000 && sample < 1500 && sample !== 1250 ? Number.NaN : 0;
  const { page, raster } = draw(gap, { layout: "12x1" });
  const segment = page.segments[4]!;
  const at = (sample: number) =>
    colour(
      raster,
      (segment.originXMm + sample * segment.mmPerSample) * raster.pxPerMm,
      segment.baselineYMm * raster.pxPerMm,
    )[0]!;
  assert.ok(at(990) < 40 && at(1510) < 40);
  assert.ok(at(1100) > 200 && at(1400) > 200);
  assert.ok(at(1250) < 40);
});

test("a trace that leaves the field is cut at its edge", () => {
  const { page, raster } = draw((_, sample) => (sample === 2000 ? 1e6 : 0), { layout: "3x4+1" });
  const spike = page.segments[3]!; // aVR shows sample 2000
  const x = (spike.originXMm + 750 * spike.mmPerSample) * raster.pxPerMm;
  const edge = page.clipMm.yMm * raster.pxPerMm;
  assert.ok(colour(raster, x, edge + 3)[0]! < 40);
  assert.deepEqual(colour(raster, x, edge - 3), [255, 255, 255]);
});

test("a highlight tints its span and nothing else, once however often it is covered", () => {
  const one = { lead: "V2", startMs: 5500, endMs: 6000 };
  const plain = draw(() => 0, { layout: "3x4+1" });
  const lit = draw(() => 0, { layout: "3x4+1", highlights: [one] });
  const twice = draw(() => 0, { layout: "3x4+1", highlights: [one, { ...one, startMs: 5600 }] });
  const segment = lit.page.segments.find(({ lead }) => lead === "V2")!;
  // 5750 ms is 0.75 s into the column that begins at 5 s: 18.75 mm; 3.3 mm below the baseline, between grid lines.
  const pxPerMm = lit.raster.pxPerMm;
  const [x, y] = [(segment.boxMm.xMm + 18.5) * pxPerMm, (segment.baselineYMm + 3.5) * pxPerMm];
  const { colour: amber, opacity } = lit.page.style.highlight;
  const paper = colour(plain.raster, x, y);
  const expected = paper.map((channel, i) => Math.round(channel + (amber[i]! - channel) * opacity));
  assert.deepEqual(colour(lit.raster, x, y), expected);
  assert.deepEqual(colour(twice.raster, x, y), expected);
  const outside = x + 12.5 * pxPerMm; // 0.5 s later
  assert.deepEqual(colour(lit.raster, outside, y), colour(plain.raster, outside, y));
});

test("drawing a page twice, and after another, gives the same pixels", () => {
  const wave = (lead: number, sample: number) => Math.sin(sample / (9 + lead));
  const first = draw(wave, { layout: "3x4+1" }).raster;
  draw(wave, { layout: "gem12x1" });
  const second = draw(wave, { layout: "3x4+1" }).raster;
  assert.deepEqual(second, first);
});

test("absurd resolutions and images are refused with the limit", () => {
  for (const dpi of [0, Number.NaN, 5000]) {
    assert.throws(() => draw(() => 0, { layout: "12x1" }, dpi), /wanted 20 to 1200/);
  }
  // 1000 mm of trace at 1200 dpi: more than 48,000 x 10,200 pixels.
  assert.throws(
    () => draw(() => 0, { layout: "12x1", speedMmPerS: 100 }, 1200),
    (error) => error instanceof UsageError && /at most 100 million/.test(error.message),
  );
});

test("kinds of mark can be told apart in black and white", () => {
  // The ink alone, without the sheet's and the tints' colours, of a band on an empty row.
  const bands = MARK_KINDS.map((kind) => {
    const highlights = [{ lead: "V3", startMs: 4000, endMs: 4600, kind }];
    const page = layoutPage(
      made(() => 0),
      { layout: "12x1", highlights },
    );
    const marks = page.items.filter((item) => item.kind === "highlight");
    const bare = { ...page, items: marks };
    const raster = pageToRaster(bare);
    const band = marks[0]!.boxMm;
    const { inkLevels } = sheetPalette(bare, raster.pxPerMm);
    const ink: number[] = [];
    const at = (mm: number) => Math.round(mm * raster.pxPerMm);
    for (let y = at(band.yMm); y < at(band.yMm + band.heightMm); y++) {
      for (let x = at(band.xMm); x < at(band.xMm + band.widthMm); x++) {
        ink.push((raster.indices[y * raster.widthPx + x]! % inkLevels) / (inkLevels - 1));
      }
    }
    return ink;
  });
  bands.forEach((ink, first) => {
    for (const other of bands.slice(first + 1)) {
      const apart = ink.reduce((sum, level, index) => sum + Math.abs(level - other[index]!), 0) / ink.length;
      assert.ok(apart > 0.03, `${first}: ${apart}`); // 3 % of full ink all over the band
    }
  });
});
