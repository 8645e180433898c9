import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { Page } from "../page.ts";
import { type LayoutOptions, layoutPage } from "./layout-page.ts";

function recording(seconds = 10, names: readonly string[] = STANDARD_LEADS): Recording {
  return {
    name: "made",
    leads: names.map((name) => ({ name, samplesMv: new Float64Array(seconds * 500) })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
}

const texts = (page: Page, role: string) =>
  page.items.flatMap((item) => (item.kind === "text" && item.role === role ? [item.text] : []));

function refuse(options: LayoutOptions, pattern: RegExp, seconds = 10): void {
  assert.throws(
    () => layoutPage(recording(seconds), options),
    (error) => error instanceof UsageError && pattern.test(error.message),
  );
}

test("simultaneous columns all begin together, the strip runs on, and the page says so", () => {
  const page = layoutPage(recording(), { layout: "3x4+1", columns: "simultaneous" });
  const cells = page.segments.filter(({ role }) => role === "row");
  assert.ok(cells.every((cell) => cell.startSample === 0 && cell.endSample === 1250));
  assert.equal(page.segments[12]!.endSample, 5000);
  assert.equal(page.timing, "simultaneous");
  assert.deepEqual(texts(page, "note"), ["all columns show the first 2.5 s"]);
});

test("a page that begins later shows that time and says which", () => {
  const page = layoutPage(recording(30), { layout: "6x2", startMs: 12_000 });
  assert.deepEqual(
    [page.segments[0]!, page.segments[6]!].map((s) => [s.startSample, s.endSample]),
    [
      [6000, 8500],
      [8500, 11_000],
    ],
  );
  assert.match(texts(page, "note").join(), /^12 to 22 s of 30 s shown; columns follow/);
  const kit = layoutPage(recording(30), { layout: "gem12x1", startMs: 20_000 });
  assert.ok(kit.segments.every((s) => s.startSample === 10_000 && s.endSample === 15_000));
  refuse({ layout: "12x1", startMs: 10_000 }, /start in ms: got 10000, wanted 0 to less than 10000/);
  refuse({ layout: "12x1", startMs: -1 }, /got -1/);
});

test("letter paper is what a page has by default", () => {
  const ordinary = layoutPage(recording(), { layout: "3x4+1" });
  assert.deepEqual(layoutPage(recording(), { layout: "3x4+1", paper: "letter" }), ordinary);
});

test("paper that was chosen keeps its size; a row holds the whole tenths of a second that fit", () => {
  const page = layoutPage(recording(), { layout: "12x1", paper: "a4", speedMmPerS: 50 });
  assert.deepEqual([page.widthMm, page.heightMm], [297, 210]); // ISO 216
  // 290 mm of field, 25 mm for names and pulse, 5 mm at the end: 260 mm are 5.2 s.
  assert.ok(page.segments.every((s) => s.endSample === 2600));
  assert.match(texts(page, "note").join(), /^first 5\.2 s of 10 s shown, as much as fits the paper/);
  // Upright 205 mm less 25 are 180 mm, 7.2 s, two columns of 3.6 s.
  const upright = layoutPage(recording(), { layout: "6x2", paper: "a4", orientation: "portrait" });
  assert.deepEqual([upright.widthMm, upright.heightMm], [210, 297]);
  assert.deepEqual([upright.segments[0]!.endSample, upright.segments[6]!.endSample], [1800, 3600]);
  const short = layoutPage(recording(4), { layout: "12x1", paper: "a4", speedMmPerS: 50 });
  assert.ok(
    short.segments.every((s) => s.endSample === 2000),
    "all of a recording that fits",
  );
});

test("a longer row is drawn where it is asked for: 20 s at 12.5 mm/s", () => {
  const page = layoutPage(recording(20), { layout: "12x1", speedMmPerS: 12.5, durationMs: 20_000 });
  assert.ok(page.segments.every((s) => s.endSample === 10_000));
  assert.ok(Math.abs(page.widthMm - 279.4) < 1e-9); // 250 mm of trace: letter paper holds it
});

test("what does not fit is refused with the size that would", () => {
  // 205 mm less 30 are 175 mm, 0.87 s a column; the other 35 mm and four times 50 mm are needed.
  const upright = { layout: "3x4", paper: "a4", orientation: "portrait", speedMmPerS: 50 } as const;
  refuse(upright, /less than 1 s in each of 4 columns at 50 mm\/s, wanted 235 mm of width/);
  assert.ok(layoutPage(recording(), { ...upright, orientation: "landscape" }));
  const wide = { widthMm: 297, heightMm: 235 };
  assert.equal(layoutPage(recording(), { ...upright, paper: wide }).widthMm, 235, "portrait turns any size");
  refuse(
    { layout: "12x1", paper: { widthMm: 297, heightMm: 100 } },
    /12 rows do not fit 297 x 100 mm, wanted 127 mm/,
  );
  assert.ok(layoutPage(recording(), { layout: "12x1", paper: { widthMm: 297, heightMm: 127 } }));
  refuse(
    { layout: "12x1", paper: { widthMm: 49, heightMm: 100 } },
    /got 49 x 100 mm, wanted sides of 50 to 2000/,
  );
  refuse({ layout: "12x1", paper: { widthMm: 1e9, heightMm: Number.NaN } }, /wanted sides of 50 to 2000/);
  refuse({ layout: "12x1", paper: "b5" as "a4" }, /"b5", wanted a3, a4/);
  refuse({ layout: "12x1", speedMmPerS: 100, durationMs: 60_000 }, /wanted at most 2000 mm/);
  refuse({ layout: "12x1", durationMs: 1e9 }, /length in ms: got 1000000000, wanted 500 to 120000/);
  refuse({ layout: "12x1", columns: "both" as "sequential" }, /columns: got "both"/);
  refuse({ layout: "gem12x1", paper: "a4" }, /paper of gem12x1: got "a4", wanted none: it is fixed/);
});

test("one lead alone runs over as many rows as it needs, each with its time", () => {
  const page = layoutPage(recording(25, ["ECG", "I"]), { layout: "single" });
  assert.deepEqual(
    page.segments.map((s) => [s.lead, s.startSample, s.endSample]),
    [
      ["I", 0, 5000],
      ["I", 5000, 10_000],
      ["I", 10_000, 12_500],
    ],
  );
  assert.deepEqual(texts(page, "time"), ["0 s", "10 s", "20 s"]);
  // 190 mm hold six rows of 30 mm: a minute of an hour.
  const long = layoutPage(recording(600), { layout: "single", lead: "V5" });
  assert.equal(long.segments.length, 6);
  assert.match(texts(long, "note").join(), /^first 60 s of 600 s shown/);
});

test("the pulse stands left or right of the traces, or nowhere", () => {
  const pulses = (pulse: "left" | "right" | "none") => {
    const page = layoutPage(recording(), { layout: "12x1", pulse });
    const lines = page.items.flatMap((item) =>
      item.kind === "line" && item.role === "calibration" ? [item.pointsMm[0]!] : [],
    );
    return { lines, trace: page.segments[0]!.boxMm };
  };
  const left = pulses("left");
  assert.equal(left.lines.length, 12);
  assert.ok(left.lines.every((x) => x < left.trace.xMm));
  const right = pulses("right");
  assert.ok(right.lines.every((x) => x > right.trace.xMm + right.trace.widthMm));
  assert.equal(right.lines.length, 12);
  assert.deepEqual(pulses("none").lines, []);
});

test("a trace that is cut off is marked at its place, with how far it goes", () => {
  const made = recording();
  made.leads[0]!.samplesMv[2500] = 6.25; // I, at 5 s
  made.leads[11]!.samplesMv[1000] = -7; // V6, at 2 s
  const page = layoutPage(made, { layout: "12x1" });
  const heads = page.items.flatMap((item) =>
    item.kind === "line" && item.role === "clip" ? [item.pointsMm] : [],
  );
  const { yMm, heightMm } = page.clipMm;
  const trace = page.segments[0]!.originXMm;
  assert.equal(heads.length, 2);
  assert.ok(Math.abs(heads[0]![2]! - (trace + 125)) < 1e-9); // its tip, 5 s at 25 mm/s
  assert.ok(heads[0]![3]! > yMm && heads[0]![3]! < yMm + 1, "at the upper edge");
  assert.ok(Math.abs(heads[1]![2]! - (trace + 50)) < 1e-9);
  assert.ok(heads[1]![3]! < yMm + heightMm && heads[1]![3]! > yMm + heightMm - 1, "at the lower edge");
  assert.deepEqual(texts(page, "clip"), ["I 6.3 mV", "V6 -7.0 mV"]);
  assert.deepEqual(texts(layoutPage(recording(), { layout: "12x1" }), "clip"), []);
});
