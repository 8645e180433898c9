// What the kernels share: vectors of four floats, and functions of them.

/** The address of what is not there. */
export const NONE: usize = -1;

// @ts-ignore: decorator
@inline
export function address(position: i32): usize {
  return (position as usize) << 2;
}

// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(f32x4.mul(a, b), sum);
}

// @ts-ignore: decorator
@inline
export function sumOfLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2) + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3))
  );
}

// @ts-ignore: decorator
@inline
export function largestOfLanes(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 2)),
    max(f32x4.extract_lane(v, 1), f32x4.extract_lane(v, 3)),
  );
}

/** The first `count` floats, or four if there are more, the others zero; reads none behind them. */
// @ts-ignore: decorator
@inline
export function loadSome(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadFew(from, count);
}

function loadFew(from: usize, count: i32): v128 {
  let v = f32x4.splat(0);
  if (count > 0) v = v128.load32_zero(from);
  if (count > 1) v = v128.load32_lane(from + 4, v, 1);
  if (count > 2) v = v128.load32_lane(from + 8, v, 2);
  return v;
}

/** Stores the first `count` floats, or four if there are more. */
// @ts-ignore: decorator
@inline
export function storeSome(to: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(to, v);
  else storeFew(to, v, count);
}

function storeFew(to: usize, v: v128, count: i32): void {
  if (count > 0) v128.store32_lane(to, v, 0);
  if (count > 1) v128.store32_lane(to + 4, v, 1);
  if (count > 2) v128.store32_lane(to + 8, v, 2);
}

/** 1.5 * 2^23: a number below 2^22 added to it is rounded to a whole one, to even from the middle, in its lower bits. */
export const ROUNDING: f32 = 12582912;
export const ROUNDING_BITS = 0x4b400000;

/**
 * e^x within 2 units in the last place, x first brought into -87..88: 2^n times the Taylor series of degree 7 at what
 * is left of x, at most ln 2 / 2. ln 2 is subtracted in two parts, the first exact when multiplied by n.
 */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(88));
  const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(1.4426950408889634)), f32x4.splat(ROUNDING));
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDING));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440054690583e-4)));
  let sum = multiplyAdd(r, f32x4.splat(1.0 / 5040.0), f32x4.splat(1.0 / 720.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 120.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 24.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 6.0));
  sum = multiplyAdd(sum, r, f32x4.splat(0.5));
  sum = multiplyAdd(sum, r, f32x4.splat(1));
  sum = multiplyAdd(sum, r, f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(rounded, i32x4.splat(127)), 23);
  return f32x4.mul(sum, power);
}

/** x * sigmoid(slope * x). */
// @ts-ignore: decorator
@inline
export function timesSigmoid(x: v128, slope: f32): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(x, f32x4.add(one, exponential(f32x4.mul(x, f32x4.splat(-slope)))));
}

/**
 * x * (1 + erf(x / sqrt 2)) / 2, as max(x, 0) - |x| / 2 * erfc(|x| / sqrt 2), which loses no digits where it is small.
 * erfc by Abramowitz and Stegun, 7.1.26: error below 1.5e-7.
 */
// @ts-ignore: decorator
@inline
export function gaussianUnit(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = f32x4.mul(size, f32x4.splat(0.7071067811865476));
  const t = f32x4.div(f32x4.splat(1), multiplyAdd(z, f32x4.splat(0.3275911), f32x4.splat(1)));
  let sum = multiplyAdd(t, f32x4.splat(1.061405429), f32x4.splat(-1.453152027));
  sum = multiplyAdd(sum, t, f32x4.splat(1.421413741));
  sum = multiplyAdd(sum, t, f32x4.splat(-0.284496736));
  sum = multiplyAdd(sum, t, f32x4.splat(0.254829592));
  const complement = f32x4.mul(f32x4.mul(sum, t), exponential(f32x4.neg(f32x4.mul(z, z))));
  const half = f32x4.mul(f32x4.mul(size, f32x4.splat(0.5)), complement);
  return f32x4.sub(f32x4.pmax(x, f32x4.splat(0)), half);
}
