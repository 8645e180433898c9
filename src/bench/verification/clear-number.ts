// Numbers that are clearly right or clearly wrong. The verification contract supports a cited number within a
// tolerance and contradicts it from twice that; a truth here stays within 0.8 of it and a lie beyond 2.5 times,
// of every honest reading of the same thing, so that no sentence hangs on a rounding or on a definition.
import type { Chooser } from "./chooser.ts";

export interface Tolerance {
  readonly absolute: number;
  /** Share of the value; the larger of the two counts. */
  readonly relative: number;
}

/** Contract of `gem verify`; P duration is taken with PR and QRS, T duration with QT. */
export const TOLERANCES = {
  rateBpm: { absolute: 5, relative: 0.05 },
  shortIntervalMs: { absolute: 20, relative: 0 },
  longIntervalMs: { absolute: 30, relative: 0 },
  amplitudeMv: { absolute: 0.05, relative: 0.15 },
  axisDeg: { absolute: 15, relative: 0 },
} as const satisfies Record<string, Tolerance>;

export interface Reading {
  /** The value itself, then other honest readings of the same thing: a truth must fit all of them. */
  readonly values: readonly number[];
  /** What a reader might also take the words to mean: a lie must not be true of these either. */
  readonly alsoRead?: readonly number[];
  readonly tolerance: Tolerance;
  /** Believable false values lie in here. */
  readonly range: readonly [low: number, high: number];
  /** An angle: 179 and -179 degrees are neighbours. */
  readonly circular?: boolean;
}

const TRUTH_SHARE = 0.8;
const LIE_FACTOR = 2.5;

function distance(a: number, b: number, circular: boolean): number {
  const difference = Math.abs(a - b);
  return circular ? Math.min(difference % 360, 360 - (difference % 360)) : difference;
}

export function isClearTruth(stated: number, reading: Reading): boolean {
  const { absolute, relative } = reading.tolerance;
  return reading.values.every((value) => {
    const allowed = Math.max(absolute, relative * Math.min(Math.abs(value), Math.abs(stated)));
    return distance(stated, value, reading.circular ?? false) <= TRUTH_SHARE * allowed;
  });
}

export function isClearLie(stated: number, reading: Reading): boolean {
  const { absolute, relative } = reading.tolerance;
  return [...reading.values, ...(reading.alsoRead ?? [])].every((value) => {
    const needed = LIE_FACTOR * Math.max(absolute, relative * Math.max(Math.abs(value), Math.abs(stated)));
    return distance(stated, value, reading.circular ?? false) >= needed - 1e-9;
  });
}

function roundTo(value: number, grid: number): number {
  return Number((Math.round(value / grid) * grid).toFixed(6));
}

/**
 * A number to state for the reading: true (rounded the way people round, to one of the `grids`) or false.
 * Null where no number is clear. A truth and its lie use up the same number of random choices.
 */
export function stateNumber(options: {
  reading: Reading;
  lie: boolean;
  grids: readonly number[];
  choose: Chooser;
}): number | null {
  const { reading, lie, grids, choose } = options;
  const grid = choose.pick(grids);
  const factor = LIE_FACTOR + 0.3 + 2 * choose.uniform();
  const sign = choose.chance(0.5) ? 1 : -1;
  const value = reading.values[0];
  if (value === undefined) return null;
  if (!lie) {
    const candidates = [grid, ...[...grids].sort((a, b) => b - a)].map((step) => roundTo(value, step));
    return candidates.find((candidate) => isClearTruth(candidate, reading)) ?? null;
  }
  const { absolute, relative } = reading.tolerance;
  const unit = Math.max(absolute, relative * Math.abs(value));
  for (const stretch of [1, 1.6, 2.4, 3.5]) {
    for (const direction of [sign, -sign]) {
      const candidate = roundTo(value + direction * factor * stretch * unit, grid);
      const [low, high] = reading.range;
      if (candidate >= low && candidate <= high && isClearLie(candidate, reading)) return candidate;
    }
  }
  return null;
}
