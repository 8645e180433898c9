// What a recipe means for one picture. The random numbers come from the recipe, the seed and the picture's own key alone:
// who draws it, when and after which others changes nothing.
import { UsageError } from "../../ecg/errors.ts";
import { createRandom, type Random } from "../../signal/random.ts";
import type { LayoutOptions } from "../layout/layout-page.ts";
import type { PageStyle } from "../layout/page-style.ts";
import type { Effect } from "../photo/effect.ts";
import { sampleEffects } from "../photo/recipe-effect.ts";
import { drawStyle } from "./drawn-style.ts";
import type { PageEntry, PageRecipe } from "./page-recipe.ts";
import { drawFrom, type Spread } from "./spread.ts";

export interface PagePlan {
  readonly layout: LayoutOptions;
  readonly dpi: number;
  readonly effects: readonly Effect[];
  /** Of whatever is random within the effects. */
  readonly effectSeed: number;
  readonly format: PageRecipe["picture"];
}

export interface PictureIdentity {
  readonly seed: number;
  /** Names the recording within its collection. */
  readonly key: string;
  /** 0 for the first picture of a recording. */
  readonly copy: number;
}

/** Tries before a picture is given up: of wild combinations of layout, paper and scale two thirds fit. */
const TRIES = 20;

/**
 * Plans until `draw` does not refuse: chance may combine what no paper holds. Throws the last refusal, a UsageError, where
 * none of 20 plans can be drawn.
 */
export async function drawPlanned<Drawn>(
  recipe: PageRecipe,
  identity: PictureIdentity,
  draw: (plan: PagePlan) => Promise<Drawn>,
): Promise<Drawn> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await draw(planPage(recipe, identity, attempt));
    } catch (error) {
      if (!(error instanceof UsageError) || attempt + 1 >= TRIES) throw error;
    }
  }
}

export function planPage(recipe: PageRecipe, { seed, key, copy }: PictureIdentity, attempt = 0): PagePlan {
  const random = createRandom(hashOf([recipe.name, recipe.version, seed, copy, attempt, key].join("\n")));
  const entry = drawFrom<PageEntry>(
    { oneOf: recipe.pages, weights: recipe.pages.map(({ weight }) => weight) },
    random,
  );
  // pages and effects have numbers of their own, so that a further page option leaves the effects as they were
  const [pageSeed, effectsSeed, effectSeed] = [random, random, random].map(seedFrom);
  const pageRandom = createRandom(pageSeed!);
  const layout = layoutOf(entry, pageRandom);
  const dpi = drawFrom<number>(recipe.dpi, pageRandom);
  const effectsRandom = createRandom(effectsSeed!);
  const isTouched = effectsRandom.uniform() < recipe.effectsShare;
  return {
    layout,
    dpi,
    effects: isTouched ? sampleEffects(recipe.effects, effectsRandom) : [],
    effectSeed: effectSeed!,
    format: recipe.picture,
  };
}

/** Each option that an entry names is drawn, in the schema's order; the others are left to the layout. */
function layoutOf({ weight: _, style, ...spreads }: PageEntry, random: Random): LayoutOptions {
  const drawn = Object.entries(spreads).flatMap(([name, spread]) =>
    spread === undefined ? [] : [[name, drawFrom<unknown>(spread as Spread<unknown>, random)] as const],
  );
  const options = Object.fromEntries(drawn) as unknown as LayoutOptions;
  if (style === undefined) return options;
  const chosen = drawFrom<string | { drawn: Parameters<typeof drawStyle>[0] }>(style, random);
  const sheet: string | PageStyle = typeof chosen === "string" ? chosen : drawStyle(chosen.drawn, random);
  return { ...options, style: sheet };
}

function seedFrom(random: Random): number {
  return Math.floor(random.uniform() * 0x100000000);
}

/** FNV-1a over UTF-8, 32 bits (Fowler, Noll, Vo; RFC 9923). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
