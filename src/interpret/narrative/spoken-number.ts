// Numbers as the text prints them; the number behind the print goes into the check, so both come from here.

export interface SpokenNumber {
  readonly text: string;
  /** The printed number itself. */
  readonly stated: number;
}

/** A value with so many decimals, never "-0.00". */
export function spokenNumber(value: number, decimals: number): SpokenNumber {
  const stated = Number(value.toFixed(decimals)) + 0;
  return { text: stated.toFixed(decimals), stated };
}

/** Millivolts, to the hundredth. */
export function spokenMillivolts(value: number): SpokenNumber {
  return spokenNumber(value, 2);
}
