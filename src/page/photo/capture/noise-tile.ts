// Normal noise from a tile of 4096 x 64 numbers made once: a picture needs ten million of them, and a band of 64 rows read
// from a random column of the tile looks no different, at a twentieth of the time. A grainy tile is smeared along its
// rows and columns, so that neighbours are alike as after a camera's own smoothing; its variance stays 1.
// Polar method of Marsaglia and Bray (SIAM Review 6, 260-264, 1964), with arithmetic that no engine rounds otherwise.

import { createRandom, type Random } from "../../../signal/random.ts";
import { naturalLog } from "../exact-math.ts";

export const TILE_COLUMNS = 4096;
const TILE_ROWS = 64;
/** Units of one standard deviation. */
const UNIT = 1024;
/** Five deviations: a table of 16-bit numbers holds no more, with room for a factor. */
const MOST = 5 * UNIT;

let white: Float64Array | undefined;

function whiteTile(): Float64Array {
  if (white !== undefined) return white;
  const random = createRandom(0x6a09e667);
  const values = new Float64Array(TILE_COLUMNS * TILE_ROWS);
  for (let at = 0; at < values.length; ) {
    const u = 2 * random.uniform() - 1;
    const v = 2 * random.uniform() - 1;
    const square = u * u + v * v;
    if (square >= 1 || square === 0) continue;
    const factor = Math.sqrt((-2 * naturalLog(square)) / square);
    values[at++] = u * factor;
    values[at++] = v * factor;
  }
  white = values;
  return values;
}

/** Each number made like the one before it along both axes, round and round. */
function smeared(source: Float64Array, grain: number): Float64Array {
  const fresh = Math.sqrt(1 - grain * grain);
  const made = source.slice();
  for (const [step, count, lines, stride] of [
    [1, TILE_COLUMNS, TILE_ROWS, TILE_COLUMNS],
    [TILE_COLUMNS, TILE_ROWS, TILE_COLUMNS, 1],
  ] as const) {
    for (let line = 0; line < lines; line++) {
      const start = line * stride;
      let last = made[start + (count - 1) * step]!;
      // once round to settle, once to write: the seam is as smooth as the rest
      for (let at = Math.max(0, count - 32); at < count; at++)
        last = grain * last + fresh * made[start + at * step]!;
      for (let at = 0; at < count; at++) {
        last = grain * last + fresh * made[start + at * step]!;
        made[start + at * step] = last;
      }
    }
  }
  return made;
}

/** Fine enough that no eye sees the step, coarse enough that tiles are used again. */
const hundredth = (value: number) => Math.round(value * 50) / 50;

const smearedTiles = new Map<number, Float64Array>();

function grainyTile(grain: number): Float64Array {
  const known = smearedTiles.get(grain);
  if (known !== undefined) return known;
  if (smearedTiles.size >= 4) smearedTiles.clear();
  const made = grain === 0 ? whiteTile() : smeared(whiteTile(), grain);
  smearedTiles.set(grain, made);
  return made;
}

const colourTiles = new Map<string, readonly Int16Array[]>();

/**
 * Tiles of red, green and blue of which a share is their own and the rest common to all: the same noise read from four
 * places, a quarter of the tile apart. Of a standard deviation of 1024.
 */
export function colourTile(grain: number, colour: number): readonly Int16Array[] {
  const [grainStep, colourStep] = [hundredth(grain), hundredth(colour)];
  const key = `${grainStep} ${colourStep}`;
  const known = colourTiles.get(key);
  if (known !== undefined) return known;
  const source = grainyTile(grainStep);
  const [common, own] = [Math.sqrt(1 - colourStep) * UNIT, Math.sqrt(colourStep) * UNIT];
  const quarter = source.length / 4;
  const made = [1, 2, 3].map((part) => {
    const tile = new Int16Array(source.length);
    for (let at = 0, other = part * quarter; at < tile.length; at++, other++) {
      if (other === tile.length) other = 0;
      const value = source[at]! * common + source[other]! * own;
      tile[at] = Math.max(-MOST, Math.min(MOST, Math.round(value)));
    }
    return tile;
  });
  if (colourTiles.size >= 2) colourTiles.clear();
  colourTiles.set(key, made);
  return made;
}

/** Where each row of a picture begins in a tile: in a band of its rows, at a random column. Rows are asked for in order. */
export function tileRows(random: Random): (y: number) => { readonly row: number; readonly column: number } {
  let band = -1;
  let column = 0;
  return (y) => {
    if (Math.floor(y / TILE_ROWS) !== band) {
      band = Math.floor(y / TILE_ROWS);
      column = Math.floor(random.uniform() * TILE_COLUMNS);
    }
    return { row: (y % TILE_ROWS) * TILE_COLUMNS, column };
  };
}
