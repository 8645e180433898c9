import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { type LineItem, msToXMm, mvToYMm, type TextItem } from "../page.ts";
import { type LayoutOptions, layoutPage } from "./layout-page.ts";

const { recording } = syntheticEcg();
const measurements = measureRecording(recording);
const lay = (options: Partial<LayoutOptions> = {}, of = recording) =>
  layoutPage(of, { layout: "median", measurements, ...options });

test("the page of median beats draws each lead's own samples from the window's start, at 50 mm/s", () => {
  const page = lay();
  assert.equal(page.segments.length, 12);
  assert.equal(page.timing, "simultaneous");
  for (const segment of page.segments) {
    const { samplesMv } = measurements.leads[segment.lead]!.median!;
    assert.deepEqual([segment.role, segment.startSample, segment.endSample], ["median", 0, samplesMv.length]);
    assert.equal(segment.samplesMv[200], samplesMv[200]);
    // Samples are 2 ms apart (the contract of Measurements): 0.1 mm at 50 mm/s.
    assert.ok(Math.abs(segment.mmPerSample - 0.1) < 1e-12);
  }
  const notes = page.items.flatMap((item) =>
    item.kind === "text" && item.role === "note" ? [item.text] : [],
  );
  const count = measurements.beats.length;
  assert.deepEqual(notes, [`median beats, class normal (${count} of ${count} beats)`]);
});

test("fiducials stand at the measured onsets and ends, on the trace", () => {
  const page = lay({ fiducials: true });
  const segment = page.segments.find(({ lead }) => lead === "II")!;
  const { p, t } = measurements.leads["II"]!.median!;
  const windowMs = measurements.global.medianWindowStartMs!;
  const ticks = page.items.filter(
    (item): item is LineItem => item.kind === "line" && item.role === "fiducial",
  );
  const { xMm, widthMm, yMm, heightMm } = segment.boxMm;
  const own = ticks.filter(
    ({ pointsMm: [x, top, , bottom] }) =>
      x! >= xMm &&
      x! <= xMm + widthMm &&
      (top! + bottom!) / 2 >= yMm &&
      (top! + bottom!) / 2 < yMm + heightMm,
  );
  assert.equal(own.length, 6);
  const near = (tick: LineItem, ms: number) =>
    assert.ok(Math.abs(tick.pointsMm[0]! - msToXMm(segment, ms)) < 1e-9);
  near(own[0]!, p!.onsetMs + windowMs);
  near(own[1]!, p!.offsetMs + windowMs);
  near(own[5]!, t!.offsetMs + windowMs);
  // QT runs from the lead's own QRS onset to the end of its T.
  near(own[2]!, t!.offsetMs - measurements.leads["II"]!.median!.qtMs! + windowMs);
  const sample = Math.round((p!.onsetMs + windowMs) / 2);
  const middle = (own[0]!.pointsMm[1]! + own[0]!.pointsMm[3]!) / 2;
  assert.ok(Math.abs(middle - mvToYMm(segment, segment.samplesMv[sample]!)) < 1e-9);
  const names = page.items.filter(
    (item): item is TextItem => item.kind === "text" && item.role === "fiducial",
  );
  assert.deepEqual(
    names.slice(0, 3).map(({ text }) => text),
    ["P", "QRS", "T"],
  );
  assert.ok(lay().items.every((item) => item.kind !== "line" || item.role !== "fiducial"));
});

test("a lead without a median beat, and one that was not recorded, are said", () => {
  const leads = { ...measurements.leads, V2: { ...measurements.leads["V2"]!, median: null } };
  const of = { ...recording, leads: recording.leads.filter(({ name }) => name !== "aVL") };
  const page = lay({ measurements: { ...measurements, leads } }, { ...of });
  const states = Object.fromEntries(page.segments.map(({ lead, state }) => [lead, state]));
  assert.equal(states["V2"], "not measured");
  const missing = page.items.flatMap((item) =>
    item.kind === "text" && item.role === "missing" ? [item.text] : [],
  );
  assert.ok(missing.includes("no median beat"));
});

test("upright paper takes two columns; Cabrera's -aVR is upside down here too", () => {
  const page = lay({ paper: "a4", orientation: "portrait", leadOrder: "cabrera" });
  const columns = new Set(page.segments.map(({ boxMm }) => boxMm.xMm));
  assert.equal(columns.size, 2);
  assert.deepEqual([page.segments[2]!.label, page.segments[2]!.mmPerMv], ["-aVR", -10]);
});

test("without measurements, or where no beat fits, the page is refused", () => {
  const refuse = (options: LayoutOptions, pattern: RegExp) =>
    assert.throws(
      () => layoutPage(recording, options),
      (error) => error instanceof UsageError && pattern.test(error.message),
    );
  refuse({ layout: "median" }, /got no measurements/);
  refuse({ layout: "median", measurements, startMs: 100 }, /they have their own/);
  refuse({ layout: "3x4", fiducials: true }, /for the layout median only/);
  // 1.14 s at 100 mm/s are 114 mm, more than A5's 148 mm less pulse and margins leave.
  const small = { paper: "a5", orientation: "portrait", speedMmPerS: 100 } as const;
  refuse(
    { layout: "median", measurements, ...small },
    /1\.1 s at 100 mm\/s do not fit 148 mm of paper, wanted \d+ mm/,
  );
});
