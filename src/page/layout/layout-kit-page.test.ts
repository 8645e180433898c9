import assert from "node:assert/strict";
import { test } from "node:test";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { pageMeta } from "../truth/page-meta.ts";
import { layoutPage } from "./layout-page.ts";

// Expected positions follow the kit's own route, in seconds and millivolts on its plot axes and then in pixels of a
// 2200 x 1700 image (this project goes through millimetres):
// xMax = 11 in * 0.2 s / (5 mm), yMax = 8.5 in * 0.5 mV / (5 mm), gap = floor((xMax - 10) / 2 / 0.2) * 0.2 s.
const X_MAX_S = (11 * 0.2) / (5 / 25.4);
const Y_MAX_MV = (8.5 * 0.5) / (5 / 25.4);
const TRACE_S = Math.floor((X_MAX_S - 10) / 2 / 0.2) * 0.2 + 0.2;
const xPx = (seconds: number) => (seconds * 2200) / X_MAX_S;
const yPx = (mv: number) => 1700 - (mv * 1700) / Y_MAX_MV;

function recording(samplingRateHz: number, value: (lead: number, sample: number) => number) {
  return {
    name: "made",
    leads: STANDARD_LEADS.map((name, lead) => {
      const samplesMv = Float64Array.from({ length: 10 * samplingRateHz }, (_, sample) =>
        value(lead, sample),
      );
      return { name, samplesMv };
    }),
    samplingRateHz,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
}

const wave = (lead: number, sample: number) => Math.sin(sample / (7 + lead)) * (0.2 + 0.1 * lead);

test("gem12x1: every sample of every lead lies where the kit plots it, within 0.01 px", () => {
  for (const rate of [100, 360, 500]) {
    const page = layoutPage(recording(rate, wave), { layout: "gem12x1" });
    const { leads } = pageMeta(page, pageToRaster(page));
    assert.deepEqual(
      leads.map((lead) => lead.name),
      [...STANDARD_LEADS],
    );
    const rowMv = Y_MAX_MV / (13 + 2); // 12 rows and the rhythm strip that is not drawn
    leads.forEach(({ pixels, startSample }, lead) => {
      const fromBottom = 11 - lead;
      const baselineMv = rowMv / 2 + rowMv * (fromBottom + 1);
      assert.equal(startSample, 0);
      assert.equal(pixels.length, 10 * rate);
      pixels.forEach(([x, y], sample) => {
        assert.ok(Math.abs(x - xPx(TRACE_S + sample / rate)) < 0.01);
        assert.ok(Math.abs(y! - yPx(baselineMv + wave(lead, sample))) < 0.01);
      });
    });
  }
});

test("gem12x1 agrees with coordinates that ecg-image-kit itself wrote", () => {
  // First and last `plotted_pixels` of ecg-image-kit 2024-07 for the Georgia record E07500 (PhysioNet/CinC Challenge
  // 2021, CC BY 4.0), whose leads I and V6 begin at -0.068 and -0.156 mV; its file rounds to 0.01 px.
  const page = layoutPage(
    recording(500, (lead) => ({ 0: -0.068, 11: -0.156 })[lead] ?? 0),
    { layout: "gem12x1" },
  );
  const { leads, widthPx, heightPx } = pageMeta(page, pageToRaster(page));
  assert.deepEqual([widthPx, heightPx], [2200, 1700]);
  const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) <= 0.0055);
  near(leads[0]!.pixels[0]![0], 118.11);
  near(leads[0]!.pixels[0]![1]!, 288.69);
  near(leads[0]!.pixels[4999]![0], 2086.22);
  near(leads[11]!.pixels[0]![1]!, 1542.28);
});

test("kit3x4+1: four columns of 2.5 s, rows of a sixth and the strip 0.3 mV above half a row", () => {
  const page = layoutPage(recording(500, wave), { layout: "kit3x4+1" });
  const { leads } = pageMeta(page, pageToRaster(page));
  const rowMv = Y_MAX_MV / (4 + 2);
  const v5 = leads.find((lead) => lead.name === "V5")!; // column 4, the middle of three rows
  assert.equal(v5.startSample, 3750);
  v5.pixels.forEach(([x, y], offset) => {
    assert.ok(Math.abs(x - xPx(TRACE_S + 7.5 + offset / 500)) < 0.01);
    assert.ok(Math.abs(y! - yPx(rowMv * 2.5 + wave(10, 3750 + offset))) < 0.01);
  });
  const strip = leads.at(-1)!;
  assert.equal(strip.name, "II");
  assert.ok(Math.abs(strip.pixels[0]![1]! - yPx(rowMv / 2 + 0.3 + wave(1, 0))) < 0.01);
});

test("the pulse rises one and a half samples late, as the kit's does, and is 1 mV by 200 ms", () => {
  const page = layoutPage(
    recording(100, () => 0),
    { layout: "gem12x1" },
  );
  const pulse = page.items.find((item) => item.kind === "line" && item.role === "calibration");
  assert.ok(pulse?.kind === "line");
  const x = (index: number) => pulse.pointsMm[2 * index]!;
  // 10 mm from the left; samples are 0.25 mm apart; it rises from sample 1 to 2 and falls from 21 to 22.
  const expected = [10, 10.25, 10.5, 15.25, 15.5, 15.75];
  expected.forEach((mm, index) => {
    assert.ok(Math.abs(x(index) - mm) < 1e-9);
  });
  assert.ok(Math.abs(pulse.pointsMm[1]! - pulse.pointsMm[5]! - 10) < 1e-9);
  const count = page.items.filter((item) => item.kind === "line" && item.role === "calibration").length;
  assert.equal(count, 12);
});
