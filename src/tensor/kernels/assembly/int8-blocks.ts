// Blocks of int8 weights and of activations of 7 bits (the layout: ../../transformer/transformer-kernels.ts).
import { multiplyAdd } from "./vectors";

/** Of a block of weights. */
export const COLUMNS = 8;
export const DEPTH = 32;
/** Of 8 columns x 32 deep: their words, their bytes. */
export const BLOCK_BYTES: usize = 288;
export const WORDS_BYTES: usize = 32;
/** Of 32 activations: their scale, their bytes. */
export const ACTIVATION_BYTES: usize = 36;

/** To each of four sums, the products of four signed weights of a column with the four activations. */
// @ts-ignore: decorator
@inline
export function dot(weights: v128, activations: v128, sums: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, activations, sums);
  const spread = i16x8.extend_low_i8x16_u(activations);
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(weights), spread);
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(weights), spread);
  const pairs = i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
  return i32x4.add(sums, pairs);
}

// @ts-ignore: decorator
@inline
export function scalesOf(words: v128): v128 {
  return v128.and(words, i32x4.splat(0xffffe000));
}

/** What takes the 64s off: -64 times the sums of the weights. */
// @ts-ignore: decorator
@inline
export function correctionsOf(words: v128): v128 {
  return i32x4.neg(i32x4.shr_s(i32x4.shl(words, 19), 13));
}

// @ts-ignore: decorator
@inline
export function addBlock(sums: v128, whole: v128, scales: v128, scale: v128): v128 {
  return multiplyAdd(f32x4.convert_i32x4_s(whole), f32x4.mul(scales, scale), sums);
}
