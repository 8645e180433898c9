// The discrete cosine transform of 8 x 8 blocks, forwards with quantisation and back: the factored form of Arai, Agui
// and Nakajima (Trans. IEICE E71, 1095-1097, 1988), five multiplications a line; its scale factors go into the
// quantisation. Doubles throughout, so that the result is the same to the bit in every engine.

import { ZIGZAG } from "./jpeg-tables.ts";

/** cos(k pi / 16) * sqrt(2), 1 for k = 0. */
const LINE_SCALES = [
  1, 1.3870398453221475, 1.3065629648763766, 1.1758756024193588, 1, 0.7856949583871022, 0.5411961001461971,
  0.2758993792829431,
];

const workspace = new Float64Array(64);

/** What `forwardBlock` multiplies a coefficient by, in natural order. */
export function forwardFactors(steps: Uint8Array): Float64Array {
  return Float64Array.from(
    steps,
    (step, at) => 1 / (step * 8 * LINE_SCALES[at >> 3]! * LINE_SCALES[at & 7]!),
  );
}

/** What `backwardBlock` multiplies a level by, in natural order. */
export function backwardFactors(steps: Uint8Array): Float64Array {
  return Float64Array.from(steps, (step, at) => (step * LINE_SCALES[at >> 3]! * LINE_SCALES[at & 7]!) / 8);
}

/** Transforms and quantises the block at `from` of a plane centred on 0 into `levels[to ...]`, in zigzag order. */
export function forwardBlock(
  plane: Int16Array,
  from: number,
  stride: number,
  factors: Float64Array,
  levels: Int16Array,
  to: number,
): void {
  const work = workspace;
  for (let row = 0, at = from; row < 64; row += 8, at += stride) {
    const p0 = plane[at]!;
    const p1 = plane[at + 1]!;
    const p2 = plane[at + 2]!;
    const p3 = plane[at + 3]!;
    const p4 = plane[at + 4]!;
    const p5 = plane[at + 5]!;
    const p6 = plane[at + 6]!;
    const p7 = plane[at + 7]!;
    const s07 = p0 + p7;
    const d07 = p0 - p7;
    const s16 = p1 + p6;
    const d16 = p1 - p6;
    const s25 = p2 + p5;
    const d25 = p2 - p5;
    const s34 = p3 + p4;
    const d34 = p3 - p4;
    const e0 = s07 + s34;
    const e3 = s07 - s34;
    const e1 = s16 + s25;
    const e2 = s16 - s25;
    work[row] = e0 + e1;
    work[row + 4] = e0 - e1;
    const z1 = (e2 + e3) * Math.SQRT1_2;
    work[row + 2] = e3 + z1;
    work[row + 6] = e3 - z1;
    const o0 = d34 + d25;
    const o1 = d25 + d16;
    const o2 = d16 + d07;
    const z5 = (o0 - o2) * 0.3826834323650898;
    const z2 = 0.5411961001461971 * o0 + z5;
    const z4 = 1.3065629648763766 * o2 + z5;
    const z3 = o1 * Math.SQRT1_2;
    const z11 = d07 + z3;
    const z13 = d07 - z3;
    work[row + 5] = z13 + z2;
    work[row + 3] = z13 - z2;
    work[row + 1] = z11 + z4;
    work[row + 7] = z11 - z4;
  }
  for (let at = 0; at < 8; at++) {
    const p0 = work[at]!;
    const p1 = work[at + 8]!;
    const p2 = work[at + 16]!;
    const p3 = work[at + 24]!;
    const p4 = work[at + 32]!;
    const p5 = work[at + 40]!;
    const p6 = work[at + 48]!;
    const p7 = work[at + 56]!;
    const s07 = p0 + p7;
    const d07 = p0 - p7;
    const s16 = p1 + p6;
    const d16 = p1 - p6;
    const s25 = p2 + p5;
    const d25 = p2 - p5;
    const s34 = p3 + p4;
    const d34 = p3 - p4;
    const e0 = s07 + s34;
    const e3 = s07 - s34;
    const e1 = s16 + s25;
    const e2 = s16 - s25;
    work[at] = e0 + e1;
    work[at + 32] = e0 - e1;
    const z1 = (e2 + e3) * Math.SQRT1_2;
    work[at + 16] = e3 + z1;
    work[at + 48] = e3 - z1;
    const o0 = d34 + d25;
    const o1 = d25 + d16;
    const o2 = d16 + d07;
    const z5 = (o0 - o2) * 0.3826834323650898;
    const z2 = 0.5411961001461971 * o0 + z5;
    const z4 = 1.3065629648763766 * o2 + z5;
    const z3 = o1 * Math.SQRT1_2;
    const z11 = d07 + z3;
    const z13 = d07 - z3;
    work[at + 40] = z13 + z2;
    work[at + 24] = z13 - z2;
    work[at + 8] = z11 + z4;
    work[at + 56] = z11 - z4;
  }
  for (let order = 0; order < 64; order++) {
    const at = ZIGZAG[order]!;
    // adding 16384.5 before cutting rounds to the nearest without a branch on the sign
    levels[to + order] = ((work[at]! * factors[at]! + 16384.5) | 0) - 16384;
  }
}

/** The inverse: levels in zigzag order to a block of the plane centred on 0, cut to -128 ... 127. */
export function backwardBlock(
  levels: Int16Array,
  from: number,
  factors: Float64Array,
  plane: Int16Array,
  to: number,
  stride: number,
): void {
  const work = workspace;
  for (let order = 0; order < 64; order++) {
    const at = ZIGZAG[order]!;
    work[at] = levels[from + order]! * factors[at]!;
  }
  for (let at = 0; at < 8; at++) backwardLine(work, at, 8);
  for (let row = 0, out = to; row < 64; row += 8, out += stride) {
    backwardLine(work, row, 1);
    for (let column = 0; column < 8; column++) {
      const level = ((work[row + column]! + 16384.5) | 0) - 16384;
      plane[out + column] = level < -128 ? -128 : level > 127 ? 127 : level;
    }
  }
}

function backwardLine(work: Float64Array, at: number, step: number): void {
  const p0 = work[at]!;
  const p1 = work[at + step]!;
  const p2 = work[at + 2 * step]!;
  const p3 = work[at + 3 * step]!;
  const p4 = work[at + 4 * step]!;
  const p5 = work[at + 5 * step]!;
  const p6 = work[at + 6 * step]!;
  const p7 = work[at + 7 * step]!;
  const s04 = p0 + p4;
  const d04 = p0 - p4;
  const s26 = p2 + p6;
  const d26 = (p2 - p6) * Math.SQRT2 - s26;
  const e0 = s04 + s26;
  const e3 = s04 - s26;
  const e1 = d04 + d26;
  const e2 = d04 - d26;
  const z13 = p5 + p3;
  const z10 = p5 - p3;
  const z11 = p1 + p7;
  const z12 = p1 - p7;
  const o7 = z11 + z13;
  const o11 = (z11 - z13) * Math.SQRT2;
  const z5 = (z10 + z12) * 1.8477590650225735;
  const o10 = z5 - z12 * 1.0823922002923938;
  const o12 = z5 - z10 * 2.613125929752753;
  const o6 = o12 - o7;
  const o5 = o11 - o6;
  const o4 = o10 - o5;
  work[at] = e0 + o7;
  work[at + 7 * step] = e0 - o7;
  work[at + step] = e1 + o6;
  work[at + 6 * step] = e1 - o6;
  work[at + 2 * step] = e2 + o5;
  work[at + 5 * step] = e2 - o5;
  work[at + 3 * step] = e3 + o4;
  work[at + 4 * step] = e3 - o4;
}
