// Curves through knots against the formulae that they are named for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { areaUnder, curveThrough, curveValue, type Ends, turns } from "./exact-curve.ts";

function near(got: number, wanted: number, tolerance = 1e-12): void {
  assert.ok(Math.abs(got - wanted) <= tolerance, `got ${got}, wanted ${wanted}`);
}

const lobe = (ends: Ends) =>
  curveThrough(
    [
      [10, 0],
      [30, 2],
      [50, 0],
    ],
    ends,
  );

test("corners are straight lines, one sharp lobe is half a sine, one smooth lobe a raised cosine", () => {
  for (const share of [0, 0.1, 0.25, 0.5, 0.8, 1]) {
    const atMs = 10 + 40 * share;
    near(curveValue(lobe("corners"), atMs), 2 * (1 - Math.abs(2 * share - 1)));
    near(curveValue(lobe("sharp"), atMs), 2 * Math.sin(Math.PI * share));
    near(curveValue(lobe("smooth"), atMs), 1 - Math.cos(2 * Math.PI * share));
  }
});

test("there is nothing before the first knot and after the last", () => {
  for (const ends of ["corners", "sharp", "smooth"] as const) {
    assert.equal(curveValue(lobe(ends), 9.999), 0);
    assert.equal(curveValue(lobe(ends), 50.001), 0);
    assert.equal(curveValue([], 0), 0);
  }
});

test("several knots are met exactly, and a sharp curve is flat at all but its ends", () => {
  const points = [[0, 0], ...turns(10, -0.2, 40, 1, 70, -0.4), [90, 0.1]] as const;
  const knots = curveThrough(points, "sharp");
  for (const [atMs, mv] of points) near(curveValue(knots, atMs), mv);
  const slope = (atMs: number, towardsMs: number) =>
    curveValue(knots, atMs + towardsMs) - curveValue(knots, atMs);
  for (const atMs of [10, 40, 70]) for (const side of [-1e-4, 1e-4]) near(slope(atMs, side), 0, 1e-9);
  // A quarter of a sine of 0.2 mV over 10 ms leaves the line with 0.2 * pi / 2 / 10 mV a ms.
  near(slope(0, 1e-6) / 1e-6, (-0.2 * Math.PI) / 20, 1e-6);
});

test("areas: a triangle of 2 mV and 40 ms holds 40 mV*ms, half a sine 2 / pi of its box", () => {
  const times = Array.from({ length: 4001 }, (_, i) => 10 + i / 100);
  const area = (ends: Ends) =>
    areaUnder(
      times,
      times.map((atMs) => curveValue(lobe(ends), atMs)),
    );
  near(area("corners"), 40, 1e-3);
  near(area("sharp"), (2 / Math.PI) * 80, 1e-3);
  near(area("smooth"), 40, 1e-3);
});
