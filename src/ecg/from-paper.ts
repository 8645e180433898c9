// How a recording that was read from a picture of paper says so: the beginning of a warning, and so of a quality reason.
import type { Quality } from "./measurements.ts";

export const FROM_PAPER = "read from a picture of paper";

/** The reason that says it, or null for a recording that was a signal from the start. */
export function paperReason({ reasons }: Pick<Quality, "reasons">): string | null {
  return reasons.find((reason) => reason.startsWith(FROM_PAPER)) ?? null;
}
