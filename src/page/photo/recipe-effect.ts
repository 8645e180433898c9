// Effects as a recipe has them: each with the probability that a picture gets it, and a spread for every parameter in place
// of a value. Every effect costs the same number of random draws, applied or not, given or left to its usual value, so
// that a change of one line of a recipe leaves the rest of every picture as it was.

import { z } from "zod";
import type { Random } from "../../signal/random.ts";
import { choiceSpread, drawFrom, numberSpread, type Spread } from "../recipe/spread.ts";
import { type Effect, type EffectParameter, effectSchema, kindOf } from "./effect.ts";
import type { EffectKind } from "./effect-kind.ts";
import { EFFECT_KINDS } from "./effect-kinds.ts";

type SpreadSchema<Schema> = Schema extends z.ZodNumber
  ? ReturnType<typeof numberSpread>
  : Schema extends z.ZodType
    ? ReturnType<typeof choiceSpread<Schema>>
    : never;
type RecipeShape<Shape> = { [Key in keyof Shape]: z.ZodOptional<SpreadSchema<Shape[Key]>> };

type RecipeSchema<Kind> =
  Kind extends EffectKind<infer Shape, infer _, infer Name>
    ? z.ZodObject<
        { effect: z.ZodLiteral<Name>; probability: z.ZodOptional<z.ZodNumber> } & RecipeShape<Shape>,
        z.core.$strict
      >
    : never;
type RecipeSchemas<Kinds extends readonly unknown[]> = { [At in keyof Kinds]: RecipeSchema<Kinds[At]> };

function recipeObject(kind: { readonly name: string; readonly parameters: z.ZodRawShape }): z.ZodType {
  const spreads = Object.entries(kind.parameters).map(([name, schema]) => [
    name,
    (schema instanceof z.ZodNumber ? numberSpread(schema) : choiceSpread(schema as z.ZodType)).optional(),
  ]);
  return z.strictObject({
    effect: z.literal(kind.name),
    /** Share of the pictures that get it; 1 where left out. */
    probability: z.number().min(0).max(1).optional(),
    ...(Object.fromEntries(spreads) as z.ZodRawShape),
  });
}

export const recipeEffectSchema = z.discriminatedUnion(
  "effect",
  EFFECT_KINDS.map(recipeObject) as unknown as RecipeSchemas<typeof EFFECT_KINDS>,
);

export type RecipeEffect = z.infer<typeof recipeEffectSchema>;

/** Draws the effects of one picture, each with all its parameters and a seed of its own. */
export function sampleEffects(recipeEffects: readonly RecipeEffect[], random: Random): Effect[] {
  return recipeEffects.flatMap((recipe) => {
    const kind = kindOf(recipe);
    const isApplied = random.uniform() < (recipe.probability ?? 1);
    const seed = Math.floor(random.uniform() * 0x100000000);
    const usual = kind.usual as unknown as Readonly<Record<string, EffectParameter>>;
    const given = recipe as unknown as Readonly<Record<string, Spread<EffectParameter> | undefined>>;
    const drawn = Object.entries(kind.parameters).map(([name, schema]) => {
      const spread = given[name] ?? usual[name]!;
      return [name, drawParameter(schema as z.ZodType, spread, random)];
    });
    return isApplied
      ? [effectSchema.parse({ effect: recipe.effect, seed, ...Object.fromEntries(drawn) })]
      : [];
  });
}

/** A whole number's range is drawn so that each of its numbers, the ends too, comes as often as the others. */
function drawParameter(schema: z.ZodType, spread: Spread<EffectParameter>, random: Random): EffectParameter {
  const isWhole = schema instanceof z.ZodNumber && schema.format === "safeint";
  if (!isWhole || typeof spread !== "object" || !("from" in spread)) return drawFrom(spread, random);
  const { from, to } = spread as { from: number; to: number };
  return Math.min(to, Math.floor(drawFrom<number>({ from, to: to + 1 }, random)));
}
