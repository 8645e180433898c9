// The kernels, in AssemblyScript; ../kernels.ts says what each computes and how tensors lie in memory. Built twice
// from this text, with and without relaxed SIMD (fused multiply-add).
//
// `multiplyRows` holds 6 rows x 8 columns of the product in registers: 12 sums, 2 vectors of weights and 1 value of
// x are the 15 vector registers that V8 gives on x64, and 12 independent sums hide the latency of the addition.
// The inner loop is deliberately not unrolled: the optimiser would merge its steps into longer expressions, which
// need more registers than there are.

import { address, multiplyAdd } from "./vectors";

/** A row of a block of columns: two vectors. */
const BLOCK_BYTES: usize = 32;

/** No less than `floor`, stored; where there is a residual, that many bytes away, it is added. */
// @ts-ignore: decorator
@inline
function finish(sum: v128, floor: v128, hasResidual: bool, toResidual: usize, y: usize): void {
  sum = f32x4.pmax(sum, floor);
  if (hasResidual) sum = f32x4.add(sum, v128.load(y + toResidual));
  v128.store(y, sum);
}

/** Both vectors of a row, and once more where it is wanted twice. */
// @ts-ignore: decorator
@inline
function finishRow(
  left: v128,
  right: v128,
  floor: v128,
  hasResidual: bool,
  toResidual: usize,
  y: usize,
  again: usize,
): void {
  finish(left, floor, hasResidual, toResidual, y);
  finish(right, floor, hasResidual, toResidual, y + 16);
  if (again != 0) {
    finish(left, floor, hasResidual, toResidual, y + again);
    finish(right, floor, hasResidual, toResidual, y + again + 16);
  }
}

export function multiplyRows(
  xAt: i32,
  xStride: i32,
  rows: i32,
  weightsAt: i32,
  depth: i32,
  columns: i32,
  biasAt: i32,
  yAt: i32,
  residualAt: i32,
  rectify: i32,
  times: i32,
): void {
  const floor = f32x4.splat(rectify ? 0 : -Infinity);
  const xStep = address(xStride);
  const yStep = address(columns * times);
  const again = times == 2 ? address(columns) : 0;
  const blockEnd = address(yAt + columns);
  const hasResidual = residualAt >= 0;
  const toResidual = address(residualAt) - address(yAt);
  let weights = address(weightsAt);
  let bias = address(biasAt);
  for (let y = address(yAt); y < blockEnd; y += BLOCK_BYTES) {
    const weightsEnd = weights + (depth as usize) * BLOCK_BYTES;
    const left = v128.load(bias);
    const right = v128.load(bias, 16);
    for (let row = 0; row < rows; row += 6) {
      // past the last row the last one is computed again: no rest to treat, nothing written that is not ours
      const row1 = min(row + 1, rows - 1) as usize;
      const row2 = min(row + 2, rows - 1) as usize;
      const row3 = min(row + 3, rows - 1) as usize;
      const row4 = min(row + 4, rows - 1) as usize;
      const row5 = min(row + 5, rows - 1) as usize;
      let x0 = address(xAt) + (row as usize) * xStep;
      let x1 = address(xAt) + row1 * xStep;
      let x2 = address(xAt) + row2 * xStep;
      let x3 = address(xAt) + row3 * xStep;
      let x4 = address(xAt) + row4 * xStep;
      let x5 = address(xAt) + row5 * xStep;
      let left0 = left;
      let right0 = right;
      let left1 = left;
      let right1 = right;
      let left2 = left;
      let right2 = right;
      let left3 = left;
      let right3 = right;
      let left4 = left;
      let right4 = right;
      let left5 = left;
      let right5 = right;
      for (let w = weights; w < weightsEnd; w += BLOCK_BYTES) {
        const weightLeft = v128.load(w);
        const weightRight = v128.load(w, 16);
        const value0 = v128.load32_splat(x0);
        left0 = multiplyAdd(value0, weightLeft, left0);
        right0 = multiplyAdd(value0, weightRight, right0);
        const value1 = v128.load32_splat(x1);
        left1 = multiplyAdd(value1, weightLeft, left1);
        right1 = multiplyAdd(value1, weightRight, right1);
        const value2 = v128.load32_splat(x2);
        left2 = multiplyAdd(value2, weightLeft, left2);
        right2 = multiplyAdd(value2, weightRight, right2);
        const value3 = v128.load32_splat(x3);
        left3 = multiplyAdd(value3, weightLeft, left3);
        right3 = multiplyAdd(value3, weightRight, right3);
        const value4 = v128.load32_splat(x4);
        left4 = multiplyAdd(value4, weightLeft, left4);
        right4 = multiplyAdd(value4, weightRight, right4);
        const value5 = v128.load32_splat(x5);
        left5 = multiplyAdd(value5, weightLeft, left5);
        right5 = multiplyAdd(value5, weightRight, right5);
        x0 += 4;
        x1 += 4;
        x2 += 4;
        x3 += 4;
        x4 += 4;
        x5 += 4;
      }
      const y0 = y + (row as usize) * yStep;
      const y1 = y + row1 * yStep;
      const y2 = y + row2 * yStep;
      const y3 = y + row3 * yStep;
      const y4 = y + row4 * yStep;
      const y5 = y + row5 * yStep;
      finishRow(left0, right0, floor, hasResidual, toResidual, y0, again);
      finishRow(left1, right1, floor, hasResidual, toResidual, y1, again);
      finishRow(left2, right2, floor, hasResidual, toResidual, y2, again);
      finishRow(left3, right3, floor, hasResidual, toResidual, y3, again);
      finishRow(left4, right4, floor, hasResidual, toResidual, y4, again);
      finishRow(left5, right5, floor, hasResidual, toResidual, y5, again);
    }
    weights = weightsEnd;
    bias += BLOCK_BYTES;
  }
}

export function addFloats(xAt: i32, floats: i32, yAt: i32): void {
  const toX = address(xAt) - address(yAt);
  const end = address(yAt + floats);
  for (let y = address(yAt); y < end; y += 16) v128.store(y, f32x4.add(v128.load(y), v128.load(y + toX)));
}

export function poolRows(xAt: i32, rows: i32, columns: i32, share: f32, yAt: i32): void {
  const rowBytes = address(columns);
  const shares = f32x4.splat(share);
  let x = address(xAt);
  let y = address(yAt);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < rowBytes; at += 16) {
      const value = v128.load(x + at);
      const mean = y + at;
      const maximum = mean + rowBytes;
      v128.store(mean, multiplyAdd(value, shares, v128.load(mean)));
      v128.store(maximum, f32x4.pmax(v128.load(maximum), value));
    }
    x += rowBytes;
    y += 2 * rowBytes;
  }
}

export function rowsToTiles(xAt: i32, tiles: i32, columns: i32, yAt: i32, apart: i32): void {
  const rowBytes = address(columns);
  const step = address(apart);
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const minusFour = f32x4.splat(-4);
  const minusFive = f32x4.splat(-5);
  let x = address(xAt);
  let y = address(yAt);
  for (let tile = 0; tile < tiles; tile++) {
    for (const end = y + rowBytes; y < end; y += 16) {
      const row0 = v128.load(x);
      const row1 = v128.load(x + rowBytes);
      const row2 = v128.load(x + 2 * rowBytes);
      const row3 = v128.load(x + 3 * rowBytes);
      const row4 = v128.load(x + 4 * rowBytes);
      const row5 = v128.load(x + 5 * rowBytes);
      const even1 = multiplyAdd(minusFour, row2, row4);
      const odd1 = multiplyAdd(minusFour, row1, row3);
      const even2 = f32x4.sub(row4, row2);
      const odd2 = f32x4.mul(two, f32x4.sub(row3, row1));
      v128.store(y, multiplyAdd(four, row0, multiplyAdd(minusFive, row2, row4)));
      v128.store(y + step, f32x4.add(even1, odd1));
      v128.store(y + 2 * step, f32x4.sub(even1, odd1));
      v128.store(y + 3 * step, f32x4.add(even2, odd2));
      v128.store(y + 4 * step, f32x4.sub(even2, odd2));
      v128.store(y + 5 * step, multiplyAdd(four, row1, multiplyAdd(minusFive, row3, row5)));
      x += 16;
    }
    x += 3 * rowBytes;
  }
}

export function tilesToRows(
  xAt: i32,
  apart: i32,
  rows: i32,
  columns: i32,
  biasAt: i32,
  yAt: i32,
  residualAt: i32,
  rectify: i32,
): void {
  const rowBytes = address(columns);
  const step = address(apart);
  const floor = f32x4.splat(rectify ? 0 : -Infinity);
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const hasResidual = residualAt >= 0;
  const toResidual = address(residualAt) - address(yAt);
  let x = address(xAt);
  let y = address(yAt);
  for (let row = 0; row < rows; row += 4) {
    let bias = address(biasAt);
    for (const end = x + rowBytes; x < end; x += 16) {
      const product1 = v128.load(x + step);
      const product2 = v128.load(x + 2 * step);
      const product3 = v128.load(x + 3 * step);
      const product4 = v128.load(x + 4 * step);
      const biases = v128.load(bias);
      const even1 = f32x4.add(f32x4.add(product1, product2), biases);
      const odd1 = f32x4.add(f32x4.sub(product1, product2), biases);
      const even2 = f32x4.add(product3, product4);
      const odd2 = f32x4.sub(product3, product4);
      finish(f32x4.add(f32x4.add(even1, even2), v128.load(x)), floor, hasResidual, toResidual, y);
      if (row + 1 < rows) finish(multiplyAdd(two, odd2, odd1), floor, hasResidual, toResidual, y + rowBytes);
      if (row + 2 < rows) finish(multiplyAdd(four, even2, even1), floor, hasResidual, toResidual, y + 2 * rowBytes);
      if (row + 3 < rows) {
        const last = f32x4.add(odd1, v128.load(x + 5 * step));
        finish(multiplyAdd(eight, odd2, last), floor, hasResidual, toResidual, y + 3 * rowBytes);
      }
      bias += 16;
      y += 16;
    }
    y += 3 * rowBytes;
  }
}
