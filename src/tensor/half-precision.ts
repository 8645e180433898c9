// IEEE 754 binary16 (1 sign, 5 exponent bits with bias 15, 10 fraction bits) to and from a number, by way of the bits
// of a 32-bit float: not every engine that we run on has an array type for it.

export const LARGEST_HALF = 65_504;

const FLOAT = new Float32Array(1);
const FLOAT_BITS = new Int32Array(FLOAT.buffer);
/** A 32-bit float has three exponent bits and 13 fraction bits more, and an exponent bias of 127, not of 15. */
const FRACTION_BITS_MORE = 13;
const BIAS_MORE = 112;
/** The bits of 2^-14, below which a half counts in steps of 2^-24, as a float between 0.5 and 1 does. */
const SMALLEST_NORMAL = 0x38800000;

export function widenHalf(bits: number): number {
  if ((bits & 0x7c00) === 0x7c00) {
    if (bits & 0x3ff) return Number.NaN;
    return bits & 0x8000 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  FLOAT_BITS[0] = ((bits & 0x8000) << 16) | ((bits & 0x7fff) << FRACTION_BITS_MORE);
  return FLOAT[0]! * 2 ** BIAS_MORE;
}

/**
 * The nearest to a 32-bit float, of two equally near the even one; what is too large becomes the largest finite one.
 * NaN stays NaN.
 */
export function narrowToHalf(value: number): number {
  FLOAT[0] = value;
  const sign = (FLOAT_BITS[0]! >>> 16) & 0x8000;
  const magnitude = FLOAT_BITS[0]! & 0x7fffffff;
  if (Number.isNaN(value)) return 0x7e00;
  if (Math.abs(value) >= LARGEST_HALF) return sign | 0x7bff;
  if (magnitude < SMALLEST_NORMAL) {
    FLOAT[0] = Math.abs(FLOAT[0]!) + 0.5;
    return sign | (FLOAT_BITS[0]! - 0x3f000000);
  }
  const odd = (magnitude >> FRACTION_BITS_MORE) & 1;
  return sign | (((magnitude + 0xfff + odd) >> FRACTION_BITS_MORE) - (BIAS_MORE << 10));
}

/** The nearest that is not less, for a magnitude. */
export function narrowToHalfUpwards(magnitude: number): number {
  const bits = narrowToHalf(magnitude);
  return widenHalf(bits) < magnitude && bits < 0x7bff ? bits + 1 : bits;
}
