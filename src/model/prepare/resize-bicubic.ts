// Bicubic resizing to the bit as Pillow does it, because the towers were trained on its pictures. The kernel (Keys,
// "Cubic convolution interpolation for digital image processing", IEEE Trans. ASSP 1981, a = -1/2) is widened by the
// factor of shrinking, which is its antialiasing; weights are whole numbers of 22 bits; columns first, rounded to
// bytes, then rows. (Pillow 13, newer than the towers, begins with the rows where a picture loses over twice as many of
// them as of columns; that moves single values by one or two.)
import type { Picture } from "../../formats/picture/picture.ts";

const WEIGHT_BITS = 22;
const HALF = 1 << (WEIGHT_BITS - 1);
const SUPPORT = 2;

export interface PixelSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

export function resizeBicubic(picture: Picture, to: PixelSize): Picture {
  const wide = to.widthPx === picture.widthPx ? picture : resizeColumns(picture, to.widthPx);
  return to.heightPx === wide.heightPx ? wide : resizeRows(wide, to.heightPx);
}

function resizeColumns({ widthPx, heightPx, rgb }: Picture, toPx: number): Picture {
  const { first, count, weights, most } = tapsFor(widthPx, toPx);
  const out = new Uint8Array(toPx * heightPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    const row = y * widthPx * 3;
    for (let x = 0; x < toPx; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = HALF;
        let from = row + first[x]! * 3 + channel;
        for (let i = 0; i < count[x]!; i++, from += 3) sum += rgb[from]! * weights[x * most + i]!;
        out[to++] = toByte(sum);
      }
    }
  }
  return { widthPx: toPx, heightPx, rgb: out };
}

function resizeRows({ widthPx, heightPx, rgb }: Picture, toPx: number): Picture {
  const { first, count, weights, most } = tapsFor(heightPx, toPx);
  const stride = widthPx * 3;
  const out = new Uint8Array(toPx * stride);
  for (let y = 0, to = 0; y < toPx; y++) {
    for (let x = 0; x < stride; x++) {
      let sum = HALF;
      let from = first[y]! * stride + x;
      for (let i = 0; i < count[y]!; i++, from += stride) sum += rgb[from]! * weights[y * most + i]!;
      out[to++] = toByte(sum);
    }
  }
  return { widthPx, heightPx: toPx, rgb: out };
}

function toByte(sum: number): number {
  return Math.min(Math.max(sum >> WEIGHT_BITS, 0), 255);
}

interface Taps {
  /** Of each pixel of the result: the first pixel it is made of, and how many. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `most` for each. */
  readonly weights: Int32Array;
  readonly most: number;
}

function tapsFor(fromPx: number, toPx: number): Taps {
  const scale = fromPx / toPx;
  const widening = Math.max(scale, 1);
  const support = SUPPORT * widening;
  const most = Math.ceil(support) * 2 + 1;
  const taps: Taps = {
    first: new Int32Array(toPx),
    count: new Int32Array(toPx),
    weights: new Int32Array(toPx * most),
    most,
  };
  for (let x = 0; x < toPx; x++) {
    const centre = (x + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - support + 0.5), 0);
    const count = Math.min(Math.trunc(centre + support + 0.5), fromPx) - first;
    const exact = Array.from({ length: count }, (_, i) => cubic((i + first - centre + 0.5) * (1 / widening)));
    const sum = exact.reduce((total, weight) => total + weight, 0);
    taps.first[x] = first;
    taps.count[x] = count;
    exact.forEach((weight, i) => {
      const whole = (sum === 0 ? weight : weight / sum) * (1 << WEIGHT_BITS);
      taps.weights[x * most + i] = Math.trunc(whole < 0 ? whole - 0.5 : whole + 0.5);
    });
  }
  return taps;
}

function cubic(x: number): number {
  const a = -0.5;
  const distance = Math.abs(x);
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
}
