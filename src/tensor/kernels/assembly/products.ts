// Products of rows with packed matrices of floats or halves (the layout: ../../transformer/transformer-kernels.ts).
import { address, loadSome, multiplyAdd, NONE, storeSome } from "./vectors";

const COLUMNS = 8;

/** What values that are multiplied with halves must have been multiplied with before. */
export const HALF_FACTOR: f32 = 5192296858534827628530496329220096.0;

/**
 * Four floats, or four halves as floats that are 2^112 times too small: sign, exponent and fraction shifted into their
 * places, the bias of the exponent left as it is.
 */
// @ts-ignore: decorator
@inline
function loadWeights<T>(from: usize): v128 {
  if (sizeof<T>() == 4) return v128.load(from);
  return v128.and(i32x4.shl(v128.load16x4_s(from), 13), i32x4.splat(0x8fffffff));
}

/** y = sum, or y += sum, of `columns` columns, 1 to 8. */
// @ts-ignore: decorator
@inline
function finish(left: v128, right: v128, adds: bool, y: usize, columns: i32): void {
  if (adds) {
    left = f32x4.add(left, loadSome(y, columns));
    right = f32x4.add(right, loadSome(y + 16, columns - 4));
  }
  storeSome(y, left, columns);
  storeSome(y + 16, right, columns - 4);
}

/**
 * 1 to 6 rows of x times a block of columns. 12 sums, 2 vectors of weights and 1 value of x are the 15 vector registers
 * that V8 gives on x64. Where there are fewer rows the last is computed again and not stored.
 */
export function rowsTimesBlock<T>(
  x: usize,
  xStep: usize,
  rows: i32,
  weights: usize,
  depth: i32,
  bias: usize,
  adds: bool,
  y: usize,
  yStep: usize,
  columns: i32,
): void {
  const left = bias != NONE ? loadSome(bias, columns) : f32x4.splat(0);
  const right = bias != NONE ? loadSome(bias + 16, columns - 4) : f32x4.splat(0);
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
  let x0 = x;
  let x1 = x + (min(1, rows - 1) as usize) * xStep;
  let x2 = x + (min(2, rows - 1) as usize) * xStep;
  let x3 = x + (min(3, rows - 1) as usize) * xStep;
  let x4 = x + (min(4, rows - 1) as usize) * xStep;
  let x5 = x + (min(5, rows - 1) as usize) * xStep;
  const end = weights + (depth as usize) * COLUMNS * sizeof<T>();
  for (let w = weights; w < end; w += COLUMNS * sizeof<T>()) {
    const weightLeft = loadWeights<T>(w);
    const weightRight = loadWeights<T>(w + 4 * sizeof<T>());
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
  finish(left0, right0, adds, y, columns);
  if (rows > 1) finish(left1, right1, adds, y + yStep, columns);
  if (rows > 2) finish(left2, right2, adds, y + 2 * yStep, columns);
  if (rows > 3) finish(left3, right3, adds, y + 3 * yStep, columns);
  if (rows > 4) finish(left4, right4, adds, y + 4 * yStep, columns);
  if (rows > 5) finish(left5, right5, adds, y + 5 * yStep, columns);
}

/**
 * One row of x times all columns, whose blocks are `blockStep` bytes apart. Of each quarter of the columns a block at
 * once: one row waits for memory, and memory delivers most when it is read at several places.
 */
export function rowTimesBlocks<T>(
  x: usize,
  weights: usize,
  blockStep: usize,
  depth: i32,
  columns: i32,
  bias: usize,
  adds: bool,
  y: usize,
): void {
  const size = (depth as usize) * COLUMNS * sizeof<T>();
  const quarter = columns / (4 * COLUMNS);
  const apart = (quarter as usize) * blockStep;
  const yApart = (quarter as usize) * COLUMNS * 4;
  for (let i = 0; i < quarter; i++) {
    const bias1 = bias + yApart;
    const bias2 = bias1 + yApart;
    const bias3 = bias2 + yApart;
    let left0 = bias != NONE ? v128.load(bias) : f32x4.splat(0);
    let right0 = bias != NONE ? v128.load(bias, 16) : f32x4.splat(0);
    let left1 = bias != NONE ? v128.load(bias1) : f32x4.splat(0);
    let right1 = bias != NONE ? v128.load(bias1, 16) : f32x4.splat(0);
    let left2 = bias != NONE ? v128.load(bias2) : f32x4.splat(0);
    let right2 = bias != NONE ? v128.load(bias2, 16) : f32x4.splat(0);
    let left3 = bias != NONE ? v128.load(bias3) : f32x4.splat(0);
    let right3 = bias != NONE ? v128.load(bias3, 16) : f32x4.splat(0);
    let at = x;
    let w2 = weights + 2 * apart;
    const end = weights + size;
    for (let w = weights; w < end; w += COLUMNS * sizeof<T>()) {
      const value = v128.load32_splat(at);
      left0 = multiplyAdd(value, loadWeights<T>(w), left0);
      right0 = multiplyAdd(value, loadWeights<T>(w + 4 * sizeof<T>()), right0);
      left1 = multiplyAdd(value, loadWeights<T>(w + apart), left1);
      right1 = multiplyAdd(value, loadWeights<T>(w + apart + 4 * sizeof<T>()), right1);
      left2 = multiplyAdd(value, loadWeights<T>(w2), left2);
      right2 = multiplyAdd(value, loadWeights<T>(w2 + 4 * sizeof<T>()), right2);
      left3 = multiplyAdd(value, loadWeights<T>(w2 + apart), left3);
      right3 = multiplyAdd(value, loadWeights<T>(w2 + apart + 4 * sizeof<T>()), right3);
      at += 4;
      w2 += COLUMNS * sizeof<T>();
    }
    finish(left0, right0, adds, y, COLUMNS);
    finish(left1, right1, adds, y + yApart, COLUMNS);
    finish(left2, right2, adds, y + 2 * yApart, COLUMNS);
    finish(left3, right3, adds, y + 3 * yApart, COLUMNS);
    weights += blockStep;
    y += COLUMNS * 4;
    if (bias != NONE) bias += COLUMNS * 4;
  }
  weights += 3 * apart;
  y += 3 * yApart;
  if (bias != NONE) bias += 3 * yApart;
  let column = 4 * quarter * COLUMNS;
  for (; column < columns; column += COLUMNS) {
    const count = min(COLUMNS, columns - column);
    let left = bias != NONE ? loadSome(bias, count) : f32x4.splat(0);
    let right = bias != NONE ? loadSome(bias + 16, count - 4) : f32x4.splat(0);
    let at = x;
    const end = weights + size;
    for (let w = weights; w < end; w += COLUMNS * sizeof<T>()) {
      const value = v128.load32_splat(at);
      left = multiplyAdd(value, loadWeights<T>(w), left);
      right = multiplyAdd(value, loadWeights<T>(w + 4 * sizeof<T>()), right);
      at += 4;
    }
    finish(left, right, adds, y, count);
    weights += blockStep;
    y += 32;
    if (bias != NONE) bias += 32;
  }
}

export function multiply(
  xAt: i32,
  xStride: i32,
  rows: i32,
  weightsAt: i32,
  depth: i32,
  columns: i32,
  biasAt: i32,
  yAt: i32,
  yStride: i32,
  adds: i32,
): void {
  const blockStep = (depth as usize) * COLUMNS * 4;
  let bias: usize = biasAt < 0 ? NONE : address(biasAt);
  if (rows == 1) {
    rowTimesBlocks<f32>(address(xAt), address(weightsAt), blockStep, depth, columns, bias, adds != 0, address(yAt));
    return;
  }
  let weights = address(weightsAt);
  for (let column = 0; column < columns; column += COLUMNS) {
    for (let row = 0; row < rows; row += 6) {
      rowsTimesBlock<f32>(
        address(xAt) + address(xStride) * (row as usize),
        address(xStride),
        min(6, rows - row),
        weights,
        depth,
        bias,
        adds != 0,
        address(yAt + column) + address(yStride) * (row as usize),
        address(yStride),
        min(COLUMNS, columns - column),
      );
    }
    weights += blockStep;
    if (bias != NONE) bias += 32;
  }
}

export function pack(xAt: i32, rows: i32, depth: i32, weightsAt: i32, column: i32): void {
  const within = column & (COLUMNS - 1);
  const to = address(weightsAt) + (((column - within) as usize) * depth + within) * 4;
  for (let row = 0; row < rows; row++) {
    let from = address(xAt) + (row as usize) * address(depth);
    let weight = to + address(row);
    for (const end = from + address(depth); from < end; from += 4) {
      store<f32>(weight, load<f32>(from));
      weight += COLUMNS * 4;
    }
  }
}

export function unpack(weightsAt: i32, depth: i32, column: i32, yAt: i32): void {
  const within = column & (COLUMNS - 1);
  let from = address(weightsAt) + (((column - within) as usize) * depth + within) * 4;
  for (let d = 0; d < depth; d++) {
    store<f32>(address(yAt + d), load<f32>(from));
    from += COLUMNS * 4;
  }
}
