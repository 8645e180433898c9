import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { textBoxMm } from "../draw/stroke-font.ts";
import { mvToYMm, type Page, sampleToXMm, xMmToSample, yMmToMv } from "../page.ts";
import { type LayoutOptions, layoutPage, PAGE_LAYOUTS } from "./layout-page.ts";
import { STYLE_NAMES } from "./named-styles.ts";
import { PAPER_NAMES } from "./page-paper.ts";

const synthetic = syntheticEcg().recording;
const measurements = measureRecording(synthetic);

/** Of every layout and paper; about a third does not fit and must be refused. */
const anyOptions: fc.Arbitrary<LayoutOptions> = fc
  .record(
    {
      layout: fc.constantFrom(...PAGE_LAYOUTS),
      speedMmPerS: fc.constantFrom(12.5, 25, 50),
      gainMmPerMv: fc.constantFrom(5, 10, 20),
      startMs: fc.integer({ min: 0, max: 3000 }),
      durationMs: fc.integer({ min: 1000, max: 30_000 }),
      paper: fc.oneof(
        fc.constantFrom(...PAPER_NAMES),
        fc.record({
          widthMm: fc.integer({ min: 50, max: 600 }),
          heightMm: fc.integer({ min: 50, max: 500 }),
        }),
      ),
      orientation: fc.constantFrom("landscape", "portrait"),
      columns: fc.constantFrom("sequential", "simultaneous"),
      leadOrder: fc.constantFrom("standard", "cabrera"),
      style: fc.constantFrom(...STYLE_NAMES),
      pulse: fc.constantFrom("left", "right", "none"),
      header: fc.boolean(),
      title: fc.constantFrom(
        "",
        "A title",
        "A title that is much longer than most papers are wide ".repeat(4),
      ),
    },
    { requiredKeys: ["layout"] },
  )
  .map((options) => (options.layout === "median" ? { ...options, measurements, fiducials: true } : options));

const anyRecording: fc.Arbitrary<Recording> = fc
  .record({
    names: fc.subarray([...STANDARD_LEADS, "V7", "V4R", "a lead of a long name"]),
    rate: fc.constantFrom(100, 257, 500),
    seconds: fc.integer({ min: 4, max: 40 }),
    heightMv: fc.constantFrom(0.5, 2, 9),
  })
  .map(({ names, rate, seconds, heightMv }) => ({
    name: "made",
    leads: names.map((name) => ({
      name,
      samplesMv: Float64Array.from({ length: rate * seconds }, (_, i) =>
        i % rate < 8 ? heightMv * (i % 2 === 0 ? 1 : -1) : 0,
      ),
    })),
    samplingRateHz: rate,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  }));

/** The page, or null where it was refused; a refusal must name what was wanted. */
function laid(recording: Recording, options: LayoutOptions): Page | null {
  try {
    return layoutPage(options.layout === "median" ? synthetic : recording, options);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    assert.match(error.message, /wanted|but/);
    return null;
  }
}

function forEveryPage(check: (page: Page) => void, runs: number): void {
  let drawn = 0;
  fc.assert(
    fc.property(anyRecording, anyOptions, (recording, options) => {
      const page = laid(recording, options);
      if (page === null) return;
      drawn++;
      check(page);
    }),
    { numRuns: runs },
  );
  assert.ok(drawn > runs / 5, `only ${drawn} of ${runs} pages were drawn`);
}

test("on every page the map from samples and millivolts to the paper can be walked back", () => {
  forEveryPage(({ segments }) => {
    for (const segment of segments) {
      for (const sample of [segment.startSample, segment.startSample + 12.25, segment.endSample - 1]) {
        assert.ok(Math.abs(xMmToSample(segment, sampleToXMm(segment, sample)) - sample) < 1e-6);
      }
      for (const mv of [-3, 0, 0.125]) {
        assert.ok(Math.abs(yMmToMv(segment, mvToYMm(segment, mv)) - mv) < 1e-9);
      }
    }
  }, 150);
});

test("no two segments of a row overlap, and every drawn sample lies in its segment's box", () => {
  forEveryPage(({ segments }) => {
    segments.forEach((one, index) => {
      const { xMm, widthMm } = one.boxMm;
      if (one.state === "drawn") {
        assert.ok(sampleToXMm(one, one.startSample) >= xMm - 1e-6);
        assert.ok(sampleToXMm(one, one.endSample - 1) <= xMm + widthMm + 1e-6);
      }
      for (const other of segments.slice(index + 1)) {
        if (other.baselineYMm !== one.baselineYMm) continue;
        const [left, right] = xMm <= other.boxMm.xMm ? [one.boxMm, other.boxMm] : [other.boxMm, one.boxMm];
        assert.ok(left.xMm + left.widthMm <= right.xMm + 1e-6, `${one.lead} and ${other.lead}`);
      }
    });
  }, 150);
});

test("everything lies on the paper: field, segments, lines and the ink of every text", () => {
  forEveryPage((page) => {
    const inside = (what: string, xs: readonly number[], ys: readonly number[]) => {
      assert.ok(Math.min(...xs) >= -1e-6 && Math.max(...xs) <= page.widthMm + 1e-6, `${what}: x ${xs}`);
      assert.ok(Math.min(...ys) >= -1e-6 && Math.max(...ys) <= page.heightMm + 1e-6, `${what}: y ${ys}`);
    };
    const { boxMm } = page.grid;
    inside("field", [boxMm.xMm, boxMm.xMm + boxMm.widthMm], [boxMm.yMm, boxMm.yMm + boxMm.heightMm]);
    for (const { lead, boxMm: box, baselineYMm } of page.segments) {
      inside(lead, [box.xMm, box.xMm + box.widthMm], [baselineYMm]);
    }
    for (const item of page.items) {
      if (item.kind === "line" && item.role !== "calibration") {
        const xs = item.pointsMm.filter((_, index) => index % 2 === 0);
        inside(item.role, xs, item.role === "fiducial" ? [0] : item.pointsMm.filter((_, i) => i % 2 === 1));
      }
      if (item.kind === "line" && item.role === "calibration") {
        inside(
          "pulse",
          item.pointsMm.filter((_, i) => i % 2 === 0),
          [0],
        );
      }
      if (item.kind === "text") {
        const { xMm, yMm, widthMm, heightMm } = textBoxMm(item.text, item);
        inside(`${item.role} ${item.text}`, [xMm, xMm + widthMm], [yMm, yMm + heightMm]);
      }
    }
  }, 250);
});
