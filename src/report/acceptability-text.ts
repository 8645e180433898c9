// The calibrated probability that readers would accept a recording for diagnosis, in words. Beyond what its calibration
// on 150 recordings can tell apart, it is "under" or "over".
import type { Quality } from "../ecg/measurements.ts";

const LEAST_PERCENT = 1;

/** "acceptable to readers for diagnosis: 97 %", or null where it was not judged. */
export function acceptabilityText({ acceptability }: Pick<Quality, "acceptability">): string | null {
  if (acceptability === null) return null;
  const percent = Math.round(100 * acceptability);
  const told =
    percent < LEAST_PERCENT
      ? `under ${LEAST_PERCENT}`
      : percent > 100 - LEAST_PERCENT
        ? `over ${100 - LEAST_PERCENT}`
        : String(percent);
  return `acceptable to readers for diagnosis: ${told} %`;
}
