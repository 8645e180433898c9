// Waves drawn as half cosines at 500 Hz: height, sign pattern, area (height times half the length) and terminal force
// follow from how they are drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateKnots, type Knot, lobeKnots } from "../../simulate/beat-shape.ts";
import { type WaveShape, waveShape } from "./wave-form.ts";

const ONSET = 50;
const LENGTH = 60;

/** A wave of 60 samples (120 ms) with one or two lobes, on a line from `startMv` to `endMv`. */
function shapeOf(
  lobes: readonly [number, number | null],
  foot: "chord" | "zero" = "chord",
  line: readonly [number, number] = [0, 0],
): WaveShape {
  const knots: Knot[] = [[0, 0], ...lobeKnots(lobes[0], lobes[1], 0.5), [1, 0]];
  const beat = Float64Array.from({ length: 200 }, (_, i) => {
    const share = Math.min(Math.max((i - ONSET) / LENGTH, 0), 1);
    return evaluateKnots(knots, share) + line[0] + (line[1] - line[0]) * share;
  });
  return waveShape(beat, { onset: ONSET, peak: ONSET + LENGTH / 2, offset: ONSET + LENGTH }, foot);
}

function near(got: number, wanted: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(got - wanted) <= tolerance, `got ${got}, wanted ${wanted}`);
}

test("one lobe, up and down", () => {
  for (const height of [0.15, -0.15, 0.02]) {
    const shape = shapeOf([height, null]);
    assert.equal(shape.form, height > 0 ? "+" : "-");
    near(shape.amplitudeMv, height);
    near(shape.initialMv, height);
    near(shape.terminalMv, height);
    near(shape.areaMvMs, (height * 120) / 2, 1e-6);
    assert.equal(shape.notchMs, null);
  }
});

test("two lobes of opposite sign: pattern, both heights, the larger one as amplitude", () => {
  for (const [first, second, form] of [
    [0.1, -0.06, "+-"],
    [0.06, -0.1, "+-"],
    [-0.1, 0.06, "-+"],
  ] as const) {
    const shape = shapeOf([first, second]);
    assert.equal(shape.form, form);
    near(shape.initialMv, first);
    near(shape.terminalMv, second);
    near(shape.amplitudeMv, Math.abs(first) > Math.abs(second) ? first : second);
    // The second lobe fills the second 60 ms: depth times 60 ms, one sample at each end aside.
    near(
      shape.terminalForceMvMs,
      second < 0 ? -second * 60 : 0,
      -second * 60 * 0.1 + 1e-9 + Math.abs(second) * 6,
    );
  }
});

test("a second lobe under 30 uV, or under a quarter of the first, is none", () => {
  assert.equal(shapeOf([0.1, -0.025]).form, "+");
  assert.equal(shapeOf([0.4, -0.09]).form, "+");
  assert.equal(shapeOf([0.4, -0.11]).form, "+-");
});

test("two lobes of one sign with a dip between them are a notch, 60 ms wide", () => {
  const shape = shapeOf([0.12, 0.14]);
  assert.equal(shape.form, "notched");
  near(shape.notchMs ?? 0, 60, 2);
  near(shape.amplitudeMv, 0.14);
});

test("P is measured from the line between its feet, T from zero", () => {
  near(shapeOf([0.15, null], "chord", [0.3, 0.5]).amplitudeMv, 0.15, 0.002);
  near(shapeOf([0.15, null], "zero", [0.2, 0.2]).amplitudeMv, 0.35);
});

test("zero may lie elsewhere: height and area are over it", () => {
  const beat = new Float64Array(200).fill(0.2);
  for (let i = 0; i <= LENGTH; i++) beat[ONSET + i]! += 0.3 * Math.sin((Math.PI * i) / LENGTH);
  const shape = waveShape(beat, { onset: ONSET, peak: ONSET + 30, offset: ONSET + LENGTH }, "zero", 0.2);
  near(shape.amplitudeMv, 0.3);
  // Half a sine of 0.3 mV over 120 ms: 2 / pi of its box.
  near(shape.areaMvMs, (0.3 * 120 * 2) / Math.PI, 0.01);
});

test("P keeps its height when its marks lie 8 ms inside it", () => {
  // Half a sine of 0.15 mV and 100 ms on a line at 0.2 mV. 8 ms inside its ends it is 0.037 mV high, and a foot there
  // would take so much off it; 10 ms farther out the line itself is found.
  const beat = Float64Array.from({ length: 200 }, (_, i) => {
    const ms = (i - ONSET) * 2;
    return 0.2 + (ms > 0 && ms < 100 ? 0.15 * Math.sin((Math.PI * ms) / 100) : 0);
  });
  const shape = waveShape(beat, { onset: ONSET + 4, peak: ONSET + 25, offset: ONSET + 46 }, "chord");
  near(shape.amplitudeMv, 0.15, 0.005);
});

test("the corner between a raised ST and an inverted T is no lobe of T", () => {
  // ST rises from 0.18 to 0.22 mV until T begins, 12 ms after the mark; T falls to -0.2 mV. The corner is as high as T
  // is deep, but leaves the line between the wave's ends by under 0.02 mV.
  const beat = Float64Array.from({ length: 200 }, (_, i) => {
    const ms = (i - ONSET) * 2;
    if (ms <= 12) return 0.18 + (0.04 * (ms + 100)) / 112;
    return evaluateKnots(
      [
        [12, 0.22],
        [100, -0.2],
        [188, 0],
      ],
      ms,
    );
  });
  const shape = waveShape(beat, { onset: ONSET, peak: ONSET + 50, offset: ONSET + 94 }, "zero");
  assert.equal(shape.form, "-");
  near(shape.amplitudeMv, -0.2, 0.001);
});

test("a wave on a displaced start has its own sign, not that of the start", () => {
  // From -0.3 mV up to a lobe of 0.5 mV over the rising line to zero: an upright wave.
  const shape = shapeOf([0.5, null], "zero", [-0.3, 0]);
  assert.ok(shape.amplitudeMv > 0.3 && shape.amplitudeMv < 0.4, `${shape.amplitudeMv}`);
  assert.ok(shape.form.endsWith("+"), shape.form);
});

test("a shoulder without a turning point has the height at its mark, not zero", () => {
  // A descent from 0.4 mV to zero that rests at 0.2 mV on its way: it never turns.
  const beat = Float64Array.from({ length: 200 }, (_, i) =>
    evaluateKnots(
      [
        [0, 0.4],
        [100, 0.2],
        [200, 0],
      ],
      (i - ONSET) * 2,
    ),
  );
  const shape = waveShape(beat, { onset: ONSET + 5, peak: ONSET + 50, offset: ONSET + 95 }, "zero");
  near(shape.amplitudeMv, 0.2, 1e-9);
});
