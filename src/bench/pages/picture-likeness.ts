// How alike two pictures of one page are, as a vision tower sees them: scaled to its width by the mean of what each pixel
// covers, then Pearson's correlation and the mean absolute difference over all channels.
import type { Picture } from "../../formats/picture/picture.ts";

export interface Likeness {
  /** null where one of the two has no contrast at all. */
  readonly correlation: number | null;
  /** Of 255. */
  readonly meanAbsoluteDifference: number;
}

/** Both are scaled to `widthPx`; their shapes must be the same to half a pixel there. */
export function likeness(a: Picture, b: Picture, widthPx: number): Likeness {
  const heightPx = Math.round((a.heightPx * widthPx) / a.widthPx);
  const one = scaled(a, widthPx, heightPx);
  const other = scaled(b, widthPx, heightPx);
  let [sumOne, sumOther, apart] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    sumOne += one[i]!;
    sumOther += other[i]!;
    apart += Math.abs(one[i]! - other[i]!);
  }
  const [meanOne, meanOther] = [sumOne / one.length, sumOther / other.length];
  let [product, powerOne, powerOther] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [x, y] = [one[i]! - meanOne, other[i]! - meanOther];
    product += x * y;
    powerOne += x * x;
    powerOther += y * y;
  }
  const power = Math.sqrt(powerOne * powerOther);
  return { correlation: power > 0 ? product / power : null, meanAbsoluteDifference: apart / one.length };
}

function scaled(picture: Picture, widthPx: number, heightPx: number): Float64Array {
  const rows = shrunk(picture.rgb, { lines: picture.heightPx, count: picture.widthPx, to: widthPx });
  const turned = transposed(rows, picture.heightPx, widthPx);
  return shrunk(turned, { lines: widthPx, count: picture.heightPx, to: heightPx });
}

/** Each line of `count` pixels to `to`, every new one the mean of the stretch that it covers. */
function shrunk(
  rgb: ArrayLike<number>,
  { lines, count, to }: { lines: number; count: number; to: number },
): Float64Array {
  const out = new Float64Array(lines * to * 3);
  const step = count / to;
  for (let target = 0; target < to; target++) {
    const [from, end] = [target * step, (target + 1) * step];
    for (let source = Math.floor(from); source < Math.min(count, Math.ceil(end - 1e-9)); source++) {
      const share = (Math.min(end, source + 1) - Math.max(from, source)) / step;
      for (let line = 0; line < lines; line++) {
        for (let channel = 0; channel < 3; channel++) {
          out[(line * to + target) * 3 + channel]! += share * rgb[(line * count + source) * 3 + channel]!;
        }
      }
    }
  }
  return out;
}

function transposed(rgb: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rgb.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < 3; channel++) {
        out[(column * rows + row) * 3 + channel] = rgb[(row * columns + column) * 3 + channel]!;
      }
    }
  }
  return out;
}
