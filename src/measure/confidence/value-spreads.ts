// Every number of `global`, by its path, over the windows of a long recording: median and spread. What is counted
// from beats, or says how sure a value is, has no place in a median over windows.
import type { Spread } from "../../ecg/long-measurements.ts";
import type { GlobalMeasurements } from "../../ecg/measurements.ts";
import { quantile } from "../../signal/statistics.ts";

const LEFT_OUT: ReadonlySet<string> = new Set(["confidence", "ectopy", "pacing", "medianWindowStartMs"]);
const ANGLES = "axisDeg.";

export interface ValueSpreads {
  add(global: GlobalMeasurements): void;
  result(): Record<string, Spread>;
}

export function valueSpreads(): ValueSpreads {
  const values = new Map<string, number[]>();
  const collect = (object: object, path: string): void => {
    for (const [key, value] of Object.entries(object)) {
      if (LEFT_OUT.has(key) || Array.isArray(value)) continue;
      if (typeof value === "object" && value !== null) collect(value, `${path}${key}.`);
      if (typeof value !== "number") continue;
      const known = values.get(path + key);
      if (known === undefined) values.set(path + key, [value]);
      else known.push(value);
    }
  };
  return {
    add: (global) => collect(global, ""),
    result: () =>
      Object.fromEntries(
        [...values].map(([path, known]) => [
          path,
          path.startsWith(ANGLES) ? spreadOfAngles(known) : spreadOf(known),
        ]),
      ),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const at = (q: number): number => thousandths(quantile(values, q)!);
  return { median: at(0.5), p10: at(0.1), p90: at(0.9), min: at(0), max: at(1), windows: values.length };
}

/** Degrees are counted from their mean direction, so that 175 and -175 lie side by side. */
function spreadOfAngles(degrees: readonly number[]): Spread {
  const radians = degrees.map((value) => (value * Math.PI) / 180);
  const [x, y] = [Math.cos, Math.sin].map((part) => radians.reduce((sum, value) => sum + part(value), 0));
  const centre = Math.round((Math.atan2(y!, x!) * 180) / Math.PI);
  const { windows, ...spread } = spreadOf(degrees.map((value) => turned(value - centre)));
  const back = Object.entries(spread).map(([name, value]) => [name, thousandths(turned(value + centre))]);
  return { ...(Object.fromEntries(back) as Omit<Spread, "windows">), windows };
}

/** The same direction above -180 and up to 180. */
function turned(degrees: number): number {
  const rest = ((degrees % 360) + 360) % 360;
  return rest > 180 ? rest - 360 : rest;
}

function thousandths(value: number): number {
  // + 0: no negative zero
  return Math.round(value * 1000) / 1000 + 0;
}
