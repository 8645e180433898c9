// How far paper is pulled aside by folds, creases and wrinkles: a vector at every node of a square mesh, bilinear
// between. The mesh IS the displacement, not a sample of it, so a point goes to the paper by one lookup, exactly;
// the way back is a fixed point iteration, which converges because slopes are held below `MOST_SLOPE`.

export interface DisplacementField {
  readonly stepPx: number;
  readonly columns: number;
  readonly rows: number;
  /** x and y of each node, row by row: a point of the picture shows the paper at point + displacement. */
  readonly dx: Float64Array;
  readonly dy: Float64Array;
}

const STEP_PX = 8;
/** Paper pulled by more than this a pixel would fold over itself; the iteration's error shrinks by it each time. */
const MOST_SLOPE = 0.3;

/** A field over a frame, from `displace(x, y, out)`, which ADDS to out[0] and out[1]. */
export function displacementField(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  displace: (x: number, y: number, out: Float64Array) => void,
): DisplacementField {
  const columns = Math.ceil(widthPx / STEP_PX) + 1;
  const rows = Math.ceil(heightPx / STEP_PX) + 1;
  const dx = new Float64Array(columns * rows);
  const dy = new Float64Array(columns * rows);
  const out = new Float64Array(2);
  for (let row = 0, node = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, node++) {
      out.fill(0);
      displace(column * STEP_PX, row * STEP_PX, out);
      dx[node] = out[0]!;
      dy[node] = out[1]!;
    }
  }
  const field = { stepPx: STEP_PX, columns, rows, dx, dy };
  const slope = steepest(field);
  if (slope > MOST_SLOPE) {
    const factor = MOST_SLOPE / slope;
    for (let node = 0; node < dx.length; node++) {
      dx[node]! *= factor;
      dy[node]! *= factor;
    }
  }
  return field;
}

/** A bound of how much displacement changes a pixel, in whatever direction. */
function steepest({ columns, rows, dx, dy, stepPx }: DisplacementField): number {
  let alongX = 0;
  let alongY = 0;
  const change = (from: number, to: number) => Math.abs(dx[to]! - dx[from]!) + Math.abs(dy[to]! - dy[from]!);
  for (let row = 0, node = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, node++) {
      if (column + 1 < columns) alongX = Math.max(alongX, change(node, node + 1));
      if (row + 1 < rows) alongY = Math.max(alongY, change(node, node + columns));
    }
  }
  return (alongX + alongY) / stepPx;
}

/** Carries points of the picture to the paper, in place; beyond the mesh its edge goes on. */
export function toPaper(field: DisplacementField, points: Float64Array): void {
  const { stepPx, columns, rows, dx, dy } = field;
  const perStep = 1 / stepPx;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = points[at]!;
    const y = points[at + 1]!;
    const u = Math.min(columns - 1, Math.max(0, x * perStep));
    const v = Math.min(rows - 1, Math.max(0, y * perStep));
    const column = Math.min(columns - 2, Math.floor(u));
    const row = Math.min(rows - 2, Math.floor(v));
    const right = u - column;
    const below = v - row;
    const node = row * columns + column;
    const above = (1 - below) * (1 - right);
    const aboveRight = (1 - below) * right;
    const belowLeft = below * (1 - right);
    const belowRight = below * right;
    points[at] =
      x +
      above * dx[node]! +
      aboveRight * dx[node + 1]! +
      belowLeft * dx[node + columns]! +
      belowRight * dx[node + columns + 1]!;
    points[at + 1] =
      y +
      above * dy[node]! +
      aboveRight * dy[node + 1]! +
      belowLeft * dy[node + columns]! +
      belowRight * dy[node + columns + 1]!;
  }
}

/** Carries points of the paper to the picture, in place: the inverse of `toPaper` to 0.0001 px. */
export function fromPaper(field: DisplacementField, points: Float64Array): void {
  const guess = new Float64Array(2);
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = points[at]!;
    const y = points[at + 1]!;
    let guessX = x;
    let guessY = y;
    // each round leaves at most 0.3 of the error: 40 take any page-sized one below 1e-15
    for (let round = 0; round < 40; round++) {
      guess[0] = guessX;
      guess[1] = guessY;
      toPaper(field, guess);
      const errorX = x - guess[0]!;
      const errorY = y - guess[1]!;
      guessX += errorX;
      guessY += errorY;
      if (Math.abs(errorX) + Math.abs(errorY) < 1e-4) break;
    }
    points[at] = guessX;
    points[at + 1] = guessY;
  }
}
