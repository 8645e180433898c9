// How a recipe says a value: one and the same, one of several (each as often as its weight says), or anywhere
// between two. A value costs the same number of random draws whatever it is, so that a change of one line of a recipe
// does not turn the rest of its pictures upside down.
import { z } from "zod";
import type { Random } from "../../signal/random.ts";

export interface Choice<Value> {
  readonly oneOf: readonly Value[];
  /** One a value, at least 0, not all 0; all the same where it is left out. */
  readonly weights?: readonly number[] | undefined;
}

export interface Range {
  readonly from: number;
  /** At least `from`. */
  readonly to: number;
}

export type Spread<Value> = Value | Choice<Value> | (Value extends number ? Range : never);

/** One value, or a weighted choice of several. */
export function choiceSpread<Schema extends z.ZodType>(value: Schema) {
  const choice = z
    .strictObject({
      oneOf: z.array(value).min(1),
      weights: z.array(z.number().nonnegative()).optional(),
    })
    .refine(({ oneOf, weights }) => weights === undefined || weights.length === oneOf.length, {
      message: "wanted one weight a value",
    })
    .refine(({ weights }) => weights?.some((weight) => weight > 0) ?? true, {
      message: "wanted a weight above 0",
    });
  return z.union([value, choice]);
}

/** A number that `value` allows, a choice of such numbers, or a range of them. */
export function numberSpread(value: z.ZodNumber = z.number()) {
  const range = z
    .strictObject({ from: value, to: value })
    .refine(({ from, to }) => from <= to, { message: "wanted a range that does not end before it starts" });
  return z.union([choiceSpread(value), range]);
}

/** Draws a value; every kind of spread takes one uniform draw. */
export function drawFrom<Value>(spread: Spread<Value>, random: Random): Value {
  const at = random.uniform();
  if (isChoice<Value>(spread)) return chosen(spread, at);
  if (isRange(spread)) return (spread.from + at * (spread.to - spread.from)) as Value;
  return spread as Value;
}

function isChoice<Value>(spread: Spread<Value>): spread is Choice<Value> {
  return typeof spread === "object" && spread !== null && "oneOf" in spread;
}

function isRange(spread: unknown): spread is Range {
  return typeof spread === "object" && spread !== null && "from" in spread && "to" in spread;
}

function chosen<Value>({ oneOf, weights }: Choice<Value>, at: number): Value {
  if (weights === undefined) return oneOf[Math.floor(at * oneOf.length)]!;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let rest = at * sum;
  const index = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  // rounding may leave nothing at the very end: the last value that can be drawn
  return oneOf[index >= 0 ? index : weights.findLastIndex((weight) => weight > 0)]!;
}
