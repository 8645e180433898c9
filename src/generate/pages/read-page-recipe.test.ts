import assert from "node:assert/strict";
import { test } from "node:test";
import { FileAccessError } from "../../ecg/errors.ts";
import { layoutPage } from "../../page/layout/layout-page.ts";
import { drawPlanned } from "../../page/recipe/plan-page.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { pageRecipeNames, readPageRecipe } from "./read-page-recipe.ts";

test("the recipes that come with the package are called as they say, and every plan of theirs finds a page", async () => {
  const { recording } = syntheticEcg({ durationMs: 10_000 });
  const names = await pageRecipeNames();
  assert.deepEqual(names, ["augmented", "clean", "gem-12x1", "partly-noisy"]);
  for (const name of names) {
    const recipe = await readPageRecipe(name);
    assert.equal(recipe.name, name);
    for (let i = 0; i < 60; i++) {
      await drawPlanned(recipe, { seed: 1, key: `r${i}`, copy: 0 }, async (plan) =>
        layoutPage(recording, plan.layout),
      );
    }
  }
});

test("one that is not there is refused, with those that are", async () => {
  await assert.rejects(readPageRecipe("nowhere"), (error) => {
    assert.ok(error instanceof FileAccessError);
    assert.match(
      error.message,
      /"nowhere" cannot be read \(ENOENT\), wanted a file or one of: augmented, clean/,
    );
    return true;
  });
});
