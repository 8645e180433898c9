import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { createRandom } from "../../signal/random.ts";
import { EFFECT_NAMES, type Effect, effectSchema, kindOf } from "./effect.ts";
import { recipeEffectSchema, sampleEffects } from "./recipe-effect.ts";

const recipe = (given: unknown[]) => given.map((each) => recipeEffectSchema.parse(each));

test("the usual parameters of every effect are ones that its schema allows", () => {
  for (const name of EFFECT_NAMES) {
    const { usual, parameters } = kindOf({ effect: name });
    assert.deepEqual(Object.keys(usual as object).toSorted(), Object.keys(parameters).toSorted(), name);
    effectSchema.parse({ effect: name, ...(usual as object) });
    recipeEffectSchema.parse({ effect: name, ...(usual as object) });
  }
});

test("values are drawn from their spreads and are allowed; whole numbers stay whole, both ends as often as the rest", () => {
  const effects = recipe([
    { effect: "rotate", degrees: { from: -5, to: 5 }, canvas: { oneOf: ["grow", "keep"], weights: [1, 3] } },
    { effect: "creases", count: { from: 2, to: 4 } },
  ]);
  const random = createRandom(1);
  const drawn = Array.from({ length: 3000 }, () => sampleEffects(effects, random)).flat() as (Effect &
    Record<string, never>)[];
  const degrees = drawn.filter(({ effect }) => effect === "rotate").map((each) => Number(each["degrees"]));
  assert.ok(degrees.every((value) => value >= -5 && value <= 5));
  assert.ok(Math.max(...degrees) > 4.9 && Math.min(...degrees) < -4.9);
  const kept = drawn.filter((each) => each["canvas"] === "keep").length;
  assert.ok(Math.abs(kept / 3000 - 0.75) < 0.04); // five binomial deviations of 0.008
  for (const count of [2, 3, 4]) {
    const share = drawn.filter((each) => each["count"] === count).length / 3000;
    assert.ok(Math.abs(share - 1 / 3) < 0.043, `${count}: ${share}`);
  }
});

test("an effect comes as often as its probability says, and what follows does not change with it", () => {
  const twice = (probability: number) =>
    recipe([
      { effect: "noise", probability },
      { effect: "rotate", degrees: { from: 0, to: 9 } },
    ]);
  const random = createRandom(2);
  const count = Array.from({ length: 2000 }, () => sampleEffects(twice(0.3), random).length - 1).reduce(
    (a, b) => a + b,
  );
  assert.ok(Math.abs(count / 2000 - 0.3) < 0.052);
  const last = (probability: number) => sampleEffects(twice(probability), createRandom(3)).at(-1);
  assert.deepEqual(last(0), last(1));
  const given = sampleEffects(
    recipe([
      { effect: "noise", sdLevels: 5 },
      { effect: "rotate", degrees: { from: 0, to: 9 } },
    ]),
    createRandom(3),
  );
  assert.deepEqual(given.at(-1), last(1));
});

test("the whole range of every parameter of every effect can be drawn", () => {
  for (const name of EFFECT_NAMES) {
    const spreads = Object.entries(kindOf({ effect: name }).parameters).map(([parameter, schema]) => {
      if (schema instanceof z.ZodNumber) return [parameter, { from: schema.minValue!, to: schema.maxValue! }];
      return [parameter, { oneOf: (schema as z.ZodEnum).options }];
    });
    const [effect] = recipe([{ effect: name, ...Object.fromEntries(spreads) }]);
    const random = createRandom(4);
    // sampling checks each drawn effect against the schema and throws where it does not fit
    const drawn = Array.from({ length: 60 }, () => sampleEffects([effect!], random)).flat();
    assert.equal(drawn.length, 60);
    for (const [parameter] of spreads) {
      const values = new Set(drawn.map((each) => (each as Record<string, unknown>)[parameter as string]));
      assert.ok(values.size > 1, `${name} ${parameter} is always ${[...values]}`);
    }
  }
});

test("what is no effect, no parameter or beyond its limits is refused", () => {
  for (const nonsense of [
    { effect: "rotation" },
    { effect: "rotate", angle: 3 },
    { effect: "rotate", degrees: 90 },
    { effect: "rotate", degrees: { from: 0, to: 90 } },
    { effect: "rotate", probability: 2 },
    { effect: "creases", count: 2.5 },
    { effect: "blur", kind: "box" },
  ]) {
    assert.ok(!recipeEffectSchema.safeParse(nonsense).success, JSON.stringify(nonsense));
  }
  for (const nonsense of [
    { effect: "rotate", degrees: { from: 0, to: 1 } },
    { effect: "rotate", seed: -1 },
    {},
  ]) {
    assert.ok(!effectSchema.safeParse(nonsense).success, JSON.stringify(nonsense));
  }
});
