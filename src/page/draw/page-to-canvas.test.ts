import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { layoutPage } from "../layout/layout-page.ts";
import type { PageHighlight } from "../page.ts";
import { type CanvasContext, canvasSize, pageToCanvas } from "./page-to-canvas.ts";

function made(value: (sample: number) => number, highlights: PageHighlight[] = []) {
  const samplesMv = Float64Array.from({ length: 5000 }, (_, sample) => value(sample));
  const recording = {
    name: "made",
    leads: STANDARD_LEADS.map((name) => ({ name, samplesMv })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
  return layoutPage(recording, { layout: "12x1", highlights });
}

interface Call {
  readonly name: string;
  readonly args: readonly (number | string)[];
  /** As it was set when the call was made. */
  readonly style: Readonly<Record<string, unknown>>;
}

/** A context that writes down what is asked of it, and keeps its state as the standard says. */
function recordingContext() {
  const calls: Call[] = [];
  let style: Record<string, unknown> = {
    fillStyle: "#000000",
    globalAlpha: 1,
    transform: [1, 0, 0, 1, 0, 0],
  };
  const saved: Record<string, unknown>[] = [];
  const context = new Proxy({} as CanvasContext, {
    get:
      (_, name: string) =>
      (...args: (number | string)[]) => {
        calls.push({ name, args, style: { ...style } });
        if (name === "save") saved.push({ ...style });
        if (name === "restore") style = saved.pop()!;
        if (name === "setTransform") style["transform"] = args;
      },
    set: (_, name: string, value: unknown) => {
      style[name] = value;
      return true;
    },
  });
  return { context, calls, depth: () => saved.length, state: () => style };
}

test("the canvas is as large as the page in device pixels, its style in CSS pixels", () => {
  const page = made(() => 0); // 279.4 x 215.9 mm
  assert.deepEqual(canvasSize(page, { pxPerMm: 4, devicePixelRatio: 2 }), {
    widthPx: 2236,
    heightPx: 1728,
    cssWidthPx: 1118,
    cssHeightPx: 864,
  });
  assert.equal(canvasSize(page).widthPx, 1056); // 11 inches of 96 pixels
});

test("everything is in millimetres under the device's scale, and the state is put back", () => {
  const { context, calls, depth, state } = recordingContext();
  pageToCanvas(
    context,
    made(() => 0),
    { pxPerMm: 4, devicePixelRatio: 1.5 },
  );
  assert.equal(depth(), 0);
  assert.equal(state()["globalAlpha"], 1);
  assert.equal(state()["lineCap"], undefined);
  const strokes = calls.filter(({ name }) => name === "stroke");
  assert.ok(strokes.length >= 24); // twelve traces and their pulses at least
  for (const { style } of strokes) assert.deepEqual(style["transform"], [6, 0, 0, 6, 0, 0]);
  const [paper] = calls.filter(({ name }) => name === "fillRect");
  assert.deepEqual(paper!.args, [0, 0, 279.4, 215.9]);
});

test("a trace runs through its samples, within the field; a lone sample is a dot", () => {
  const page = made((sample) => (sample > 1000 && sample < 2000 && sample !== 1500 ? Number.NaN : 0));
  const { context, calls } = recordingContext();
  pageToCanvas(context, page);
  const clip = calls.findLastIndex(({ name }) => name === "clip");
  const { xMm, yMm, widthMm, heightMm } = page.clipMm;
  assert.deepEqual(calls[clip - 1]!.args, [xMm, yMm, widthMm, heightMm]);
  const drawn = calls.slice(clip).filter(({ name }) => name === "moveTo" || name === "lineTo");
  const { originXMm: x, baselineYMm: y } = page.segments[11]!;
  // 25 mm/s at 500 Hz: sample 1000 is 50 mm on; positions are rounded to 0.01 mm.
  const expected = [
    ["moveTo", x, y],
    ["lineTo", x + 50, y],
    ["moveTo", x + 75, y],
    ["lineTo", x + 75.001, y],
    ["moveTo", x + 100, y],
    ["lineTo", x + 249.95, y],
  ] as const;
  assert.equal(drawn.length, expected.length);
  expected.forEach(([name, atX, atY], index) => {
    assert.equal(drawn[index]!.name, name);
    assert.ok(Math.abs((drawn[index]!.args[0] as number) - atX) <= 0.0051);
    assert.ok(Math.abs((drawn[index]!.args[1] as number) - atY) <= 0.0051);
  });
});

test("grid lines are bars on whole device pixels", () => {
  const { context, calls } = recordingContext();
  pageToCanvas(
    context,
    made(() => 0),
    { pxPerMm: 4, devicePixelRatio: 2 },
  );
  const bars = calls.filter(({ name, style }) => {
    return name === "fillRect" && (style["transform"] as number[])[0] === 1;
  });
  assert.ok(bars.length > 400); // 276 upright and 191 level lines
  for (const { args } of bars) assert.ok(args.every(Number.isInteger), String(args));
});

test("marks are tinted, hatched in their own colour and written on as text", () => {
  const { context, calls } = recordingContext();
  const highlights: PageHighlight[] = [
    { lead: "I", startMs: 1000, endMs: 1400, kind: "contradicted", label: "病 PR" },
    { lead: "V1", startMs: 2000, endMs: 3000, form: "duration" },
  ];
  pageToCanvas(
    context,
    made(() => 0, highlights),
  );
  const tint = calls.find(({ name, style }) => name === "fillRect" && style["fillStyle"] === "#f05a50");
  assert.equal(tint!.style["globalAlpha"], 0.35);
  assert.ok(Math.abs((tint!.args[2] as number) - 10) < 1e-9); // 400 ms at 25 mm/s
  const colours = calls.filter(({ name }) => name === "stroke").map(({ style }) => style["strokeStyle"]);
  assert.equal(colours.filter((colour) => colour === "#b3261e").length, 2); // hatching and edges
  const texts = calls.filter(({ name }) => name === "fillText").map(({ args }) => args[0]);
  assert.ok(texts.includes("病 PR") && texts.includes("1000 ms"));
});

test("scales and sizes that no canvas has are refused", () => {
  const { context, calls } = recordingContext();
  const page = made(() => 0);
  for (const options of [
    { pxPerMm: 0 },
    { pxPerMm: Number.NaN },
    { devicePixelRatio: -1 },
    { pxPerMm: 100 },
  ]) {
    assert.throws(() => pageToCanvas(context, page, options), UsageError);
  }
  assert.equal(calls.length, 0);
});
