// The ruling that most tiles of a picture agree on, and whether its unit is the millimetre or the heavy line of 5 mm.

import type { Plane } from "../plane.ts";
import { createFourierTransform } from "./fourier-transform.ts";
import { type Frequency, type TileLattice, tileLattice, tilePowers } from "./tile-lattice.ts";

export interface PlacedLattice {
  /** Middle of the tile. */
  readonly xPx: number;
  readonly yPx: number;
  /** Cycles a pixel, one cycle being `unitMm`. */
  readonly across: Frequency;
  readonly down: Frequency;
}

export interface FoundLattice {
  /** The tile that shows it best. */
  readonly seed: PlacedLattice;
  /** 1, or 5 where no finer lines can be seen. */
  readonly unitMm: 1 | 5;
  readonly agreeing: number;
  readonly tiles: number;
}

const TILE_PX = 256;
const MOST_TILES = [5, 4] as const;
/** Of the tiles; a page in a photograph fills at least a third of it. */
const LEAST_SHARE = 0.2;
/** log10: a fifth line that stands out this much is a heavy one. */
const HEAVY_EXCESS = 0.4;
/** No sheet of ECG paper is narrower; tells millimetres from heavy lines where only one of the two is drawn. */
const NARROWEST_SHEET_MM = 95;
/** A3 with as much again around it. */
const WIDEST_VIEW_MM = 650;
/** Of the tiles that agree; faint fine lines are lost in some. */
const LEAST_FINE = 0.15;
const FINEST_PX = 2.6;

/** null where there is no ruling. */
export function findLattice(plane: Plane): FoundLattice | null {
  const tiles = lookAtTiles(plane);
  const known = tiles.flatMap(({ lattice, ...tile }) =>
    lattice === null ? [] : [{ ...tile, ...inFinestUnit(lattice) }],
  );
  const ranked = known
    .map((tile) => ({ tile, friends: known.filter((other) => agree(tile.lattice, other.lattice)) }))
    .sort((a, b) => b.friends.length - a.friends.length || b.tile.lattice.score - a.tile.lattice.score);
  for (const { friends } of ranked) {
    if (friends.length < Math.max(1, LEAST_SHARE * tiles.length)) return null;
    const found = withUnit(friends, plane);
    if (found !== null) return { ...found, agreeing: friends.length, tiles: tiles.length };
  }
  return null;
}

/** null where its unit would make the picture larger than any sheet with its surroundings. */
function withUnit(
  friends: readonly (PlacedTile & { readonly isFine: boolean })[],
  plane: Plane,
): Pick<FoundLattice, "seed" | "unitMm"> | null {
  const best = friends.reduce((a, b) => (b.lattice.score > a.lattice.score ? b : a));
  const { across, down } = best.lattice;
  const periodPx = 1 / Math.hypot(...across);
  const longestPx = Math.max(plane.widthPx, plane.heightPx);
  const hasFine = friends.filter(({ isFine }) => isFine).length >= LEAST_FINE * friends.length;
  const isHeavyOnly = !hasFine && longestPx / periodPx < NARROWEST_SHEET_MM;
  if (longestPx / periodPx > (isHeavyOnly ? WIDEST_VIEW_MM / 5 : WIDEST_VIEW_MM)) return null;
  // millimetres closer than this cannot be followed; the heavy lines can
  const tooFine = !isHeavyOnly && periodPx < FINEST_PX;
  const scaled = ([u, v]: Frequency): Frequency => (tooFine ? [u / 5, v / 5] : [u, v]);
  return {
    seed: { xPx: best.xPx, yPx: best.yPx, across: scaled(across), down: scaled(down) },
    unitMm: isHeavyOnly || tooFine ? 5 : 1,
  };
}

/** Heavy lines with finer ones between them are counted by the finer ones: all tiles then speak of the same unit. */
function inFinestUnit(lattice: TileLattice): { lattice: TileLattice; isFine: boolean } {
  if (lattice.fifthExcess === null || lattice.fifthExcess < HEAVY_EXCESS) return { lattice, isFine: false };
  const scaled = ([u, v]: Frequency): Frequency => [5 * u, 5 * v];
  return {
    lattice: { ...lattice, across: scaled(lattice.across), down: scaled(lattice.down) },
    isFine: true,
  };
}

interface PlacedTile {
  readonly xPx: number;
  readonly yPx: number;
  readonly lattice: TileLattice;
}

function lookAtTiles(plane: Plane) {
  const shorter = Math.min(plane.widthPx, plane.heightPx);
  const size = shorter >= TILE_PX ? TILE_PX : shorter >= TILE_PX / 2 ? TILE_PX / 2 : TILE_PX / 4;
  const transform = createFourierTransform(size);
  const window = Float64Array.from({ length: size }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / size) ** 2);
  const spread = (length: number, most: number) => {
    const count = Math.max(1, Math.min(most, Math.floor(length / (size * 0.7))));
    const room = Math.max(0, length - size);
    return Array.from({ length: count }, (_, i) =>
      Math.floor(count === 1 ? room / 2 : (room * (i + 0.35)) / (count - 0.3)),
    );
  };
  const places = spread(plane.heightPx, MOST_TILES[1]).flatMap((top) =>
    spread(plane.widthPx, MOST_TILES[0]).map((left) => ({ left, top })),
  );
  const found: { xPx: number; yPx: number; lattice: TileLattice | null }[] = [];
  for (let i = 0; i < places.length; i += 2) {
    const pair = places.slice(i, i + 2);
    const [first, second] = [0, 1].map((k) => {
      const place = pair[k];
      return place === undefined ? new Float64Array(size * size) : cutTile(plane, place, window);
    }) as [Float64Array, Float64Array];
    const powers = tilePowers(first, second, transform);
    pair.forEach(({ left, top }, k) => {
      const lattice = tileLattice(powers[k]!, size);
      found.push({ xPx: left + size / 2, yPx: top + size / 2, lattice });
    });
  }
  return found;
}

function cutTile(
  plane: Plane,
  { left, top }: { left: number; top: number },
  window: Float64Array,
): Float64Array {
  const size = window.length;
  const tile = new Float64Array(size * size);
  let sum = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const value = plane.values[(top + y) * plane.widthPx + left + x] ?? 0;
      tile[y * size + x] = value;
      sum += value;
    }
  }
  const mean = sum / (size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++)
      tile[y * size + x] = (tile[y * size + x]! - mean) * window[y]! * window[x]!;
  }
  return tile;
}

/** The same ruling seen a little closer or further, or aslant. */
function agree(a: TileLattice, b: TileLattice): boolean {
  return (["across", "down"] as const).every((family) => {
    const [u, v] = a[family];
    const [x, y] = b[family];
    const ratio = Math.hypot(x, y) / Math.hypot(u, v);
    const turn = Math.abs(Math.atan2(u * y - v * x, u * x + v * y));
    return ratio > 0.8 && ratio < 1.25 && turn < 0.12;
  });
}
