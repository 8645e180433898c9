// Picture to sheet and back: a homography for where the camera stood, and what is left over of it for paper that is
// not flat. Sheet coordinates are millimetres of the printed ruling; whole numbers are lines.

import type { FollowedLattice, SheetPoint } from "./follow-lattice.ts";
import {
  applyHomography,
  fitHomography,
  type Homography,
  invertHomography,
  type Point,
} from "./homography.ts";

export interface SheetMap {
  toSheet(xPx: number, yPx: number): [uMm: number, vMm: number];
  toPicture(uMm: number, vMm: number): [xPx: number, yPx: number];
  /** Of the middle of what was found. */
  readonly pxPerMm: number;
  /** How far the ruling lies from the map, root mean square over the tiles. */
  readonly residualMm: number;
  /** Are parallels parallel, right angles right, and lines straight? */
  readonly kind: "scan" | "perspective" | "bent";
  /** Where the ruling was seen. */
  readonly boxMm: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/** A map without perspective is believed up to this. */
const FLAT_MM = 0.07;
/** Left over above this, the paper is bent. */
const BENT_MM = 0.06;

/** null where too few tiles show the ruling. */
export function fitSheetMap({ points, tilePx }: FollowedLattice): SheetMap | null {
  const affine = robustFit(points, false);
  if (affine === null) return null;
  const free = points.length >= 6 ? robustFit(points, true) : null;
  // perspective is what the points must prove
  const chosen = free !== null && affine.rms > FLAT_MM && free.rms < 0.7 * affine.rms ? free : affine;
  const panels = chosen === affine && affine.rms > BENT_MM ? panelFit(points) : null;
  const isBent = panels === null && chosen.rms > BENT_MM && points.length >= 20;
  return sheetMap({ points, tilePx, ...(panels ?? chosen), isAffine: chosen === affine, isBent });
}

interface Fit {
  readonly homography: Homography;
  readonly rms: number;
}

function sheetMap(
  options: FollowedLattice & Fit & { readonly isAffine: boolean; readonly isBent: boolean },
): SheetMap | null {
  const { points, tilePx, isAffine, isBent, ...chosen } = options;
  const bend = isBent ? bendField(points, chosen.homography) : null;
  const kind = bend !== null ? "bent" : isAffine ? "scan" : "perspective";
  const inverse = invertHomography(chosen.homography);
  if (inverse === null) return null;
  const toSheet = (xPx: number, yPx: number): [number, number] => {
    const [u, v] = applyHomography(chosen.homography, [xPx, yPx]);
    if (bend === null) return [u, v];
    const [du, dv] = bend(xPx, yPx);
    return [u + du, v + dv];
  };
  const toPicture = (uMm: number, vMm: number): [number, number] => {
    let [x, y] = applyHomography(inverse, [uMm, vMm]);
    if (bend === null) return [x, y];
    for (let round = 0; round < 3; round++) {
      const [du, dv] = bend(x, y);
      [x, y] = applyHomography(inverse, [uMm - du, vMm - dv]);
    }
    return [x, y];
  };
  const [x, y] = [0, 1].map((k) => middle(points.map((p) => (k === 0 ? p.xPx : p.yPx)))) as [number, number];
  const [u0, v0] = toSheet(x, y);
  const [u1, v1] = toSheet(x + 10, y);
  const [u2, v2] = toSheet(x, y + 10);
  const areaMm = Math.abs((u1 - u0) * (v2 - v0) - (u2 - u0) * (v1 - v0));
  const half = (tilePx / 2) * Math.sqrt(areaMm / 100);
  const us = points.map((point) => point.uMm);
  const vs = points.map((point) => point.vMm);
  return {
    toSheet,
    toPicture,
    pxPerMm: Math.sqrt(100 / areaMm),
    residualMm: bend === null ? chosen.rms : BENT_MM,
    kind,
    boxMm: {
      left: Math.min(...us) - half,
      top: Math.min(...vs) - half,
      right: Math.max(...us) + half,
      bottom: Math.max(...vs) + half,
    },
  };
}

/** The map of a picture whose scale is given, not seen: upright, the same everywhere. */
export function givenScale(pxPerMm: number, widthPx: number, heightPx: number): SheetMap {
  return {
    toSheet: (xPx, yPx) => [xPx / pxPerMm, yPx / pxPerMm],
    toPicture: (uMm, vMm) => [uMm * pxPerMm, vMm * pxPerMm],
    pxPerMm,
    residualMm: 0,
    kind: "scan",
    boxMm: { left: 0, top: 0, right: widthPx / pxPerMm, bottom: heightPx / pxPerMm },
  };
}

/** Tiles beside each other within one panel differ by less than this from their spacing. */
const SAME_PANEL_MM = 0.04;
const LEAST_SAME_PANEL = 0.7;
const NEIGHBOUR_PX = 115;

/**
 * Sheets printed as panels, each with a ruling that starts anew: the phase jumps between them, which is no bend. The
 * ruling's direction and pitch are those between most neighbours. null where it changes everywhere, as on bent paper.
 */
function panelFit(points: readonly SheetPoint[]): Fit | null {
  const at = new Map(points.map((point) => [point.row * 1000 + point.column, point]));
  const slopes = { across: [] as [number, number][], down: [] as [number, number][] };
  for (const point of points) {
    for (const [family, key, distance] of [
      ["across", point.row * 1000 + point.column + 1, "xPx"],
      ["down", (point.row + 1) * 1000 + point.column, "yPx"],
    ] as const) {
      const next = at.get(key);
      if (next === undefined) continue;
      const step = next[distance] - point[distance];
      slopes[family].push([(next.uMm - point.uMm) / step, (next.vMm - point.vMm) / step]);
    }
  }
  if (slopes.across.length < 10 || slopes.down.length < 10) return null;
  const slope = (family: "across" | "down", k: 0 | 1) => middle(slopes[family].map((pair) => pair[k]));
  const [a, b, d, e] = [slope("across", 0), slope("down", 0), slope("across", 1), slope("down", 1)];
  const near = (list: readonly [number, number][], [u, v]: readonly [number, number]) =>
    list.filter((pair) => Math.hypot(pair[0] - u, pair[1] - v) * NEIGHBOUR_PX < SAME_PANEL_MM).length /
    list.length;
  if (near(slopes.across, [a, d]) < LEAST_SAME_PANEL || near(slopes.down, [b, e]) < LEAST_SAME_PANEL)
    return null;
  const offset = (k: "uMm" | "vMm", x: number, y: number) =>
    middle(points.map((point) => point[k] - x * point.xPx - y * point.yPx));
  return { homography: [a, b, offset("uMm", a, b), d, e, offset("vMm", d, e), 0, 0], rms: SAME_PANEL_MM };
}

function robustFit(points: readonly SheetPoint[], perspective: boolean): Fit | null {
  let weights = points.map(() => 1);
  let homography: Homography | null = null;
  let rms = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    const pairs = points.map((point, i) => {
      const from: Point = [point.xPx, point.yPx];
      return { from, to: [point.uMm, point.vMm] as const, weight: weights[i]! };
    });
    homography = fitHomography(pairs, perspective);
    if (homography === null) return null;
    const errors = pairs.map(({ from, to }) => {
      const [u, v] = applyHomography(homography!, from);
      return Math.hypot(u - to[0], v - to[1]);
    });
    const scale = Math.max(0.02, 1.5 * middle(errors));
    weights = errors.map((error) => 1 / (1 + (error / (2 * scale)) ** 4));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    rms = Math.sqrt(errors.reduce((sum, error, i) => sum + weights[i]! * error * error, 0) / total);
  }
  return homography === null ? null : { homography, rms };
}

/** What the map leaves over, between the tiles' middles; the nearest tiles beyond them. */
function bendField(points: readonly SheetPoint[], homography: Homography) {
  const columns = 1 + Math.max(...points.map((point) => point.column));
  const rows = 1 + Math.max(...points.map((point) => point.row));
  const sums = new Float64Array(columns * rows * 3);
  for (const point of points) {
    const [u, v] = applyHomography(homography, [point.xPx, point.yPx]);
    const at = (point.row * columns + point.column) * 3;
    sums.set([point.uMm - u, point.vMm - v, 1], at);
  }
  const filled = fillHoles(sums, columns, rows);
  const [xs, ys] = [axis(points, "column", "xPx"), axis(points, "row", "yPx")];
  return (xPx: number, yPx: number): [number, number] => {
    const x = Math.max(0, Math.min(columns - 1, (xPx - xs.start) / xs.step));
    const y = Math.max(0, Math.min(rows - 1, (yPx - ys.start) / ys.step));
    const [column, row] = [
      Math.min(Math.max(0, columns - 2), Math.floor(x)),
      Math.min(Math.max(0, rows - 2), Math.floor(y)),
    ];
    const [wx, wy] = [columns > 1 ? x - column : 0, rows > 1 ? y - row : 0];
    const value = (k: number) => {
      const at = (row * columns + column) * 3 + k;
      const below = at + columns * 3;
      const top = filled[at]! * (1 - wx) + (wx > 0 ? filled[at + 3]! * wx : 0);
      return wy > 0
        ? top * (1 - wy) + wy * (filled[below]! * (1 - wx) + (wx > 0 ? filled[below + 3]! * wx : 0))
        : top;
    };
    return [value(0), value(1)];
  };
}

function axis(points: readonly SheetPoint[], index: "column" | "row", position: "xPx" | "yPx") {
  const sorted = [...points].sort((a, b) => a[index] - b[index]);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const step = (last[position] - first[position]) / Math.max(1, last[index] - first[index]);
  return { start: first[position] - first[index] * step, step: step || 1 };
}

/** Tiles without a value take the mean of their neighbours, from the known ones outwards. */
function fillHoles(sums: Float64Array, columns: number, rows: number): Float64Array {
  const filled = sums.slice();
  for (let round = 0; round < columns + rows; round++) {
    const before = filled.slice();
    let holes = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = (row * columns + column) * 3;
        if (before[at + 2]! > 0) continue;
        let [du, dv, count] = [0, 0, 0];
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
            const other = (y * columns + x) * 3;
            if (before[other + 2] === 0) continue;
            du += before[other]!;
            dv += before[other + 1]!;
            count++;
          }
        }
        if (count === 0) holes++;
        else filled.set([du / count, dv / count, 1], at);
      }
    }
    if (holes === 0) break;
  }
  return filled;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
