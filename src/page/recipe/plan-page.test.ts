import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { type PageRecipe, pageRecipeSchema, parsePageRecipe } from "./page-recipe.ts";
import { drawPlanned, planPage } from "./plan-page.ts";

const recipe = (change: object = {}): PageRecipe =>
  pageRecipeSchema.parse({
    name: "test",
    version: 1,
    description: "for a test",
    pages: [
      { weight: 3, layout: "3x4", style: { drawn: {} }, gainMmPerMv: { oneOf: [5, 10] } },
      { weight: 1, layout: "12x1" },
    ],
    dpi: { from: 100, to: 200 },
    effects: [
      { effect: "rotate", probability: 0.5, degrees: { from: -4, to: 4 } },
      { effect: "noise", sdLevels: { from: 1, to: 9 } },
    ],
    ...change,
  });
const at = (key: string) => ({ seed: 1, key, copy: 0 });
const plans = (from: PageRecipe, count = 400) =>
  Array.from({ length: count }, (_, i) => planPage(from, at(`r${i}`)));

test("a plan depends on recipe, seed, key, copy and attempt, and on nothing else", () => {
  const plan = planPage(recipe(), at("a"));
  assert.deepEqual(planPage(recipe(), at("a")), plan);
  for (const other of [
    planPage(recipe(), at("b")),
    planPage(recipe(), { ...at("a"), seed: 2 }),
    planPage(recipe(), { ...at("a"), copy: 1 }),
    planPage(recipe(), at("a"), 1),
    planPage(recipe({ version: 2 }), at("a")),
  ]) {
    assert.notDeepEqual(other, plan);
  }
});

test("entries come as often as their weights say, values from their spreads", () => {
  const all = plans(recipe());
  const share = all.filter(({ layout }) => layout.layout === "3x4").length / all.length;
  assert.ok(Math.abs(share - 0.75) < 0.11); // five binomial deviations of 0.022
  assert.ok(all.every(({ dpi }) => dpi >= 100 && dpi <= 200));
  const gains = new Set(all.map(({ layout }) => layout.gainMmPerMv));
  assert.deepEqual(gains, new Set([5, 10, undefined])); // the second entry leaves it to the layout
  const rotated = all.filter(({ effects }) => effects.some(({ effect }) => effect === "rotate")).length;
  assert.ok(Math.abs(rotated / all.length - 0.5) < 0.125);
});

test("a further option of a page leaves the effects of every picture as they were, and the other way round", () => {
  const page = { layout: "3x4", speedMmPerS: 25 };
  const one = plans(recipe({ pages: [page] }), 20);
  const more = plans(recipe({ pages: [{ ...page, header: { oneOf: [true, false] } }] }), 20);
  assert.deepEqual(
    one.map(({ effects }) => effects),
    more.map(({ effects }) => effects),
  );
  const fewer = plans(recipe({ pages: [page], effects: [] }), 20);
  assert.deepEqual(
    one.map(({ layout, dpi }) => ({ layout, dpi })),
    fewer.map(({ layout, dpi }) => ({ layout, dpi })),
  );
});

test("`effectsShare` of the pictures get effects", () => {
  const touched = plans(recipe({ effectsShare: 0.3 })).filter(({ effects }) => effects.length > 0).length;
  assert.ok(Math.abs(touched / 400 - 0.3) < 0.115); // five binomial deviations of 0.023
});

test("a refused plan is drawn anew; what never fits is said", async () => {
  let tries = 0;
  const drawn = await drawPlanned(recipe(), at("a"), async (plan) => {
    if (++tries < 4) throw new UsageError("does not fit");
    return plan;
  });
  assert.deepEqual(drawn, planPage(recipe(), at("a"), 3));
  const never = async () => {
    tries++;
    throw new UsageError("does not fit");
  };
  await assert.rejects(drawPlanned(recipe(), at("a"), never), UsageError);
  assert.equal(tries, 4 + 20);
  const broken = async () => {
    throw new TypeError("a fault");
  };
  await assert.rejects(drawPlanned(recipe(), at("a"), broken), TypeError);
});

test("what is no recipe is refused, and where", () => {
  const text = (change: object) => JSON.stringify({ ...recipe(), ...change });
  for (const [change, wanted] of [
    [{ name: "No Good" }, /small letters/],
    [{ pages: [] }, /pages/],
    [{ pages: [{ layout: "4x3" }] }, /pages\[0\]\.layout/],
    [{ effects: [{ effect: "explode" }] }, /effects\[0\]/],
    [{ effects: [{ effect: "rotate", degrees: { from: 9, to: 2 } }] }, /effects\[0\]/],
    [{ surprise: 1 }, /surprise/],
  ] as const) {
    assert.throws(
      () => parsePageRecipe(text(change), "r.json"),
      (error) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, /^r\.json is no recipe/);
        assert.match(error.message, wanted);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  }
  assert.throws(() => parsePageRecipe("{", "r.json"), /r\.json is no JSON/);
});
