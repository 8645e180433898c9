import assert from "node:assert/strict";
import { test } from "node:test";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { HighlightItem, PageHighlight } from "../page.ts";
import { layoutPage } from "./layout-page.ts";

const recording = {
  name: "made",
  leads: STANDARD_LEADS.map((name) => ({ name, samplesMv: new Float64Array(5000) })),
  samplingRateHz: 500,
  patient: UNKNOWN_PATIENT,
  source: { format: "csv", sha256: "", warnings: [] },
};

function lay(highlights: PageHighlight[], layout: "3x4+1" | "12x1" = "3x4+1") {
  const page = layoutPage(recording, { layout, highlights });
  return { page, bands: page.items.filter((item): item is HighlightItem => item.kind === "highlight") };
}

test("a span is marked on every segment of its lead that shows it, and cut where the segment ends", () => {
  const { page, bands } = lay([{ lead: "II", startMs: 2000, endMs: 3000 }]);
  const [cell, strip] = bands;
  assert.equal(bands.length, 2);
  // The cell shows II up to sample 1249, 2498 ms: (2498 - 2000) ms at 25 mm/s is 12.45 mm; the strip shows all 25 mm.
  assert.ok(Math.abs(cell!.boxMm.widthMm - 12.45) < 1e-9);
  assert.ok(Math.abs(strip!.boxMm.widthMm - 25) < 1e-9);
  assert.ok(Math.abs(strip!.boxMm.xMm - (page.segments[12]!.originXMm + 50)) < 1e-9);
});

test("a span of all leads marks the column that shows that time, and the strip", () => {
  const { bands } = lay([{ lead: null, startMs: 5200, endMs: 5300 }]);
  assert.deepEqual(
    bands.map((band) => band.lead),
    ["V1", "V2", "V3", "II"],
  );
});

test("what no segment shows is handed back, not lost", () => {
  const hidden = { lead: "V1", startMs: 100, endMs: 200, id: "x" };
  const foreign = { lead: "V9", startMs: 100, endMs: 200 };
  const { page, bands } = lay([hidden, foreign]);
  assert.equal(bands.length, 0);
  assert.deepEqual(page.undrawnHighlights, [hidden, foreign]);
  assert.deepEqual(lay([hidden], "12x1").page.undrawnHighlights, []);
});

test("an instant still gets a band to see, around its place", () => {
  const { page, bands } = lay([{ lead: "V6", startMs: 4000, endMs: 4000 }], "12x1");
  const { xMm, widthMm } = bands[0]!.boxMm;
  assert.ok(widthMm > 0.3);
  assert.ok(Math.abs(xMm + widthMm / 2 - (page.segments[11]!.originXMm + 100)) < 1e-9); // 4 s at 25 mm/s
});

test("labels that would overlap take different lines, and none leaves the page", () => {
  const near = [0, 50, 100].map((startMs) => {
    return { lead: "I", startMs, endMs: startMs + 40, label: "a long label" };
  });
  const pens = lay(near, "12x1").bands.map((band) => band.labelPen!.yMm);
  assert.equal(new Set(pens).size, 3);
  const { page, bands } = lay(
    [{ lead: "I", startMs: 9990, endMs: 9998, label: "a long label at the end" }],
    "12x1",
  );
  assert.ok(bands[0]!.labelPen!.xMm < bands[0]!.boxMm.xMm);
  assert.ok(bands[0]!.labelPen!.xMm < page.widthMm - 20);
});
