// A plane seen from anywhere: eight numbers that take picture to sheet, straight lines to straight lines.

import { solveLeastSquares } from "./solve-linear.ts";

/** a, b, c, d, e, f, g, h of u = (a x + b y + c) / (g x + h y + 1), v = (d x + e y + f) / (g x + h y + 1). */
export type Homography = readonly number[];
export type Point = readonly [number, number];

export interface PointPair {
  readonly from: Point;
  readonly to: Point;
  readonly weight: number;
}

export function applyHomography([a, b, c, d, e, f, g, h]: Homography, [x, y]: Point): [number, number] {
  const w = g! * x + h! * y + 1;
  return [(a! * x + b! * y + c!) / w, (d! * x + e! * y + f!) / w];
}

/** Takes back what `forward` does; null where it flattens the plane. */
export function invertHomography([a, b, c, d, e, f, g, h]: Homography): Homography | null {
  // the adjugate of the 3 x 3 matrix, scaled to a last entry of 1
  const scale = a! * e! - b! * d!;
  if (!(Math.abs(scale) > 1e-18)) return null;
  return [
    e! - f! * h!,
    c! * h! - b!,
    b! * f! - c! * e!,
    f! * g! - d!,
    a! - c! * g!,
    c! * d! - a! * f!,
    d! * h! - e! * g!,
    b! * g! - a! * h!,
  ].map((value) => value / scale);
}

/** Least squares; `perspective: false` keeps parallels parallel. null where the points do not determine it. */
export function fitHomography(pairs: readonly PointPair[], perspective: boolean): Homography | null {
  if (pairs.length < (perspective ? 4 : 3)) return null;
  // points are moved and scaled to about 1: the equations stay well conditioned
  const from = normaliser(pairs.map((pair) => pair.from));
  const to = normaliser(pairs.map((pair) => pair.to));
  let denominators = pairs.map(() => 1);
  let solution: number[] | null = null;
  for (let round = 0; round < (perspective ? 3 : 1); round++) {
    const equations = pairs.flatMap((pair, index) => {
      const [x, y] = from.apply(pair.from);
      const [u, v] = to.apply(pair.to);
      const weight = pair.weight / denominators[index]! ** 2;
      return [
        { coefficients: [x, y, 1, 0, 0, 0, -u * x, -u * y], value: u, weight },
        { coefficients: [0, 0, 0, x, y, 1, -v * x, -v * y], value: v, weight },
      ];
    });
    solution = solveLeastSquares(equations, perspective ? 8 : 6);
    if (solution === null) return null;
    const [g = 0, h = 0] = solution.slice(6);
    denominators = pairs.map((pair) => {
      const [x, y] = from.apply(pair.from);
      return Math.max(0.05, g * x + h * y + 1);
    });
  }
  const [a, b, c, d, e, f, g = 0, h = 0] = solution as number[];
  // undo the scaling: to^-1 * H * from
  const [s, ox, oy] = [from.scale, from.x, from.y];
  const [t, px, py] = [to.scale, to.x, to.y];
  const last = 1 - s * (g * ox + h * oy);
  const line = (p: number, q: number, r: number, shift: number) => [
    (s * p) / t + shift * s * g,
    (s * q) / t + shift * s * h,
    (r - s * (p * ox + q * oy)) / t + shift * last,
  ];
  return [...line(a!, b!, c!, px), ...line(d!, e!, f!, py), s * g, s * h].map((value) => value / last);
}

function normaliser(points: readonly Point[]) {
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const far = Math.max(...points.map((point) => Math.hypot(point[0] - x, point[1] - y)), 1e-9);
  const scale = 1 / far;
  return { x, y, scale, apply: ([px, py]: Point): Point => [(px - x) * scale, (py - y) * scale] };
}
