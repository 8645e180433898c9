// Changes that look at one colour value alone, as a table of all its 4081 values in sixteenths of a level.

import type { RowStep } from "../effect-kind.ts";
import { powerOf } from "../exact-math.ts";
import type { ColourRow } from "../geometry/resample-page.ts";

export const MOST_VALUE = 4080;

/** Linear light, 0 to 1, of an sRGB value from 0 to 1 (IEC 61966-2-1). */
export function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : powerOf((value + 0.055) / 1.055, 2.4);
}

/** sRGB value of linear light; what is more than white stays above 1. */
export function fromLinear(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * powerOf(light, 1 / 2.4) - 0.055;
}

/** A row step from one function a channel, of values from 0 to 1. */
export function tableStep(functions: readonly [Level, Level, Level]): RowStep {
  const tables = functions.map((change) =>
    Int16Array.from({ length: MOST_VALUE + 1 }, (_, value) =>
      Math.round(Math.min(1, Math.max(0, change(value / MOST_VALUE))) * MOST_VALUE),
    ),
  );
  return (colours) => {
    const width = colours.length / 3;
    for (let channel = 0; channel < 3; channel++)
      applyTable(colours, tables[channel]!, channel * width, width);
  };
}

export type Level = (value: number) => number;

function applyTable(colours: ColourRow, table: Int16Array, from: number, count: number): void {
  for (let at = from; at < from + count; at++) {
    colours[at] = table[colours[at]!]!;
  }
}
