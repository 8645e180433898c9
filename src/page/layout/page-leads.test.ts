import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { mvToYMm, type PageLayout, yMmToMv } from "../page.ts";
import { pageMeta } from "../truth/page-meta.ts";
import { type LayoutOptions, layoutPage } from "./layout-page.ts";

function recording(names: readonly string[] = STANDARD_LEADS, value = 0): Recording {
  return {
    name: "made",
    leads: names.map((name) => ({ name, samplesMv: new Float64Array(5000).fill(value) })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
}

/** What the page prints, segment by segment. */
function labels(options: LayoutOptions, names?: readonly string[]): string[] {
  return layoutPage(recording(names), options).segments.map(({ label }) => label);
}

test("Cabrera's order runs from aVL over I and -aVR to III and leaves the chest leads alone", () => {
  const chest = ["V1", "V2", "V3", "V4", "V5", "V6"];
  const limb = ["aVL", "I", "-aVR", "II", "aVF", "III"];
  for (const layout of ["3x4", "6x2", "12x1"] as PageLayout[]) {
    assert.deepEqual(labels({ layout, leadOrder: "cabrera" }), [...limb, ...chest]);
    const { items } = layoutPage(recording(), { layout, leadOrder: "cabrera" });
    const printed = items.flatMap((item) =>
      item.kind === "text" && item.role === "lead-name" ? [item.text] : [],
    );
    assert.deepEqual(printed, [...limb, ...chest], "whole, also in a narrow margin");
  }
});

test("-aVR is drawn upside down, and its map and the truth beside the image know it", () => {
  const page = layoutPage(recording(STANDARD_LEADS, 0.4), { layout: "12x1", leadOrder: "cabrera" });
  const segment = page.segments[2]!;
  assert.deepEqual([segment.lead, segment.label, segment.mmPerMv], ["aVR", "-aVR", -10]);
  assert.equal(segment.samplesMv[0], 0.4, "samples stay as recorded");
  // 0.4 mV at 10 mm/mV, upside down, is 4 mm below the baseline.
  assert.ok(Math.abs(mvToYMm(segment, 0.4) - (segment.baselineYMm + 4)) < 1e-9);
  assert.ok(Math.abs(yMmToMv(segment, segment.baselineYMm + 4) - 0.4) < 1e-9);
  const { pixels } = pageMeta(page, pageToRaster(page, { dpi: 254 })).leads[2]!; // 10 px a mm
  assert.ok(Math.abs(pixels[0]![1]! - 10 * (segment.baselineYMm + 4)) < 0.01);
  const marked = layoutPage(recording(), {
    layout: "12x1",
    leadOrder: "cabrera",
    highlights: [{ lead: "aVR", startMs: 100, endMs: 200 }],
  });
  assert.deepEqual(marked.undrawnHighlights, [], "a mark on aVR finds it");
});

test("the pulse stands upright before a lead that is upside down", () => {
  const page = layoutPage(recording(), { layout: "3x4", leadOrder: "cabrera" });
  const pulses = page.items.filter((item) => item.kind === "line" && item.role === "calibration");
  for (const pulse of pulses) {
    const ys = pulse.kind === "line" ? pulse.pointsMm.filter((_, index) => index % 2 === 1) : [];
    assert.ok(Math.abs(ys[0]! - Math.min(...ys) - 10) < 1e-9);
  }
  assert.equal(pulses.length, 3);
});

test("a recording that holds -aVR itself is drawn as it is, and gives aVR upside down", () => {
  const names = STANDARD_LEADS.map((name) => (name === "aVR" ? "-aVR" : name));
  const cabrera = layoutPage(recording(names), { layout: "12x1", leadOrder: "cabrera" }).segments[2]!;
  assert.deepEqual([cabrera.lead, cabrera.label, cabrera.mmPerMv], ["-aVR", "-aVR", 10]);
  const standard = layoutPage(recording(names), { layout: "12x1" }).segments[3]!;
  assert.deepEqual([standard.lead, standard.label, standard.mmPerMv], ["-aVR", "aVR", -10]);
});

test("three strips are II, V1 and V5, or those that are chosen, or what was recorded", () => {
  const strips = (options: Partial<LayoutOptions>, names?: readonly string[]) =>
    layoutPage(recording(names), { layout: "3x4+3", ...options })
      .segments.filter(({ role }) => role === "rhythm")
      .map(({ label, endSample }) => `${label} ${endSample}`);
  assert.deepEqual(strips({}), ["II 5000", "V1 5000", "V5 5000"]);
  assert.deepEqual(strips({ rhythmLeads: ["V6", "avf", "-III"] }), ["V6 5000", "aVF 5000", "-III 5000"]);
  assert.deepEqual(strips({}, ["I", "V5", "V2"]), ["V5 5000", "I 5000", "V2 5000"]);
  assert.deepEqual(strips({}, ["ECG"]), ["ECG 5000", "II 0", "V1 0"]);
});

test("fifteen leads: the usual set that was recorded, or what else there is", () => {
  const extras = (others: readonly string[], options: Partial<LayoutOptions> = {}) =>
    labels({ layout: "3x5+1", ...options }, [...STANDARD_LEADS, ...others]).slice(12, 15);
  assert.deepEqual(extras([]), ["V3R", "V4R", "V7"]);
  assert.deepEqual(extras(["V9", "V8", "V7"]), ["V7", "V8", "V9"]);
  assert.deepEqual(extras(["V3R", "V4R", "V5R"]), ["V3R", "V4R", "V5R"]);
  assert.deepEqual(extras(["v4r"]), ["V3R", "v4r", "V7"], "with gaps for the others of the set");
  assert.deepEqual(extras(["vx", "vy", "vz"]), ["vx", "vy", "vz"]);
  assert.deepEqual(extras(["vx", "V7", "V8", "V9"], { extraLeads: ["V8", "vx", "V9"] }), ["V8", "vx", "V9"]);
  const rows = labels({ layout: "15x1" }, [...STANDARD_LEADS, "V7", "V8", "V9"]);
  assert.deepEqual(rows, [...STANDARD_LEADS, "V7", "V8", "V9"]);
  const { segments } = layoutPage(recording(), { layout: "3x5+1" });
  // Five columns share ten seconds: two each, the fifth from sample 4000 on.
  assert.equal(segments[14]!.startSample, 4000);
});

test("leads that a layout has no place for are refused", () => {
  const refuse = (options: LayoutOptions, pattern: RegExp) =>
    assert.throws(
      () => layoutPage(recording(), options),
      (error) => error instanceof UsageError && pattern.test(error.message),
    );
  refuse({ layout: "3x4+1", rhythmLeads: ["II", "V1"] }, /got II, V1, but 3x4\+1 has 1 rhythm strip/);
  refuse({ layout: "12x1", rhythmLeads: ["II"] }, /12x1 has 0 rhythm strips/);
  refuse(
    { layout: "3x4+3", rhythmLeads: ["II", "V1", "V9"] },
    /"V9", wanted a standard lead or one of: I, II/,
  );
  refuse({ layout: "3x4", extraLeads: ["V7", "V8", "V9"] }, /wanted a layout of 15 leads/);
  refuse({ layout: "15x1", extraLeads: ["V7"] }, /got V7, wanted three/);
  refuse({ layout: "3x4", lead: "II" }, /"II" for 3x4, wanted it for the layout single/);
  refuse({ layout: "single", lead: "V9" }, /page lead: got "V9"/);
  refuse(
    { layout: "gem12x1", leadOrder: "cabrera" },
    /lead order of gem12x1: got "cabrera", wanted standard/,
  );
});
