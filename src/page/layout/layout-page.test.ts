import assert from "node:assert/strict";
import { test } from "node:test";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { Page, PageLayout } from "../page.ts";
import { type LayoutOptions, layoutPage } from "./layout-page.ts";

interface Made {
  readonly seconds?: number;
  readonly rate?: number;
  readonly names?: readonly string[];
  readonly value?: (lead: number, sample: number) => number;
}

function recording({
  seconds = 10,
  rate = 500,
  names = STANDARD_LEADS,
  value = () => 0,
}: Made = {}): Recording {
  return {
    name: "made",
    leads: names.map((name, lead) => {
      return {
        name,
        samplesMv: Float64Array.from({ length: seconds * rate }, (_, sample) => value(lead, sample)),
      };
    }),
    samplingRateHz: rate,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
}

function texts(page: Page, role: string): string[] {
  return page.items.flatMap((item) => (item.kind === "text" && item.role === role ? [item.text] : []));
}

function segmentOf(page: Page, lead: string) {
  return page.segments.find((segment) => segment.lead === lead)!;
}

test("3x4+1: columns of 2.5 s follow each other, the rhythm strip runs through", () => {
  const page = layoutPage(recording(), { layout: "3x4+1" });
  const ranges = page.segments.map((s) => `${s.lead} ${s.startSample}-${s.endSample}`);
  assert.deepEqual(ranges, [
    ...["I", "II", "III"].map((lead) => `${lead} 0-1250`),
    ...["aVR", "aVL", "aVF"].map((lead) => `${lead} 1250-2500`),
    ...["V1", "V2", "V3"].map((lead) => `${lead} 2500-3750`),
    ...["V4", "V5", "V6"].map((lead) => `${lead} 3750-5000`),
    "II 0-5000",
  ]);
  assert.equal(page.segments[12]!.role, "rhythm");
  // 2.5 s at 25 mm/s: each column begins 62.5 mm after the one before, on letter paper (11 x 8.5 inches).
  assert.ok(Math.abs(segmentOf(page, "V1").originXMm - segmentOf(page, "aVR").originXMm - 62.5) < 1e-9);
  assert.ok(Math.abs(page.widthMm - 279.4) < 1e-9);
  assert.ok(Math.abs(page.heightMm - 215.9) < 1e-9);
  // The same sample lies under itself in the strip, as on a cart's paper.
  const strip = page.segments[12]!;
  const v4 = segmentOf(page, "V4");
  assert.ok(Math.abs(strip.originXMm + 3750 * strip.mmPerSample - v4.originXMm) < 1e-9);
});

test("baselines and trace starts lie on heavy grid lines, rows in order and within the field", () => {
  for (const layout of ["3x4+1", "6x2", "12x1"] as const) {
    const { grid, segments } = layoutPage(recording(), { layout });
    for (const { baselineYMm, boxMm, role } of segments) {
      const boxes = (baselineYMm - grid.originYMm) / 5;
      assert.ok(Math.abs(boxes - Math.round(boxes)) < 1e-9, `${layout} baseline at ${boxes} big boxes`);
      assert.ok(baselineYMm > grid.boxMm.yMm && baselineYMm < grid.boxMm.yMm + grid.boxMm.heightMm);
      assert.ok(boxMm.xMm + boxMm.widthMm <= grid.boxMm.xMm + grid.boxMm.widthMm, role);
    }
    const first = segments.filter((segment) => segment.boxMm.xMm === segments[0]!.boxMm.xMm);
    const rows = first.map((segment) => segment.baselineYMm);
    assert.deepEqual(
      rows,
      [...rows].sort((a, b) => a - b),
    );
    assert.equal(new Set(rows).size, { "3x4+1": 4, "6x2": 6, "12x1": 12 }[layout]);
  }
});

test("the calibration pulse is 1 mV high and 200 ms wide at every speed and gain", () => {
  for (const [speedMmPerS, gainMmPerMv] of [
    [25, 10],
    [50, 5],
    [12.5, 20],
  ] as const) {
    const page = layoutPage(recording(), { layout: "6x2", speedMmPerS, gainMmPerMv });
    const pulses = page.items.filter((item) => item.kind === "line" && item.role === "calibration");
    assert.equal(pulses.length, 6);
    const { pointsMm } = pulses[0] as { pointsMm: readonly number[] };
    const ys = pointsMm.filter((_, index) => index % 2 === 1);
    assert.ok(Math.abs(Math.max(...ys) - Math.min(...ys) - gainMmPerMv) < 1e-9);
    const top = pointsMm.filter((_, index) => index % 2 === 0 && pointsMm[index + 1] === Math.min(...ys));
    assert.ok(Math.abs(Math.max(...top) - Math.min(...top) - 0.2 * speedMmPerS) < 1e-9);
    assert.ok(Math.max(...pointsMm.filter((_, i) => i % 2 === 0)) < page.segments[0]!.originXMm);
    assert.deepEqual(texts(page, "scale"), [`${speedMmPerS} mm/s ${gainMmPerMv} mm/mV`]);
  }
});

test("a page wide enough for ten seconds is made at 50 mm/s", () => {
  const page = layoutPage(recording(), { layout: "12x1", speedMmPerS: 50 });
  assert.ok(page.widthMm > 500);
  assert.ok(page.segments.every(({ boxMm }) => boxMm.xMm + boxMm.widthMm < page.widthMm));
});

test("the rhythm strip is II, or the first lead that is recorded", () => {
  const strip = (names: readonly string[], layout: PageLayout = "3x4+1") =>
    layoutPage(recording({ names }), { layout }).segments.find(({ role }) => role === "rhythm");
  assert.equal(strip(["V1", "II"])?.lead, "II");
  assert.equal(strip(["ECG", "V5", "V1"])?.lead, "V5");
  assert.deepEqual([strip(["I"])?.lead, strip(["I"])?.endSample], ["I", 5000]);
  assert.equal(strip(["ECG"])?.lead, "ECG");
  assert.equal(strip(["I"], "kit3x4+1")?.lead ?? "II", "II", "the kit's geometry stays");
});

test("missing leads keep their place and are labelled; they have no pulse of their own", () => {
  const names = ["I", "II", "V1"];
  const page = layoutPage(recording({ names }), { layout: "12x1" });
  assert.deepEqual(texts(page, "lead-name"), [...STANDARD_LEADS]);
  assert.deepEqual(texts(page, "missing"), Array(9).fill("not recorded"));
  assert.equal(segmentOf(page, "V2").endSample, segmentOf(page, "V2").startSample);
  assert.equal(page.items.filter((item) => item.kind === "line" && item.role === "calibration").length, 3);
});

test("a lead without a valid sample and a recording without leads are said, not drawn", () => {
  const value = (lead: number) => (lead === 6 ? Number.NaN : 0);
  const page = layoutPage(recording({ value }), { layout: "12x1" });
  assert.equal(segmentOf(page, "V1").state, "no valid samples");
  assert.deepEqual(texts(page, "missing"), ["no valid samples"]);
  const empty = layoutPage(recording({ names: [] }), { layout: "3x4+1" });
  assert.equal(texts(empty, "missing").length, 13);
});

test("a short recording ends where it ends", () => {
  // 4 s at 500 Hz: column two (2.5 to 5 s) stops at sample 2000, columns three and four never begin.
  const page = layoutPage(recording({ seconds: 4 }), { layout: "3x4+1" });
  assert.equal(segmentOf(page, "aVR").endSample, 2000);
  assert.equal(segmentOf(page, "V1").state, "ended");
  assert.equal(page.segments[12]!.endSample, 2000);
});

test("of a long recording the first ten seconds are drawn, and the page says so", () => {
  const long = recording({ seconds: 30, rate: 250 });
  for (const layout of ["12x1", "gem12x1"] as const) {
    const page = layoutPage(long, { layout });
    assert.ok(page.segments.every((segment) => segment.endSample === 2500));
    assert.match(texts(page, "note").join(), /first 10 s of 30 s shown/);
  }
  assert.doesNotMatch(texts(layoutPage(recording(), { layout: "12x1" }), "note").join(), /first/);
});

test("leads that are cut off at the edge and leads without a place are named", () => {
  const value = (lead: number, sample: number) => (lead === 0 && sample === 100 ? 30 : 0);
  const page = layoutPage(recording({ names: [...STANDARD_LEADS, "V7"], value }), { layout: "12x1" });
  assert.match(texts(page, "note").join(), /cut off at the edge: I; also recorded, not shown: V7/);
});

test("the disclaimer is printed on every page but the two that reproduce the kit's", () => {
  for (const layout of ["3x4+1", "6x2", "12x1", "gem12x1", "kit3x4+1"] as PageLayout[]) {
    const printed = texts(layoutPage(recording(), { layout }), "disclaimer");
    assert.deepEqual(printed, /^(gem|kit)/.test(layout) ? [] : [DISCLAIMER]);
  }
});

test("a lead's name moves out of the way of its trace", () => {
  const flat = layoutPage(recording(), { layout: "3x4+1" });
  // A plateau of 0.9 mV, 9 mm, over the first 0.5 s of V1 lies where its name would be.
  const value = (lead: number, sample: number) => (lead === 6 && sample >= 2500 && sample < 2750 ? 0.9 : 0);
  const moved = layoutPage(recording({ value }), { layout: "3x4+1" });
  const nameY = (page: Page) =>
    page.items.find((item) => item.kind === "text" && item.text === "V1" && item.role === "lead-name");
  const [before, after] = [nameY(flat), nameY(moved)];
  assert.ok(before?.kind === "text" && after?.kind === "text");
  const baseline = segmentOf(flat, "V1").baselineYMm;
  assert.ok(before.yMm < baseline && after.yMm < before.yMm);
  assert.ok(after.yMm < baseline - 9, "the name stands above the plateau");
});

test("what makes no sense is refused with the range that is meant", () => {
  const refuse = (options: Partial<LayoutOptions> & { layout: PageLayout }, pattern: RegExp) => {
    assert.throws(
      () => layoutPage(recording(), options),
      (error) => error instanceof UsageError && pattern.test(error.message),
    );
  };
  refuse({ layout: "5x5" as PageLayout }, /"5x5".*3x4\+1/);
  refuse({ layout: "toString" as PageLayout }, /"toString"/);
  refuse({ layout: "12x1", speedMmPerS: 0 }, /speed.*got 0, wanted 5 to 100/);
  refuse({ layout: "12x1", gainMmPerMv: Number.NaN }, /gain.*got NaN, wanted 1 to 50/);
  refuse({ layout: "gem12x1", speedMmPerS: 50 }, /gem12x1.*got 50, wanted 25/);
  refuse({ layout: "3x4+1", rhythmLeads: ["V9"] }, /"V9".*I, II/);
  refuse({ layout: "3x4+1", highlights: [{ lead: "I", startMs: 5, endMs: 4 }] }, /5 to 4 ms/);
  assert.throws(() => layoutPage(recording({ rate: 0 }), { layout: "12x1" }), UsageError);
});
