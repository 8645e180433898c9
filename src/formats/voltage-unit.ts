// Units of voltage as files spell them.
import { UsageError } from "../ecg/errors.ts";
import { quote } from "./quote.ts";

const perMillivolt = new Map<string, number>([
  ["mv", 1],
  ["mvolt", 1],
  ["mvolts", 1],
  ["millivolt", 1],
  ["millivolts", 1],
  ["uv", 1000],
  ["uvolt", 1000],
  ["uvolts", 1000],
  ["microvolt", 1000],
  ["microvolts", 1000],
  ["nv", 1_000_000],
  ["nanovolt", 1_000_000],
  ["nanovolts", 1_000_000],
  ["v", 0.001],
  ["volt", 0.001],
  ["volts", 0.001],
]);

/** How many of `unit` make one millivolt ("uV": 1000), or null where it is no unit of voltage ("mmHg"). */
export function unitsPerMillivolt(unit: string): number | null {
  // files spell micro as u, as U+00B5 and as U+03BC, the latter two now and then as UTF-8 that was read as Latin-1
  const plain = unit
    .trim()
    .replace(/\u00c2?\u00b5|\u03bc|\u00ce\u00bc/g, "u")
    .toLowerCase();
  return perMillivolt.get(plain) ?? null;
}

/** The same for a unit that the caller states; throws UsageError where it is none of voltage. */
export function givenUnitsPerMillivolt(unit: string): number {
  const perMillivolt = unitsPerMillivolt(unit);
  if (perMillivolt === null) throw new UsageError(`unit ${quote(unit)}, wanted mV, uV or V`);
  return perMillivolt;
}
