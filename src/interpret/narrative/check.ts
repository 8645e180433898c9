// One check of one measured value: does the number printed in the text agree with it, and does it lie
// where the text says it does? Thresholds have the tolerances of the rules, within which nothing is decided;
// printed numbers have those of verification (the larger of the absolute one and the share of the value).
import type { Evidence, Outcome, Verdict } from "../../ecg/interpretation.ts";
import { compare, type Operator } from "../rules/compare.ts";
import type { Quantity } from "../rules/measure.ts";
import { toleranceOf } from "../rules/tolerances.ts";

const STATED_TOLERANCES: Readonly<Record<Quantity, { readonly absolute: number; readonly share: number }>> = {
  interval: { absolute: 20, share: 0 },
  qt: { absolute: 30, share: 0 },
  deflection: { absolute: 20, share: 0 },
  amplitude: { absolute: 0.05, share: 0.15 },
  product: { absolute: 0, share: 0.15 },
  ratio: { absolute: 0, share: 0.15 },
  axis: { absolute: 15, share: 0 },
  rate: { absolute: 5, share: 0.05 },
  irregularity: { absolute: 0.05, share: 0 },
  time: { absolute: 100, share: 0 },
  count: { absolute: 0, share: 0 },
  category: { absolute: 0, share: 0 },
};

export interface Check {
  readonly evidence: Evidence;
  readonly quantity: Quantity;
  /** The number as printed in the text, null where the text prints none for this value. */
  readonly stated: number | null;
}

export interface CheckOutcome {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Supported, contradicted or not checkable, and why, with the measured value. */
export function runCheck({ evidence, quantity, stated }: Check): CheckOutcome {
  const { lead, measure, value, unit, operator, threshold } = evidence;
  const name = lead === null ? measure : `${measure} in ${lead}`;
  if (value === null) return { verdict: "not checkable", reason: `${name}: none found` };
  const measured =
    typeof value === "number" ? `${name} ${spoken(value, unit)}` : `${name}: ${spoken(value, unit)}`;
  if (typeof value === "number" && stated !== null) {
    const printed = checkStated(value, stated, quantity);
    if (printed !== "supported") return { verdict: printed, reason: `${measured}, the text says ${stated}` };
  }
  if (operator === null || threshold === null) return { verdict: "supported", reason: measured };
  const outcome = outcomeOf(value, operator as Operator, threshold, quantity);
  const limit = spoken(threshold, unit);
  if (outcome === "borderline") {
    return { verdict: "not checkable", reason: `${measured} is within tolerance of the threshold ${limit}` };
  }
  const relation = operator === "=" ? "" : ` (${operator} ${limit})`;
  if (outcome === "met") return { verdict: "supported", reason: `${measured}${relation}` };
  return { verdict: "contradicted", reason: `${measured}, wanted ${operator} ${limit}` };
}

/** Met, not met or borderline, by the rules' tolerance for that kind of quantity. */
export function outcomeOf(
  value: number | string | boolean,
  operator: Operator,
  threshold: number | string | boolean,
  quantity: Quantity,
): Outcome {
  const tolerance = typeof threshold === "number" ? toleranceOf(quantity, threshold) : 0;
  return compare({ value, operator, threshold, tolerance }).outcome;
}

function checkStated(value: number, stated: number, quantity: Quantity): Verdict {
  const { absolute, share } = STATED_TOLERANCES[quantity];
  const allowed = Math.max(absolute, Math.abs(value) * share);
  const difference = Math.abs(value - stated);
  if (difference <= allowed) return "supported";
  return difference >= 2 * allowed ? "contradicted" : "not checkable";
}

function spoken(value: number | string | boolean, unit: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  const rounded = Math.abs(value) < 10 ? Number(value.toFixed(2)) : Math.round(value);
  return unit === "" ? String(rounded) : `${rounded} ${unit}`;
}
