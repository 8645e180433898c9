// An effect as data: its name and parameters in one flat object, { "effect": "rotate", "degrees": 3 }. Parameters that
// are left out take their usual values; lengths are millimetres of paper, angles degrees, shares 0 to 1.

import { z } from "zod";
import { createRandom } from "../../signal/random.ts";
import type { EffectKind } from "./effect-kind.ts";
import { EFFECT_KINDS } from "./effect-kinds.ts";

export type EffectParameter = number | string | boolean;

/** An effect with all its parameters, as a chain applied it. */
export interface AppliedEffect {
  readonly effect: string;
  readonly seed: number;
  readonly [parameter: string]: EffectParameter;
}

/** A kind whose parameters come from an object that its schema has checked. */
export type AnyEffectKind = EffectKind<z.ZodRawShape, AppliedEffect>;

type OptionalShape<Shape> = {
  [Key in keyof Shape]: Shape[Key] extends z.ZodType ? z.ZodOptional<Shape[Key]> : never;
};

type EffectSchema<Kind> =
  Kind extends EffectKind<infer Shape, infer _, infer Name>
    ? z.ZodObject<
        { effect: z.ZodLiteral<Name>; seed: z.ZodOptional<z.ZodNumber> } & OptionalShape<Shape>,
        z.core.$strict
      >
    : never;
// over a type parameter, so that a tuple of kinds becomes a tuple of schemas
type EffectSchemas<Kinds extends readonly unknown[]> = { [At in keyof Kinds]: EffectSchema<Kinds[At]> };

function effectObject(kind: { readonly name: string; readonly parameters: z.ZodRawShape }): z.ZodType {
  const optional = Object.entries(kind.parameters).map(([name, schema]) => [
    name,
    (schema as z.ZodType).optional(),
  ]);
  return z.strictObject({
    effect: z.literal(kind.name),
    /** Of what the effect draws at random; by default from the chain's seed and its place in it. */
    seed: z.number().int().min(0).max(0xffffffff).optional(),
    ...(Object.fromEntries(optional) as z.ZodRawShape),
  });
}

export const effectSchema = z.discriminatedUnion(
  "effect",
  EFFECT_KINDS.map(effectObject) as unknown as EffectSchemas<typeof EFFECT_KINDS>,
);

export type Effect = z.infer<typeof effectSchema>;
export type EffectName = Effect["effect"];

const BY_NAME = new Map<string, AnyEffectKind>(
  EFFECT_KINDS.map((kind) => [kind.name, kind as unknown as AnyEffectKind]),
);

export const EFFECT_NAMES: readonly string[] = [...BY_NAME.keys()];

export function kindOf({ effect }: { readonly effect: string }): AnyEffectKind {
  return BY_NAME.get(effect)!;
}

/** Effects with every parameter and seed filled in; what they lack comes from the chain's seed. */
export function appliedEffects(effects: readonly Effect[], seed: number): AppliedEffect[] {
  return effects.map((given, index) => {
    const effect = effectSchema.parse(given);
    const place = Math.floor(createRandom(seed + Math.imul(index + 1, 0x9e3779b1)).uniform() * 0x100000000);
    const named = Object.entries(effect).filter(([, value]) => value !== undefined);
    const usual: Record<string, EffectParameter> = kindOf(effect).usual as never;
    return { effect: effect.effect, seed: place, ...usual, ...Object.fromEntries(named) } as AppliedEffect;
  });
}
