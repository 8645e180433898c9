// Projective maps of the plane as 3 x 3 matrices, row by row, last element 1 unless it is an inverse's scale.
// Rotation, crop, scale and perspective are all of this kind, so any number of them in a row is one matrix.

export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** First `first`, then `second`. */
export function followedBy(first: Homography, second: Homography): Homography {
  const cell = (row: number, column: number) =>
    second[3 * row]! * first[column]! +
    second[3 * row + 1]! * first[3 + column]! +
    second[3 * row + 2]! * first[6 + column]!;
  const product = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => cell(Math.floor(at / 3), at % 3));
  return scaled(product);
}

/** The same map with a last element of 1. */
function scaled(cells: readonly number[]): Homography {
  const last = cells[8]!;
  return cells.map((value) => value / last) as unknown as Homography;
}

export function inverse([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  return scaled([
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]);
}

export function translation(x: number, y: number): Homography {
  return [1, 0, x, 0, 1, y, 0, 0, 1];
}

export function scaling(x: number, y: number): Homography {
  return [x, 0, 0, 0, y, 0, 0, 0, 1];
}

/** Far outside any picture, for points that lie behind the camera. */
const NOWHERE = -1e6;

/** Carries points x0, y0, x1, y1, ... in place. */
export function carry(matrix: Homography, points: Float64Array): void {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = points[at]!;
    const y = points[at + 1]!;
    const depth = g * x + h * y + i;
    const isVisible = depth > 1e-6;
    points[at] = isVisible ? (a * x + b * y + c) / depth : NOWHERE;
    points[at + 1] = isVisible ? (d * x + e * y + f) / depth : NOWHERE;
  }
}

/** Where a rectangle from (0, 0) goes: left, top, right, bottom of its four corners. */
export function boundsOf(
  matrix: Homography,
  width: number,
  height: number,
): readonly [left: number, top: number, right: number, bottom: number] {
  const corners = Float64Array.of(0, 0, width, 0, width, height, 0, height);
  carry(matrix, corners);
  const xs = [corners[0]!, corners[2]!, corners[4]!, corners[6]!];
  const ys = [corners[1]!, corners[3]!, corners[5]!, corners[7]!];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
