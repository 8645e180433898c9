import { MAX_SAMPLE_VALUE } from "./limits.ts";

const DECIMAL = /^[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:e[+-]?\d{1,2})?$/i;

/** A plain or scientific decimal of sensible size, blanks around it left aside; null for all else ("0x10", "Infinity"). */
export function parseNumber(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed.length > 60 || !DECIMAL.test(trimmed)) return null;
  const value = Number(trimmed);
  return Math.abs(value) <= MAX_SAMPLE_VALUE ? value : null;
}
