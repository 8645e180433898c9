// Waves drawn as half cosines at 500 Hz: height, sign pattern, area (height times half the length) and terminal force
// follow from how they are drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateKnots, type Knot, lobeKnots } from "../simulate/beat-shape.ts";
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

test("a wave on a displaced start has its own sign, not that of the start", () => {
  // From -0.3 mV up to a lobe of 0.5 mV over the rising line to zero: an upright wave.
  const shape = shapeOf([0.5, null], "zero", [-0.3, 0]);
  assert.ok(shape.amplitudeMv > 0.3 && shape.amplitudeMv < 0.4, `${shape.amplitudeMv}`);
  assert.ok(shape.form.endsWith("+"), shape.form);
});
