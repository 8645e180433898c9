// Products of rows with packed matrices of int8 (the layout: ../../transformer/transformer-kernels.ts).
import {
  ACTIVATION_BYTES,
  addBlock,
  BLOCK_BYTES,
  COLUMNS,
  correctionsOf,
  DEPTH,
  dot,
  scalesOf,
  WORDS_BYTES,
} from "./int8-blocks";
import { address, loadSome, NONE, storeSome } from "./vectors";

export function multiplyInt8(
  quantisedAt: i32,
  rows: i32,
  weightsAt: i32,
  depth: i32,
  columns: i32,
  biasAt: i32,
  yAt: i32,
  yStride: i32,
  adds: i32,
): void {
  const blocks = (depth + DEPTH - 1) / DEPTH;
  const rowBytes = (blocks as usize) * ACTIVATION_BYTES;
  const columnBytes = (blocks as usize) * BLOCK_BYTES;
  if (rows == 1) {
    singleRow(address(quantisedAt), address(weightsAt), blocks, columns, biasAt, adds, address(yAt));
    return;
  }
  let weights = address(weightsAt);
  for (let column = 0; column < columns; column += COLUMNS) {
    const count = min(COLUMNS, columns - column);
    const bias: usize = biasAt < 0 ? NONE : address(biasAt + column);
    let x = address(quantisedAt);
    let y = address(yAt + column);
    let row = 0;
    if (count == COLUMNS) {
      for (; row + 4 <= rows; row += 4) {
        fourRows(x, rowBytes, weights, blocks, bias, adds, y, address(yStride));
        x += 4 * rowBytes;
        y += 4 * address(yStride);
      }
    }
    for (; row < rows; row++) {
      oneRow(x, weights, blocks, bias, adds, y, count);
      x += rowBytes;
      y += address(yStride);
    }
    weights += columnBytes;
  }
}

/**
 * Decoding waits for memory, and memory delivers most when it is read at four places at once: of each quarter of the
 * columns a block in turn.
 */
function singleRow(x: usize, weights: usize, blocks: i32, columns: i32, biasAt: i32, adds: i32, y: usize): void {
  const columnBytes = (blocks as usize) * BLOCK_BYTES;
  const quarter = columns / (4 * COLUMNS);
  const apart = (quarter as usize) * columnBytes;
  const yApart = (quarter as usize) * COLUMNS * 4;
  let bias: usize = biasAt < 0 ? NONE : address(biasAt);
  for (let i = 0; i < quarter; i++) {
    fourBlocks(x, weights, apart, blocks, bias, adds, y, yApart);
    weights += columnBytes;
    y += COLUMNS * 4;
    if (bias != NONE) bias += COLUMNS * 4;
  }
  weights += 3 * apart;
  y += 3 * yApart;
  if (bias != NONE) bias += 3 * yApart;
  for (let column = 4 * quarter * COLUMNS; column < columns; column += COLUMNS) {
    oneRow(x, weights, blocks, bias, adds, y, min(COLUMNS, columns - column));
    weights += columnBytes;
    y += COLUMNS * 4;
    if (bias != NONE) bias += COLUMNS * 4;
  }
}

function fourBlocks(
  x: usize,
  weights: usize,
  apart: usize,
  blocks: i32,
  bias: usize,
  adds: i32,
  y: usize,
  yApart: usize,
): void {
  const y1 = y + yApart;
  const y2 = y1 + yApart;
  const y3 = y2 + yApart;
  startRow(bias, adds, y);
  startRow(bias == NONE ? NONE : bias + yApart, adds, y1);
  startRow(bias == NONE ? NONE : bias + 2 * yApart, adds, y2);
  startRow(bias == NONE ? NONE : bias + 3 * yApart, adds, y3);
  let left0 = v128.load(y);
  let right0 = v128.load(y, 16);
  let left1 = v128.load(y1);
  let right1 = v128.load(y1, 16);
  let left2 = v128.load(y2);
  let right2 = v128.load(y2, 16);
  let left3 = v128.load(y3);
  let right3 = v128.load(y3, 16);
  for (let block = 0; block < blocks; block++) {
    const scale = v128.load32_splat(x);
    const weights1 = weights + apart;
    const weights2 = weights1 + apart;
    const weights3 = weights2 + apart;
    left0 = addColumns(left0, x, weights, scale);
    right0 = addColumns(right0, x, weights + 16, scale);
    left1 = addColumns(left1, x, weights1, scale);
    right1 = addColumns(right1, x, weights1 + 16, scale);
    left2 = addColumns(left2, x, weights2, scale);
    right2 = addColumns(right2, x, weights2 + 16, scale);
    left3 = addColumns(left3, x, weights3, scale);
    right3 = addColumns(right3, x, weights3 + 16, scale);
    x += ACTIVATION_BYTES;
    weights += BLOCK_BYTES;
  }
  v128.store(y, left0);
  v128.store(y, right0, 16);
  v128.store(y1, left1);
  v128.store(y1, right1, 16);
  v128.store(y2, left2);
  v128.store(y2, right2, 16);
  v128.store(y3, left3);
  v128.store(y3, right3, 16);
}

/** Four columns of a block: their words are at `weights`. */
// @ts-ignore: decorator
@inline
function addColumns(sums: v128, x: usize, weights: usize, scale: v128): v128 {
  const words = v128.load(weights);
  let whole = correctionsOf(words);
  whole = dot(v128.load(weights, 32), v128.load32_splat(x, 4), whole);
  whole = dot(v128.load(weights, 64), v128.load32_splat(x, 8), whole);
  whole = dot(v128.load(weights, 96), v128.load32_splat(x, 12), whole);
  whole = dot(v128.load(weights, 128), v128.load32_splat(x, 16), whole);
  whole = dot(v128.load(weights, 160), v128.load32_splat(x, 20), whole);
  whole = dot(v128.load(weights, 192), v128.load32_splat(x, 24), whole);
  whole = dot(v128.load(weights, 224), v128.load32_splat(x, 28), whole);
  whole = dot(v128.load(weights, 256), v128.load32_splat(x, 32), whole);
  return addBlock(sums, whole, scalesOf(words), scale);
}

function oneRow(x: usize, weights: usize, blocks: i32, bias: usize, adds: i32, y: usize, count: i32): void {
  let left = bias != NONE ? loadSome(bias, count) : f32x4.splat(0);
  let right = bias != NONE ? loadSome(bias + 16, count - 4) : f32x4.splat(0);
  if (adds) {
    left = f32x4.add(left, loadSome(y, count));
    right = f32x4.add(right, loadSome(y + 16, count - 4));
  }
  for (let block = 0; block < blocks; block++) {
    const wordsLeft = v128.load(weights);
    const wordsRight = v128.load(weights, 16);
    let wholeLeft = correctionsOf(wordsLeft);
    let wholeRight = correctionsOf(wordsRight);
    for (let d: usize = 0; d < (DEPTH as usize); d += 4) {
      const activations = v128.load32_splat(x + 4 + d);
      wholeLeft = dot(v128.load(weights + 8 * d, WORDS_BYTES), activations, wholeLeft);
      wholeRight = dot(v128.load(weights + 8 * d, WORDS_BYTES + 16), activations, wholeRight);
    }
    const scale = v128.load32_splat(x);
    left = addBlock(left, wholeLeft, scalesOf(wordsLeft), scale);
    right = addBlock(right, wholeRight, scalesOf(wordsRight), scale);
    x += ACTIVATION_BYTES;
    weights += BLOCK_BYTES;
  }
  storeSome(y, left, count);
  storeSome(y + 16, right, count - 4);
}

/** The sums of floats stay in y between blocks: the registers are needed for those of whole numbers. */
function fourRows(
  x: usize,
  rowBytes: usize,
  weights: usize,
  blocks: i32,
  bias: usize,
  adds: i32,
  y: usize,
  yStep: usize,
): void {
  const y1 = y + yStep;
  const y2 = y1 + yStep;
  const y3 = y2 + yStep;
  startRow(bias, adds, y);
  startRow(bias, adds, y1);
  startRow(bias, adds, y2);
  startRow(bias, adds, y3);
  for (let block = 0; block < blocks; block++) {
    const correctionsLeft = correctionsOf(v128.load(weights));
    const correctionsRight = correctionsOf(v128.load(weights, 16));
    let left0 = correctionsLeft;
    let right0 = correctionsRight;
    let left1 = correctionsLeft;
    let right1 = correctionsRight;
    let left2 = correctionsLeft;
    let right2 = correctionsRight;
    let left3 = correctionsLeft;
    let right3 = correctionsRight;
    const x1 = x + rowBytes;
    const x2 = x1 + rowBytes;
    const x3 = x2 + rowBytes;
    for (let d: usize = 0; d < (DEPTH as usize); d += 4) {
      const weightsLeft = v128.load(weights + 8 * d, WORDS_BYTES);
      const weightsRight = v128.load(weights + 8 * d, WORDS_BYTES + 16);
      const activations0 = v128.load32_splat(x + d, 4);
      left0 = dot(weightsLeft, activations0, left0);
      right0 = dot(weightsRight, activations0, right0);
      const activations1 = v128.load32_splat(x1 + d, 4);
      left1 = dot(weightsLeft, activations1, left1);
      right1 = dot(weightsRight, activations1, right1);
      const activations2 = v128.load32_splat(x2 + d, 4);
      left2 = dot(weightsLeft, activations2, left2);
      right2 = dot(weightsRight, activations2, right2);
      const activations3 = v128.load32_splat(x3 + d, 4);
      left3 = dot(weightsLeft, activations3, left3);
      right3 = dot(weightsRight, activations3, right3);
    }
    const scalesLeft = scalesOf(v128.load(weights));
    const scalesRight = scalesOf(v128.load(weights, 16));
    finishRow(left0, right0, scalesLeft, scalesRight, x, y);
    finishRow(left1, right1, scalesLeft, scalesRight, x1, y1);
    finishRow(left2, right2, scalesLeft, scalesRight, x2, y2);
    finishRow(left3, right3, scalesLeft, scalesRight, x3, y3);
    x += ACTIVATION_BYTES;
    weights += BLOCK_BYTES;
  }
}

// @ts-ignore: decorator
@inline
function startRow(bias: usize, adds: i32, y: usize): void {
  let left = bias != NONE ? v128.load(bias) : f32x4.splat(0);
  let right = bias != NONE ? v128.load(bias, 16) : f32x4.splat(0);
  if (adds) {
    left = f32x4.add(left, v128.load(y));
    right = f32x4.add(right, v128.load(y, 16));
  }
  v128.store(y, left);
  v128.store(y, right, 16);
}

// @ts-ignore: decorator
@inline
function finishRow(left: v128, right: v128, scalesLeft: v128, scalesRight: v128, x: usize, y: usize): void {
  const scale = v128.load32_splat(x);
  v128.store(y, addBlock(v128.load(y), left, scalesLeft, scale));
  v128.store(y, addBlock(v128.load(y, 16), right, scalesRight, scale), 16);
}
