// Sensor noise: Gaussian, in grey or in colour, stronger where it is brighter if it is shot noise (its variance grows with
// the light), and smeared over neighbours as a camera's own smoothing leaves it.

import { z } from "zod";
import { MOST_VALUE } from "../capture/level-table.ts";
import { colourTile, TILE_COLUMNS, tileRows } from "../capture/noise-tile.ts";
import { effectKind, type RowStep } from "../effect-kind.ts";
import type { ColourRow } from "../geometry/resample-page.ts";

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
    const tiles = colourTile(grain, colour);
    const place = tileRows(random);
    const strengths = strengthTable(sdLevels, shot);
    const row: RowStep = (colours, y) => {
      const { row: tileRow, column } = place(y);
      tiles.forEach((tile, channel) => {
        // in pieces that do not run over the end of the tile's row
        for (let x = 0; x < widthPx; ) {
          const at = (column + x) & (TILE_COLUMNS - 1);
          const count = Math.min(widthPx - x, TILE_COLUMNS - at);
          const start = channel * widthPx + x;
          addNoise(colours, { start, end: start + count, tile, from: tileRow + at, strengths });
          x += count;
        }
      });
    };
    return { kind: "row", row };
  },
});

/** Strength by value (in whole levels), in 1 / 64 level. */
function strengthTable(sdLevels: number, shot: number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, level) =>
    Math.round(sdLevels * Math.sqrt(1 - shot + (shot * level) / 255) * 64),
  );
}

interface NoisePiece {
  readonly start: number;
  readonly end: number;
  readonly tile: Int16Array;
  readonly from: number;
  readonly strengths: Int16Array;
}

/** 1024 a deviation * 64 of a level, down to sixteenths of a level. */
const SHIFT = 12;
const ROUND = 1 << (SHIFT - 1);

function addNoise(colours: ColourRow, { start, end, tile, from, strengths }: NoisePiece): void {
  for (let x = start, at = from; x < end; x++, at++) {
    const value = colours[x]!;
    // clamped without branches: on white paper every second one would be guessed wrong
    let level = value + ((Math.imul(tile[at]!, strengths[value >> 4]!) + ROUND) >> SHIFT);
    level &= ~(level >> 31);
    level = MOST_VALUE - level;
    level &= ~(level >> 31);
    colours[x] = MOST_VALUE - level;
  }
}
