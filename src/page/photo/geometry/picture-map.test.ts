import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Effect } from "../effect.ts";
import { appliedEffects, kindOf } from "../effect.ts";
import { EFFECT_KINDS } from "../effect-kinds.ts";
import { photographMap } from "../photograph-page.ts";

const PAGE = { widthPx: 1100, heightPx: 850, pxPerMm: 100 / 25.4 };

/** Any effect that moves points, with any parameters that its schema allows. */
const moving = EFFECT_KINDS.filter((kind) =>
  "move" in kind && kind.move !== undefined ? true : "bend" in kind && kind.bend !== undefined,
).map(({ name }) => name);

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const effects: Record<string, fc.Arbitrary<unknown>> = {
  rotate: fc.record({ degrees: between(-45, 45), canvas: fc.constantFrom("grow", "keep") }),
  turn: fc.record({ quarters: fc.integer({ min: 0, max: 3 }) }),
  perspective: fc.record({
    tiltDegrees: between(-40, 40),
    swingDegrees: between(-40, 40),
    distance: between(1, 10),
  }),
  crop: fc.record({
    left: between(0, 0.45),
    top: between(0, 0.45),
    right: between(0, 0.45),
    bottom: between(0, 0.45),
  }),
  pad: fc.record({
    leftMm: between(0, 150),
    topMm: between(0, 150),
    rightMm: between(0, 150),
    bottomMm: between(0, 150),
  }),
  resolution: fc.record({ dpi: between(40, 300) }),
  size: fc.record({ longSidePx: fc.integer({ min: 300, max: 3000 }) }),
  lens: fc.record({ barrel: between(-0.06, 0.06) }),
  folds: fc.record({
    upright: fc.integer({ min: 0, max: 4 }),
    level: fc.integer({ min: 0, max: 4 }),
    pullMm: between(0, 1),
  }),
  creases: fc.record({ count: fc.integer({ min: 0, max: 40 }), pullMm: between(0, 0.8) }),
  wrinkles: fc.record({ pullMm: between(0, 3), sizeMm: between(8, 150) }),
  curl: fc.record({ bowMm: between(-12, 12) }),
};
const anyOf = (name: string) =>
  effects[name]!.map((parameters) => ({ effect: name, ...(parameters as object) }) as Effect);
const place = fc.tuple(between(0, 1), between(0, 1));

/** Largest distance of points of the page from where they come back to, in page pixels. */
function roundTrip(
  chain: readonly Effect[],
  seed: number,
  places: readonly (readonly [number, number])[],
): number {
  const map = photographMap(PAGE, appliedEffects(chain, seed));
  const there = Float64Array.from(places.flatMap(([x, y]) => [x * PAGE.widthPx, y * PAGE.heightPx]));
  const points = there.slice();
  map.toPicture(points);
  map.toPage(points);
  return points.reduce((most, value, at) => Math.max(most, Math.abs(value - there[at]!)), 0);
}

test("every effect that moves points is tried here", () => {
  assert.deepEqual(Object.keys(effects).toSorted(), [...moving].toSorted());
});

for (const name of Object.keys(effects)) {
  test(`${name}: a point carried to the picture and back lies within 0.01 px`, () => {
    fc.assert(
      fc.property(
        anyOf(name),
        fc.nat(),
        fc.array(place, { minLength: 5, maxLength: 5 }),
        (effect, seed, places) => {
          assert.ok(roundTrip([effect], seed, places) < 0.01);
        },
      ),
      { numRuns: 60 },
    );
  });
}

test("any chain of them: within 0.01 px", () => {
  // resolution and size may shrink the picture a hundredfold, but the map works on real numbers
  const chain = fc.array(fc.constantFrom(...Object.keys(effects)).chain(anyOf), {
    minLength: 2,
    maxLength: 7,
  });
  fc.assert(
    fc.property(chain, fc.nat(), fc.array(place, { minLength: 4, maxLength: 4 }), (given, seed, places) => {
      // two perspectives may bring a corner behind the second camera, where there is no picture of it
      const seen = given.filter(
        ({ effect }, at) => given.findIndex((other) => other.effect === effect) === at,
      );
      let most = 0;
      try {
        most = roundTrip(seen, seed, places);
      } catch (error) {
        assert.match(String(error), /wanted at most 64 million/);
      }
      assert.ok(most < 0.01);
    }),
    { numRuns: 200 },
  );
});

test("a quarter turn, a crop and a scale put a point where arithmetic does", () => {
  const map = photographMap(
    PAGE,
    appliedEffects(
      [
        { effect: "turn", quarters: 1 },
        { effect: "crop", left: 0.1, top: 0.2 },
        { effect: "size", longSidePx: 440 },
      ],
      1,
    ),
  );
  // 1100 x 850 turned is 850 x 1100; minus 85 and 220 it is 765 x 880; halved
  assert.deepEqual([map.picture.widthPx, map.picture.heightPx], [383, 440]);
  const points = Float64Array.of(100, 50);
  map.toPicture(points);
  // (100, 50) -> (850 - 50, 100) -> (715, -120) -> halves
  assert.deepEqual([...points], [357.5, -60]);
});

test("a fold moves print by no more than it says, and only beside itself", () => {
  const chain: Effect[] = [{ effect: "folds", upright: 1, level: 0, pullMm: 1 }];
  const map = photographMap(PAGE, appliedEffects(chain, 4));
  const moved = (x: number) => {
    const point = Float64Array.of(x, 400);
    map.toPicture(point);
    return Math.abs(point[0]! - x) + Math.abs(point[1]! - 400);
  };
  const beside = Array.from({ length: 120 }, (_, at) => moved(490 + at));
  assert.ok(Math.max(...beside) > 0.5 && Math.max(...beside) <= 1.05 * PAGE.pxPerMm);
  assert.equal(moved(300), 0);
  assert.ok(kindOf({ effect: "folds" }).bend !== undefined);
});
