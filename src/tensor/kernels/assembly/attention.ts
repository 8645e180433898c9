// Rotary positions, the cache of keys and values, and attention (the layout: ../../transformer/transformer-kernels.ts).
// Scores are a product of queries with packed keys, outputs one of shares with packed values: those of ./products.ts.
import { HALF_FACTOR, rowsTimesBlock, rowTimesBlocks } from "./products";
import { softmaxRow } from "./rows";
import { address, loadSome, multiplyAdd, NONE, storeSome } from "./vectors";

const COLUMNS = 8;
/** Rows of scores at once, as `rowsTimesBlock` takes them. */
const TILE_ROWS = 6;
const LARGEST_HALF: f32 = 65504;

export function rotate(xAt: i32, xStride: i32, rows: i32, heads: i32, headSize: i32, tableAt: i32): void {
  const half = headSize >> 1;
  for (let row = 0; row < rows; row++) {
    const cosines = address(tableAt + row * headSize);
    for (let head = 0; head < heads; head++) {
      const x = address(xAt + row * xStride + head * headSize);
      for (let i = 0; i < half; i += 4) {
        const first = x + address(i);
        const second = first + address(half);
        const a = loadSome(first, half - i);
        const b = loadSome(second, half - i);
        const cosine = loadSome(cosines + address(i), half - i);
        const sine = loadSome(cosines + address(half + i), half - i);
        storeSome(first, f32x4.sub(f32x4.mul(a, cosine), f32x4.mul(b, sine)), half - i);
        storeSome(second, multiplyAdd(b, cosine, f32x4.mul(a, sine)), half - i);
      }
    }
  }
}

/** The nearest half, of two equally near the even one; in the lower 16 bits of each lane. */
function narrow(x: v128): v128 {
  const sign = v128.and(i32x4.shr_u(x, 16), i32x4.splat(0x8000));
  const size = f32x4.pmin(f32x4.abs(x), f32x4.splat(LARGEST_HALF));
  // below 2^-14 a half counts in steps of 2^-24, as a float between 0.5 and 1 does
  const small = i32x4.sub(f32x4.add(size, f32x4.splat(0.5)), i32x4.splat(0x3f000000));
  const odd = v128.and(i32x4.shr_u(size, 13), i32x4.splat(1));
  const rounded = i32x4.add(i32x4.add(size, i32x4.splat(0xfff)), odd);
  const large = i32x4.sub(i32x4.shr_u(rounded, 13), i32x4.splat(112 << 10));
  return v128.or(sign, v128.bitselect(small, large, f32x4.lt(size, f32x4.splat(6.103515625e-5))));
}

export function store(
  keyRowsAt: i32,
  valueRowsAt: i32,
  stride: i32,
  rows: i32,
  heads: i32,
  headSize: i32,
  keysAt: i32,
  valuesAt: i32,
  capacity: i32,
  position: i32,
  halves: i32,
): void {
  if (halves) storeAs<u16>(keyRowsAt, valueRowsAt, stride, rows, heads, headSize, keysAt, valuesAt, capacity, position);
  else storeAs<f32>(keyRowsAt, valueRowsAt, stride, rows, heads, headSize, keysAt, valuesAt, capacity, position);
}

function storeAs<T>(
  keyRowsAt: i32,
  valueRowsAt: i32,
  stride: i32,
  rows: i32,
  heads: i32,
  headSize: i32,
  keysAt: i32,
  valuesAt: i32,
  capacity: i32,
  position: i32,
): void {
  const blocks = (headSize + COLUMNS - 1) / COLUMNS;
  for (let row = 0; row < rows; row++) {
    const within = (position + row) & (COLUMNS - 1);
    const before = position + row - within;
    for (let head = 0; head < heads; head++) {
      const from = row * stride + head * headSize;
      const keys = address(keysAt) + ((head * capacity + before) * headSize + within) * sizeof<T>();
      const values = address(valuesAt) + (head * blocks * capacity + position + row) * COLUMNS * sizeof<T>();
      for (let i = 0; i < headSize; i += 4) {
        const count = headSize - i;
        storeApart<T>(keys + i * COLUMNS * sizeof<T>(), loadSome(address(keyRowsAt + from + i), count), count);
        const block = values + (i / COLUMNS) * capacity * COLUMNS * sizeof<T>();
        // what fills up the head is written too: its place is the cache's own
        storeTogether<T>(block + (i & (COLUMNS - 1)) * sizeof<T>(), loadSome(address(valueRowsAt + from + i), count));
      }
    }
  }
}

/** Each to the next row of a block of 8. */
// @ts-ignore: decorator
@inline
function storeApart<T>(to: usize, v: v128, count: i32): void {
  if (sizeof<T>() == 4) {
    v128.store32_lane(to, v, 0);
    if (count > 1) v128.store32_lane(to + 32, v, 1);
    if (count > 2) v128.store32_lane(to + 64, v, 2);
    if (count > 3) v128.store32_lane(to + 96, v, 3);
  } else {
    const bits = narrow(v);
    v128.store16_lane(to, bits, 0);
    if (count > 1) v128.store16_lane(to + 16, bits, 2);
    if (count > 2) v128.store16_lane(to + 32, bits, 4);
    if (count > 3) v128.store16_lane(to + 48, bits, 6);
  }
}

// @ts-ignore: decorator
@inline
function storeTogether<T>(to: usize, v: v128): void {
  if (sizeof<T>() == 4) {
    v128.store(to, v);
  } else {
    const bits = narrow(v);
    v128.store64_lane(to, i16x8.narrow_i32x4_u(bits, bits), 0);
  }
}

export function attend(
  qAt: i32,
  qStride: i32,
  rows: i32,
  heads: i32,
  keyHeads: i32,
  headSize: i32,
  keysAt: i32,
  valuesAt: i32,
  capacity: i32,
  halves: i32,
  count: i32,
  step: i32,
  scale: f32,
  yAt: i32,
  yStride: i32,
  scratchAt: i32,
): void {
  const group = heads / keyHeads;
  const elementBytes = halves ? 2 : 4;
  const blocks = (headSize + COLUMNS - 1) / COLUMNS;
  const keyBytes = (capacity as usize) * headSize * elementBytes;
  const valueBytes = (capacity as usize) * blocks * COLUMNS * elementBytes;
  // a tile is of several rows, or of the heads that share the keys of a single row
  const tileHeads = rows == 1 ? group : 1;
  const tileRows = rows == 1 ? group : rows;
  const qStep = rows == 1 ? address(headSize) : address(qStride);
  const yStep = rows == 1 ? address(headSize) : address(yStride);
  for (let head = 0; head < heads; head += tileHeads) {
    const keys = address(keysAt) + ((head / group) as usize) * keyBytes;
    const values = address(valuesAt) + ((head / group) as usize) * valueBytes;
    for (let row = 0; row < tileRows; row += TILE_ROWS) {
      const q = address(qAt + head * headSize) + (row as usize) * qStep;
      const y = address(yAt + head * headSize) + (row as usize) * yStep;
      const some = min(TILE_ROWS, tileRows - row);
      const rowStep = rows == 1 ? 0 : step;
      const first = count + row * rowStep;
      if (halves) {
        attendTile<u16>(q, qStep, some, headSize, keys, values, capacity, first, rowStep, scale, y, yStep, scratchAt);
      } else {
        attendTile<f32>(q, qStep, some, headSize, keys, values, capacity, first, rowStep, scale, y, yStep, scratchAt);
      }
    }
  }
}

function attendTile<T>(
  q: usize,
  qStep: usize,
  rows: i32,
  headSize: i32,
  keys: usize,
  values: usize,
  capacity: i32,
  count: i32,
  step: i32,
  scale: f32,
  y: usize,
  yStep: usize,
  scratchAt: i32,
): void {
  const scaled = address(scratchAt);
  const scores = scaled + (TILE_ROWS as usize) * address(headSize);
  const scoreStep = address(capacity);
  const factor: f32 = sizeof<T>() == 4 ? 1 : HALF_FACTOR;
  for (let row = 0; row < rows; row++) {
    scaleRow(q + (row as usize) * qStep, headSize, scale * factor, scaled + (row as usize) * address(headSize));
  }
  const most = count + (rows - 1) * step;
  const keyBytes = (headSize as usize) * COLUMNS * sizeof<T>();
  multiplyTile<T>(scaled, address(headSize), rows, keys, keyBytes, headSize, (most + 7) & ~7, scores, scoreStep);
  for (let row = 0; row < rows; row++) {
    const own = count + row * step;
    const shares = scores + (row as usize) * scoreStep;
    softmaxRow(shares, own, factor, shares);
    memory.fill(shares + address(own), 0, address(most - own));
  }
  const valueBytes = (capacity as usize) * COLUMNS * sizeof<T>();
  multiplyTile<T>(scores, scoreStep, rows, values, valueBytes, most, headSize, y, yStep);
}

function scaleRow(x: usize, count: i32, scale: f32, y: usize): void {
  for (let i = 0; i < count; i += 4) {
    storeSome(y + address(i), f32x4.mul(loadSome(x + address(i), count - i), f32x4.splat(scale)), count - i);
  }
}

function multiplyTile<T>(
  x: usize,
  xStep: usize,
  rows: i32,
  weights: usize,
  blockStep: usize,
  depth: i32,
  columns: i32,
  y: usize,
  yStep: usize,
): void {
  // from three rows on, computing six costs less than one after another
  if (rows < 3) {
    for (let row = 0; row < rows; row++) {
      const part = row as usize;
      rowTimesBlocks<T>(x + part * xStep, weights, blockStep, depth, columns, NONE, false, y + part * yStep);
    }
    return;
  }
  for (let column = 0; column < columns; column += COLUMNS) {
    rowsTimesBlock<T>(x, xStep, rows, weights, depth, NONE, false, y + address(column), yStep, min(COLUMNS, columns - column));
    weights += blockStep;
  }
}
