// Blurs of a whole picture. A Gaussian goes along rows, then columns; any other shape is a list of level runs of pixels, a
// run costing two reads of a running sum whatever its length. Kernels are symmetrical, so nothing moves. Edges go on.

import type { Picture } from "../../../formats/picture/picture.ts";
import { exponential } from "../exact-math.ts";

const UNIT = 4096;

/** Half of a Gaussian, from its middle outwards, summing to 4096 with its other half. */
function gaussianWeights(sigmaPx: number): Int32Array {
  const radius = Math.min(64, Math.ceil(3 * sigmaPx));
  const raw = Array.from({ length: radius + 1 }, (_, at) =>
    exponential((-at * at) / (2 * sigmaPx * sigmaPx)),
  );
  const sum = raw.reduce((total, weight, at) => total + (at === 0 ? weight : 2 * weight), 0);
  const weights = Int32Array.from(raw, (weight) => Math.round((weight / sum) * UNIT));
  weights[0]! += UNIT - weights.reduce((total, weight, at) => total + (at === 0 ? weight : 2 * weight), 0);
  return weights;
}

/** Blurred by a Gaussian of a standard deviation in pixels. */
export function gaussianBlur({ widthPx, heightPx, rgb }: Picture, sigmaPx: number): Picture {
  if (sigmaPx < 0.15) return { widthPx, heightPx, rgb };
  const weights = gaussianWeights(sigmaPx);
  const radius = weights.length - 1;
  const stride = 3 * widthPx;
  const out = new Uint8Array(rgb.length);
  const sums = new Int32Array(stride);
  const padded = new Int32Array(stride + 6 * radius);
  for (let y = 0; y < heightPx; y++) {
    // down the columns first, into a row with its ends repeated, then along it
    const own = y * stride;
    const at = (away: number) => Math.max(0, Math.min(heightPx - 1, y + away)) * stride;
    const first = Math.min(radius, 3);
    addSix(sums, rgb, { own, rows: [at(-1), at(1), at(-2), at(2), at(-3), at(3)], weights, first });
    for (let away = 4; away <= radius; away++) addPair(sums, rgb, at(-away), at(away), weights[away]!);
    for (let column = 0; column < stride; column++) padded[3 * radius + column] = (sums[column]! + 128) >> 8;
    for (let column = 0; column < 3 * radius; column++) {
      padded[column] = padded[3 * radius + (column % 3)]!;
      padded[3 * radius + stride + column] = padded[3 * radius + stride - 3 + (column % 3)]!;
    }
    alongRow(padded, weights, out, own, stride);
  }
  return { widthPx, heightPx, rgb: out };
}

interface NearRows {
  readonly own: number;
  /** Starts of the rows one, two and three above and below. */
  readonly rows: readonly [number, number, number, number, number, number];
  readonly weights: Int32Array;
  /** How many of them count: 1 to 3. */
  readonly first: number;
}

/** The middle row and its nearest in one go: most blurs reach no further. */
function addSix(sums: Int32Array, rgb: Uint8Array, { own, rows, weights, first }: NearRows): void {
  const [a, b, c, d, e, f] = rows;
  const w0 = weights[0]!;
  const w1 = weights[1]!;
  const w2 = first > 1 ? weights[2]! : 0;
  const w3 = first > 2 ? weights[3]! : 0;
  for (let at = 0; at < sums.length; at++) {
    sums[at] =
      Math.imul(rgb[own + at]!, w0) +
      Math.imul(rgb[a + at]! + rgb[b + at]!, w1) +
      Math.imul(rgb[c + at]! + rgb[d + at]!, w2) +
      Math.imul(rgb[e + at]! + rgb[f + at]!, w3);
  }
}

function addPair(sums: Int32Array, rgb: Uint8Array, above: number, below: number, weight: number): void {
  for (let at = 0; at < sums.length; at++) {
    sums[at] = sums[at]! + Math.imul(rgb[above + at]! + rgb[below + at]!, weight);
  }
}

/** Values of 16 a level times weights of 4096: 65536 a level. */
function alongRow(
  padded: Int32Array,
  weights: Int32Array,
  out: Uint8Array,
  to: number,
  stride: number,
): void {
  const radius = weights.length - 1;
  const [w0, w1, w2, w3] = [weights[0]!, weights[1]!, weights[2] ?? 0, weights[3] ?? 0];
  const reach = 3 * radius;
  if (radius <= 3) {
    const [second, third] = [radius > 1 ? 6 : 0, radius > 2 ? 9 : 0];
    for (let at = 0, centre = reach; at < stride; at++, centre++) {
      const sum =
        Math.imul(padded[centre]!, w0) +
        Math.imul(padded[centre - 3]! + padded[centre + 3]!, w1) +
        Math.imul(padded[centre - second]! + padded[centre + second]!, w2) +
        Math.imul(padded[centre - third]! + padded[centre + third]!, w3);
      out[to + at] = (sum + 32768) >> 16;
    }
    return;
  }
  for (let at = 0, centre = reach; at < stride; at++, centre++) {
    let sum = Math.imul(padded[centre]!, w0);
    for (let away = 1; away <= radius; away++) {
      sum += Math.imul(padded[centre - 3 * away]! + padded[centre + 3 * away]!, weights[away]!);
    }
    out[to + at] = (sum + 32768) >> 16;
  }
}

/** Pixels from `from` to `to` of the row `below` of a kernel, counted from its middle. */
export interface KernelRun {
  readonly below: number;
  readonly from: number;
  readonly to: number;
}

/** The mean of the pixels of a kernel, each counting the same. */
export function meanBlur({ widthPx, heightPx, rgb }: Picture, runs: readonly KernelRun[]): Picture {
  const count = runs.reduce((sum, run) => sum + run.to - run.from + 1, 0);
  const radius = Math.max(...runs.map(({ below }) => Math.abs(below)));
  const reach = Math.max(...runs.map(({ from, to }) => Math.max(Math.abs(from), Math.abs(to))));
  const stride = 3 * widthPx;
  // running sums of the rows in reach, each with its ends repeated
  const length = 3 * (widthPx + 2 * reach + 1);
  const ring = Array.from({ length: 2 * radius + 1 }, () => new Int32Array(length));
  const sumsOf = (y: number) => ring[((y % ring.length) + ring.length) % ring.length]!;
  const fill = (y: number) =>
    runningSums(rgb, Math.max(0, Math.min(heightPx - 1, y)) * stride, widthPx, reach, sumsOf(y));
  for (let y = -radius; y < radius; y++) fill(y);
  const out = new Uint8Array(rgb.length);
  const totals = new Int32Array(stride);
  const share = 1 / count;
  for (let y = 0; y < heightPx; y++) {
    fill(y + radius);
    totals.fill(0);
    for (const { below, from, to } of runs) {
      addRun(totals, sumsOf(y + below), 3 * (reach + from), 3 * (reach + to + 1));
    }
    for (let at = 0; at < stride; at++) out[y * stride + at] = totals[at]! * share + 0.5;
  }
  return { widthPx, heightPx, rgb: out };
}

function runningSums(rgb: Uint8Array, row: number, widthPx: number, reach: number, sums: Int32Array): void {
  let [red, green, blue] = [0, 0, 0];
  sums.fill(0, 0, 3);
  for (let column = -reach, at = 3; column < widthPx + reach; column++, at += 3) {
    const from = row + 3 * Math.max(0, Math.min(widthPx - 1, column));
    red += rgb[from]!;
    green += rgb[from + 1]!;
    blue += rgb[from + 2]!;
    sums[at] = red;
    sums[at + 1] = green;
    sums[at + 2] = blue;
  }
}

function addRun(totals: Int32Array, sums: Int32Array, from: number, to: number): void {
  for (let at = 0; at < totals.length; at++) totals[at] = totals[at]! + sums[at + to]! - sums[at + from]!;
}
