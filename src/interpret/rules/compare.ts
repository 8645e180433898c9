// One comparison of a measured value with a threshold. The operator belongs to the rule because sources
// differ on "more than" and "at least"; inside the tolerance the difference vanishes.
import type { Outcome } from "../../ecg/interpretation.ts";

export type Operator = ">" | ">=" | "<" | "<=" | "=" | "!=" | "in";
export type Threshold = number | string | boolean | readonly string[];

export interface Comparing {
  readonly value: number | string | boolean;
  readonly operator: Operator;
  readonly threshold: Threshold;
  /** Half width of the borderline zone; 0 for an exact comparison. */
  readonly tolerance: number;
}

export interface Compared {
  readonly outcome: Outcome;
  /** On which side of the threshold the value lies. */
  readonly withoutTolerance: "met" | "not met";
}

/** Rounding of sums such as 0.1 + 0.025 must not decide. */
const ROUNDING = 1e-9;

export function compare({ value, operator, threshold, tolerance }: Comparing): Compared {
  const side = holds(value, operator, threshold) ? "met" : "not met";
  const near =
    tolerance > 0 &&
    typeof value === "number" &&
    typeof threshold === "number" &&
    Math.abs(value - threshold) <= tolerance + ROUNDING;
  return { outcome: near ? "borderline" : side, withoutTolerance: side };
}

function holds(value: number | string | boolean, operator: Operator, threshold: Threshold): boolean {
  if (operator === "=") return value === threshold;
  if (operator === "!=") return value !== threshold;
  if (operator === "in") return Array.isArray(threshold) && threshold.includes(String(value));
  if (typeof value !== "number" || typeof threshold !== "number") return false;
  if (operator === ">") return value > threshold;
  if (operator === ">=") return value >= threshold;
  if (operator === "<") return value < threshold;
  return value <= threshold;
}
