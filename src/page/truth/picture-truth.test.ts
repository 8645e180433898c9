import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { layoutPage } from "../layout/layout-page.ts";
import type { Effect } from "../photo/effect.ts";
import { photographPage } from "../photo/photograph-page.ts";
import { classMask, maskClassName, TRACE_OFFSETS } from "./class-mask.ts";
import {
  cocoAnnotations,
  cutOutline,
  DETECTION_CLASSES,
  detectedObjects,
  outlineArea,
  yoloLines,
} from "./detection-boxes.ts";
import { LEAD_CLASSES, leadClass } from "./lead-classes.ts";
import { pageMeta } from "./page-meta.ts";
import { pictureTruth } from "./picture-truth.ts";
import { pictureTruthSchema } from "./picture-truth-schema.ts";
import { codePolyline, decodePolyline } from "./polyline-code.ts";

const { recording } = syntheticEcg();
const page = layoutPage(recording, { layout: "3x4+1" });
const raster = pageToRaster(page, { dpi: 100 });
const BENT: Effect[] = [
  { effect: "handwriting", notes: 2 },
  { effect: "wrinkles", pullMm: 0.8 },
  { effect: "creases", count: 6 },
  { effect: "perspective", tiltDegrees: 10, swingDegrees: -7 },
  { effect: "rotate", degrees: 4 },
];
const bent = photographPage(raster, BENT, { seed: 2 });
const truth = pictureTruth(page, bent);

test("without effects the truth is the page's own", () => {
  const flat = pictureTruth(page, photographPage(raster, [], { seed: 0 }));
  const meta = pageMeta(page, raster);
  assert.deepEqual([flat.widthPx, flat.heightPx], [meta.widthPx, meta.heightPx]);
  assert.equal(flat.largestBendPx, 0);
  meta.leads.forEach((lead, index) => {
    const mine = flat.leads[index]!;
    assert.deepEqual([mine.name, mine.startSample], [lead.name, lead.startSample]);
    mine.boxPx!.forEach((edge, side) => {
      assert.ok(Math.abs(edge - lead.boxPx[side]!) < 0.011);
    });
    mine.nameBoxPx!.forEach((edge, side) => {
      assert.ok(Math.abs(edge - lead.nameBoxPx[side]!) < 0.011);
    });
    decodePolyline(mine.trace).forEach(([x, y], sample) => {
      const [wantedX, wantedY] = lead.pixels[sample]!;
      assert.ok(Math.abs(x - wantedX) < 0.0065 && Math.abs(y! - wantedY!) < 0.0065);
    });
  });
  // 100 dpi: a millimetre is 3.937 px both ways, everywhere
  for (const { rightPxPerMm, downPxPerMm } of flat.grid.places) {
    assert.ok(Math.abs(rightPxPerMm[0] - 100 / 25.4) < 1e-4 && Math.abs(rightPxPerMm[1]) < 1e-4);
    assert.ok(Math.abs(downPxPerMm[1] - 100 / 25.4) < 1e-4 && Math.abs(downPxPerMm[0]) < 1e-4);
  }
});

test("it is what its schema says, strictly, and survives being written", () => {
  assert.deepEqual(pictureTruthSchema.parse(JSON.parse(JSON.stringify(truth))), truth);
  assert.ok(!pictureTruthSchema.safeParse({ ...truth, more: 1 }).success);
});

test("the ink of every sample lies where the truth says, in the pixels of a bent picture", () => {
  const { rgb, widthPx } = bent.picture;
  let [dark, count] = [0, 0];
  for (const lead of truth.leads) {
    for (const [x, y] of decodePolyline(lead.trace)) {
      const at = 3 * (Math.floor(y!) * widthPx + Math.floor(x));
      count++;
      // ink is near black, the darkest grid line (236, 160, 160)
      if (rgb[at + 1]! < 140) dark++;
    }
  }
  assert.ok(dark / count > 0.97, `${dark} of ${count}`);
});

test("the mask of a bent picture names each sample's lead, and ink elsewhere is not a trace", () => {
  const mask = classMask(page, bent);
  const { widthPx } = mask;
  const valueAt = (x: number, y: number) => mask.indices[Math.floor(y) * widthPx + Math.floor(x)]!;
  let [right, count] = [0, 0];
  for (const lead of truth.leads) {
    for (const [x, y] of decodePolyline(lead.trace)) {
      count++;
      // the pen is hardly wider than a pixel here: a sample near a pixel's corner may colour its neighbour alone
      const own = TRACE_OFFSETS[lead.role] + leadClass(lead.name);
      const steps = [-0.6, 0, 0.6];
      if (steps.some((down) => steps.some((aside) => valueAt(x + aside, y! + down) === own))) right++;
    }
    const [left, top, farRight, bottom] = lead.nameBoxPx!;
    const names = new Set<string | null>();
    for (let y = top; y < bottom; y++)
      for (let x = left; x < farRight; x++) names.add(maskClassName(valueAt(x, y)));
    assert.ok(names.has("lead-name"), lead.name);
  }
  assert.ok(right / count > 0.985, `${right} of ${count}`);
  assert.equal(maskClassName(valueAt(1, 1)), "background");
  const traces = mask.indices.filter((value) => value >= 16).length;
  const ink = bent.picture.rgb.filter((level, at) => at % 3 === 1 && level < 110).length;
  assert.ok(traces > 0 && traces < 2 * ink);
});

test("boxes hold their traces and touch them", () => {
  for (const lead of truth.leads) {
    const points = decodePolyline(lead.trace);
    const [left, top, right, bottom] = lead.boxPx!;
    assert.ok(points.every(([x, y]) => x > left && x < right && y! > top && y! < bottom));
    // the pen is 1.06 px wide on the page: its half and a little scale
    assert.ok(Math.min(...points.map(([x]) => x)) - left < 1);
    assert.ok(bottom - Math.max(...points.map(([, y]) => y!)) < 1);
  }
});

test("what is cut off keeps its place, loses its box and says so", () => {
  const cropped = pictureTruth(page, photographPage(raster, [{ effect: "crop", left: 0.42 }], { seed: 1 }));
  const lead = cropped.leads.find(({ name, role }) => name === "II" && role === "row")!;
  assert.equal(lead.boxPx, null);
  assert.equal(lead.visible, 0);
  assert.equal(decodePolyline(lead.trace).length, 1250);
  const strip = cropped.leads.find(({ role }) => role === "rhythm")!;
  assert.ok(strip.visible > 0.5 && strip.visible < 0.65);
  assert.equal(strip.boxPx![0], 0);
  const names = detectedObjects(cropped).map(({ classNumber }) => DETECTION_CLASSES[classNumber]);
  assert.equal(names.filter((name) => name === "trace II").length, 1);
});

test("YOLO and COCO say the same boxes", () => {
  const lines = yoloLines(truth).trimEnd().split("\n");
  const annotations = cocoAnnotations(truth, { imageId: 7, firstId: 100 });
  assert.equal(lines.length, annotations.length);
  annotations.forEach((annotation, at) => {
    const [kind, x, y, width, height] = lines[at]!.split(" ").map(Number);
    assert.deepEqual([annotation.id, annotation.image_id, annotation.category_id], [100 + at, 7, kind! + 1]);
    const [left, top, wide, high] = annotation.bbox;
    assert.ok(
      Math.abs(left + wide / 2 - x! * truth.widthPx) < 0.02 && Math.abs(wide - width! * truth.widthPx) < 0.02,
    );
    assert.ok(
      Math.abs(top + high / 2 - y! * truth.heightPx) < 0.02 &&
        Math.abs(high - height! * truth.heightPx) < 0.02,
    );
    assert.ok(annotation.area <= wide * high * 1.001);
  });
  const written = annotations.filter(
    ({ category_id }) => DETECTION_CLASSES[category_id - 1] === "handwriting",
  );
  assert.equal(written.length, 2);
  assert.equal(new Set(DETECTION_CLASSES).size, 2 * LEAD_CLASSES.length + 7);
});

test("an outline cut to the picture has the area that is left", () => {
  assert.equal(outlineArea(cutOutline([-10, -10, 10, -10, 10, 10, -10, 10], [100, 100])), 100);
  assert.deepEqual(cutOutline([-20, 0, -10, 0, -10, 9, -20, 9], [100, 100]), []);
  // a diamond about a corner: a quarter of 2 * 5 * 5
  assert.equal(outlineArea(cutOutline([95, 100, 100, 95, 105, 100, 100, 105], [100, 100])), 12.5);
});

test("a polyline's code gives its points back to half a hundredth, gaps and all", () => {
  const height = fc.oneof(fc.double({ min: -5e3, max: 5e3, noNaN: true }), fc.constant(Number.NaN));
  const point = fc.tuple(fc.double({ min: -5e3, max: 2e4, noNaN: true }), height);
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), (points) => {
      const read = decodePolyline(codePolyline(Float64Array.from(points.flat())));
      assert.equal(read.length, points.length);
      points.forEach(([x, y], at) => {
        assert.ok(Math.abs(read[at]![0] - x) <= 0.0050001);
        if (Number.isFinite(y)) assert.ok(Math.abs(read[at]![1]! - y) <= 0.0050001);
        else assert.equal(read[at]![1], null);
      });
    }),
  );
});
