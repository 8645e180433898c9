// Finds a printed disc in the pixels of a picture: the centroid of darkness in a window around where it should be, against
// the paper at the window's rim. null where something else is in the window as well, or nothing.
import type { Picture } from "../../formats/picture/picture.ts";

export interface ExpectedDisc {
  readonly xPx: number;
  readonly yPx: number;
  readonly radiusPx: number;
}

/** The window reaches so many radii from the expected centre. */
const REACH = 2.4;
/** A disc is darker than its paper by so many levels. */
const LEAST_CONTRAST = 40;
/** Of a whole disc's darkness: less is one that something hides, more is two. */
const WHOLE = [0.6, 1.5] as const;

export function discCentre(
  { widthPx, heightPx, rgb }: Picture,
  { xPx, yPx, radiusPx }: ExpectedDisc,
): { xPx: number; yPx: number } | null {
  const reach = REACH * radiusPx;
  const [left, right] = [Math.floor(xPx - reach), Math.ceil(xPx + reach)];
  const [top, bottom] = [Math.floor(yPx - reach), Math.ceil(yPx + reach)];
  if (left < 0 || top < 0 || right > widthPx || bottom > heightPx) return null;
  const grey = (x: number, y: number) => {
    const at = 3 * (y * widthPx + x);
    return (rgb[at]! + rgb[at + 1]! + rgb[at + 2]!) / 3;
  };
  const rim: number[] = [];
  let darkest = 255;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const isRim = x === left || x === right - 1 || y === top || y === bottom - 1;
      if (isRim) rim.push(grey(x, y));
      darkest = Math.min(darkest, grey(x, y));
    }
  }
  rim.sort((a, b) => a - b);
  const paper = rim[Math.floor(rim.length / 2)]!;
  const contrast = paper - darkest;
  if (contrast < LEAST_CONTRAST || rim[0]! < paper - contrast / 2) return null;
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      // a quarter of the contrast is shade and noise
      const dark = Math.max(0, paper - grey(x, y) - contrast / 4);
      sum += dark;
      sumX += dark * (x + 0.5);
      sumY += dark * (y + 0.5);
    }
  }
  const whole = sum / (0.75 * contrast) / (Math.PI * radiusPx * radiusPx);
  if (whole < WHOLE[0] || whole > WHOLE[1]) return null;
  return { xPx: sumX / sum, yPx: sumY / sum };
}
