// Checks of measured values with their place in the recording: the bridge from Measurements to Evidence.
import type { Evidence } from "../../ecg/interpretation.ts";
import type { Quantity } from "../rules/measure.ts";
import type { Check } from "./check.ts";
import { leadSpan, NOWHERE, type Part, type Span } from "./evidence-span.ts";
import type { NarrativeContext } from "./narrative-context.ts";

interface Measured {
  /** In words ("PR interval", "Q amplitude"). */
  readonly measure: string;
  readonly value: number | null;
  readonly unit: string;
  readonly quantity: Quantity;
  /** The number as the text prints it; leave out where it prints none. */
  readonly stated?: number;
  readonly operator?: ">" | ">=" | "<" | "<=";
  readonly threshold?: number;
}

/** A value of the median beat in one lead, shown in the beat that resembles it most. */
export function leadCheck(context: NarrativeContext, lead: string, part: Part, measured: Measured): Check {
  return check(lead, leadSpan(context.measurements, lead, part), measured);
}

/** A value that all leads share. */
export function globalCheck(span: Span, measured: Measured): Check {
  return check(null, span, measured);
}

/** A name or a yes or no, which must be what the text says it is. */
export function factCheck({
  lead = null,
  span = NOWHERE,
  measure,
  value,
  said,
}: {
  readonly lead?: string | null;
  readonly span?: Span;
  readonly measure: string;
  readonly value: string | boolean | null;
  readonly said: string | boolean;
}): Check {
  const evidence: Evidence = { lead, ...span, measure, value, unit: "", operator: "=", threshold: said };
  return { evidence, quantity: "category", stated: null };
}

function check(lead: string | null, span: Span, measured: Measured): Check {
  const { measure, value, unit, quantity, stated = null, operator = null, threshold = null } = measured;
  return {
    evidence: { lead, ...span, measure, value, unit, operator, threshold },
    quantity,
    stated,
  };
}
