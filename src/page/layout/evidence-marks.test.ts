import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { textBoxMm } from "../draw/stroke-font.ts";
import { type MarkItem, msToXMm, mvToYMm, type PageHighlight, type PageLayout } from "../page.ts";
import { traceSpanMm } from "./free-room.ts";
import { layoutPage } from "./layout-page.ts";

/** 1 mV high for 40 ms once a second, in every lead. */
const beating = Float64Array.from({ length: 5000 }, (_, sample) => (sample % 500 < 20 ? 1 : 0));
const recording = {
  name: "made",
  leads: STANDARD_LEADS.map((name) => ({ name, samplesMv: beating })),
  samplingRateHz: 500,
  patient: UNKNOWN_PATIENT,
  source: { format: "csv", sha256: "", warnings: [] },
};

function lay(highlights: PageHighlight[], layout: PageLayout = "3x4+1") {
  const page = layoutPage(recording, { layout, highlights });
  return { page, marks: page.items.filter((item): item is MarkItem => item.kind === "mark") };
}

/** Corners of all strokes of a mark. */
function points({ pen }: MarkItem): [number, number][] {
  return pen.strokesMm.flatMap((stroke) =>
    stroke.flatMap((x, index) => (index % 2 === 0 ? [[x, stroke[index + 1]!] as [number, number]] : [])),
  );
}

test("a duration caliper stands on its two times, says their distance and reaches down to the trace", () => {
  const { page, marks } = lay([{ form: "duration", lead: "V2", startMs: 5100, endMs: 5420, label: "PR" }]);
  const [mark] = marks;
  assert.equal(marks.length, 1);
  assert.equal(mark!.label, "PR 320 ms");
  const segment = page.segments.find(({ lead }) => lead === "V2")!;
  const xs = points(mark!).map(([x]) => x);
  assert.ok(Math.abs(Math.min(...xs) - msToXMm(segment, 5100)) < 1e-9);
  assert.ok(Math.abs(Math.max(...xs) - msToXMm(segment, 5420)) < 1e-9);
  const nearest = Math.min(...points(mark!).map(([, y]) => Math.abs(y - segment.baselineYMm)));
  assert.ok(nearest < 0.7, `${nearest} mm from the trace`); // the dotted line may end in a gap of 0.65 mm
});

test("an amplitude caliper stands on its two voltages and says their difference with its sign", () => {
  const { page, marks } = lay(
    [{ form: "amplitude", lead: "V5", startMs: 3000, endMs: 3100, fromMv: 0, toMv: -0.8, id: "x" }],
    "12x1",
  );
  const segment = page.segments[10]!;
  assert.equal(marks[0]!.label, "-0.80 mV");
  assert.equal(marks[0]!.id, "x");
  const ys = points(marks[0]!).map(([, y]) => y);
  assert.ok(Math.abs(Math.min(...ys) - mvToYMm(segment, 0)) < 1e-9);
  assert.ok(Math.abs(Math.max(...ys) - mvToYMm(segment, -0.8)) < 1e-9);
});

test("a point lies on the trace, on every part of its lead that shows the time", () => {
  const { page, marks } = lay([{ form: "point", lead: "II", startMs: 2020, endMs: 2020, label: "R" }]);
  assert.equal(marks.length, 2); // the cell of II and the strip
  for (const mark of marks) {
    const segment = page.segments.find(
      ({ baselineYMm }) => Math.abs(mark.pen.strokesMm[0]![1]! - baselineYMm) < 15,
    )!;
    const [xs, ys] = [points(mark).map(([x]) => x), points(mark).map(([, y]) => y)];
    const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
    assert.ok(Math.abs(middle(xs) - msToXMm(segment, 2020)) < 1e-9);
    assert.ok(Math.abs(middle(ys) - mvToYMm(segment, 1)) < 1e-9); // sample 10 of the beat is 1 mV
  }
});

test("what a page shows only in part is handed back undrawn, and what it shows twice is measured on the strip", () => {
  const cut = { form: "duration", lead: "V2", startMs: 4900, endMs: 5200 } as const; // the column begins at 5 s
  const beyond = { form: "amplitude", lead: "I", startMs: 0, endMs: 9, fromMv: 0, toMv: 90 } as const;
  const both = { form: "duration", lead: "II", startMs: 500, endMs: 700 } as const;
  const { page, marks } = lay([cut, beyond, both]);
  assert.deepEqual(page.undrawnHighlights, [cut, beyond]);
  const strip = page.segments.find(({ role }) => role === "rhythm")!;
  assert.equal(marks.length, 1);
  assert.ok(Math.abs(points(marks[0]!)[0]![1] - strip.baselineYMm) < 20);
});

test("labels cover no trace, no name and no other label where there is room", () => {
  const highlights: PageHighlight[] = [0, 150, 300].flatMap((shift) => [
    { form: "duration", lead: "I", startMs: 1100 + shift, endMs: 1200 + shift },
    { form: "point", lead: "III", startMs: 1100 + shift, endMs: 1100 + shift, label: "J" },
  ]);
  const { page, marks } = lay(highlights);
  assert.equal(marks.length, 6);
  const boxes = [
    ...marks.map(({ plateMm }) => plateMm!),
    ...page.items.flatMap((item) => (item.kind === "text" ? [textBoxMm(item.text, item)] : [])),
  ];
  boxes.slice(0, marks.length).forEach((box, index) => {
    const [right, bottom] = [box.xMm + box.widthMm, box.yMm + box.heightMm];
    for (const segment of page.segments) {
      const span = traceSpanMm(segment, box.xMm, right);
      assert.ok(span === null || span[1] < box.yMm || span[0] > bottom, `label ${index} on ${segment.lead}`);
    }
    boxes.forEach((other, at) => {
      if (at === index) return;
      const isApart =
        right <= other.xMm ||
        other.xMm + other.widthMm <= box.xMm ||
        bottom <= other.yMm ||
        other.yMm + other.heightMm <= box.yMm;
      assert.ok(isApart, `labels ${index} and ${at}`);
    });
  });
});

test("marks that make no sense are refused with what was wanted", () => {
  const base = { lead: "I", startMs: 100, endMs: 200 };
  for (const [bad, message] of [
    [{ ...base, form: "amplitude", fromMv: 0 }, /finite voltages/],
    [{ ...base, form: "duration", fromMv: Number.NaN }, /finite voltages/],
    [{ ...base, form: "arrow" }, /span, duration, amplitude, point/],
    [{ ...base, kind: "guess" }, /evidence, supported/],
    [{ ...base, form: "point", symbol: "star" }, /circle, square/],
  ] as const) {
    assert.throws(
      () => lay([bad as unknown as PageHighlight]),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  }
});
