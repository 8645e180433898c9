// Sensor noise: Gaussian, in grey or in colour, stronger where it is brighter if it is shot noise (its variance grows with
// the light), and smeared over neighbours as a camera's own smoothing leaves it.

import { z } from "zod";
import { MOST_VALUE } from "../capture/level-table.ts";
import { type NoiseLine, noiseRows, TILE_COLUMNS } from "../capture/noise-tile.ts";
import { effectKind, type RowStep } from "../effect-kind.ts";

export const noise = effectKind({
  name: "noise",
  parameters: {
    /** Standard deviation in levels of 255; of shot noise at white. */
    sdLevels: z.number().min(0).max(80),
    /** Share of the noise that differs between red, green and blue. */
    colour: z.number().min(0).max(1),
    /** Share of the variance that grows with the light. */
    shot: z.number().min(0).max(1),
    /** How alike neighbours are: 0 not at all. */
    grain: z.number().min(0).max(0.8),
  },
  usual: { sdLevels: 8, colour: 0.4, shot: 0.5, grain: 0.2 },
  develop: ({ sdLevels, colour, shot, grain }, { widthPx }, random) => {
    const shared = noiseRows(grain, Math.sqrt(1 - colour), random);
    const own = [0, 1, 2].map(() => noiseRows(grain, Math.sqrt(colour), random));
    const strengths = strengthTable(sdLevels, shot);
    const row: RowStep = (colours, y) => {
      const common = shared(y);
      own.forEach((rows, channel) => {
        addNoise(colours, {
          start: channel * widthPx,
          end: (channel + 1) * widthPx,
          strengths,
          common,
          own: rows(y),
        });
      });
    };
    return { kind: "row", row };
  },
});

/** Strength by value (in whole levels), in 1 / 64 level. */
function strengthTable(sdLevels: number, shot: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, level) =>
    Math.round(sdLevels * Math.sqrt(1 - shot + (shot * level) / 255) * 64),
  );
}

interface NoiseRow {
  readonly start: number;
  readonly end: number;
  readonly strengths: Int32Array;
  readonly common: NoiseLine;
  readonly own: NoiseLine;
}

/** 1024 a deviation * 64 of a level, down to sixteenths of a level. */
const SHIFT = 12;
const ROUND = 1 << (SHIFT - 1);

function addNoise(colours: Int32Array, { start, end, strengths, common, own }: NoiseRow): void {
  const { tile: first, row: firstRow } = common;
  const { tile: second, row: secondRow } = own;
  const at = common.column - start;
  const other = own.column - start;
  for (let x = start; x < end; x++) {
    const value = colours[x]!;
    const wave =
      first[firstRow + ((at + x) & (TILE_COLUMNS - 1))]! +
      second[secondRow + ((other + x) & (TILE_COLUMNS - 1))]!;
    // clamped without branches: on white paper every second one would be guessed wrong
    let level = value + ((Math.imul(wave, strengths[value >> 4]!) + ROUND) >> SHIFT);
    level &= ~(level >> 31);
    level = MOST_VALUE - level;
    level &= ~(level >> 31);
    colours[x] = MOST_VALUE - level;
  }
}
