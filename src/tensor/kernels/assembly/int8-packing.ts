// Numbers into blocks and out of them: activations of 7 bits, int8 weights (the layout:
// ../../transformer/transformer-kernels.ts).
import { ACTIVATION_BYTES, BLOCK_BYTES, COLUMNS, DEPTH, WORDS_BYTES } from "./int8-blocks";
import { address, largestOfLanes, loadSome, ROUNDING, ROUNDING_BITS } from "./vectors";

/** What a zero is as an activation. */
const ZERO = 64;
const LEAST: f32 = 1e-30;

export function quantise(xAt: i32, xStride: i32, rows: i32, depth: i32, quantisedAt: i32): void {
  let to = address(quantisedAt);
  for (let row = 0; row < rows; row++) {
    const x = address(xAt) + address(xStride) * (row as usize);
    for (let first = 0; first < depth; first += DEPTH) {
      quantiseBlock(x + address(first), min(DEPTH, depth - first), to);
      to += ACTIVATION_BYTES;
    }
  }
}

function quantiseBlock(x: usize, count: i32, to: usize): void {
  let magnitudes = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    magnitudes = f32x4.pmax(magnitudes, f32x4.abs(loadSome(x + address(i), count - i)));
  }
  const most = largestOfLanes(magnitudes);
  const perUnit = f32x4.splat(most < LEAST ? 0 : (63 as f32) / most);
  store<f32>(to, most / 63);
  for (let i = 0; i < DEPTH; i += 16) {
    const units01 = i16x8.narrow_i32x4_s(units(x, i, count, perUnit), units(x, i + 4, count, perUnit));
    const units23 = i16x8.narrow_i32x4_s(units(x, i + 8, count, perUnit), units(x, i + 12, count, perUnit));
    v128.store(to + 4 + i, i8x16.narrow_i16x8_s(units01, units23));
  }
}

// @ts-ignore: decorator
@inline
function units(x: usize, i: i32, count: i32, perUnit: v128): v128 {
  // two roundings, never fused into one: all builds give the same
  const scaled = f32x4.mul(loadSome(x + address(i), count - i), perUnit);
  return i32x4.sub(f32x4.add(scaled, f32x4.splat(ROUNDING)), i32x4.splat(ROUNDING_BITS - ZERO));
}

export function packInt8(numbersAt: i32, scalesAt: i32, rows: i32, depth: i32, weightsAt: i32, column: i32): void {
  const blocks = (depth + DEPTH - 1) / DEPTH;
  const within = column & (COLUMNS - 1);
  let numbers = address(numbersAt);
  let scales = address(scalesAt);
  for (let row = 0; row < rows; row++) {
    let block = address(weightsAt) + ((column / COLUMNS) as usize) * blocks * BLOCK_BYTES + address(within + row);
    for (let i = 0; i < blocks; i++) {
      const low = v128.load(numbers);
      const high = v128.load(numbers, 16);
      const pairs = i16x8.add(i16x8.extadd_pairwise_i8x16_s(low), i16x8.extadd_pairwise_i8x16_s(high));
      const fours = i32x4.extadd_pairwise_i16x8_s(pairs);
      const sum =
        i32x4.extract_lane(fours, 0) +
        i32x4.extract_lane(fours, 1) +
        (i32x4.extract_lane(fours, 2) + i32x4.extract_lane(fours, 3));
      store<i32>(block, load<i32>(scales) | (sum & 0x1fff));
      for (let d: usize = 0; d < (DEPTH as usize); d += 4) {
        store<i32>(block + WORDS_BYTES + 8 * d, load<i32>(numbers + d));
      }
      numbers += DEPTH;
      scales += 4;
      block += BLOCK_BYTES;
    }
  }
}

export function unpackInt8(weightsAt: i32, depth: i32, column: i32, yAt: i32): void {
  const blocks = (depth + DEPTH - 1) / DEPTH;
  const within = column & (COLUMNS - 1);
  let block = address(weightsAt) + ((column / COLUMNS) as usize) * blocks * BLOCK_BYTES;
  for (let first = 0; first < depth; first += DEPTH) {
    const scale = reinterpret<f32>(load<i32>(block + address(within)) & 0xffffe000);
    const bytes = block + WORDS_BYTES + address(within);
    const count = min(DEPTH, depth - first);
    for (let d = 0; d < count; d++) {
      const weight = load<i8>(bytes + ((d >> 2) as usize) * WORDS_BYTES + (d & 3));
      store<f32>(address(yAt + first + d), scale * (weight as f32));
    }
    block += BLOCK_BYTES;
  }
}
