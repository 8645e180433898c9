// Evidence of one number read off the QRS of a lead.
import { evidence } from "./evidence.ts";
import type { QualityContext } from "./quality-context.ts";

export function qrsEvidence(
  context: QualityContext,
  lead: string,
  measure: string,
  value: number | string | null,
  unit: string,
  operator: string | null = null,
  threshold: number | null = null,
) {
  return evidence({
    measurements: context.measurements,
    lead,
    span: "qrs",
    beat: context.claim.beat,
    measure: `${measure}`,
    value,
    unit,
    operator,
    threshold,
  });
}
