// The arithmetic of the engine, over one linear memory of 32-bit floats. Tensors are plain positions in it, counted
// in floats. Rows are moments in time and columns are channels, so that a convolution along time is a product of a
// matrix whose rows overlap: the inputs under the kernel lie side by side, and each row starts `stride` moments
// after the one before. Arguments are positional numbers, as in BLAS, because a call must not allocate.

/** Columns come in blocks of so many: the width of a matrix of weights and of every tensor is a multiple of it. */
export const COLUMN_BLOCK = 8;

/** `relaxed-simd` multiplies and adds in one rounding, so that its results differ from the others' by roundings. */
export type KernelBuild = "relaxed-simd" | "simd" | "typescript";

export interface Kernels {
  readonly build: KernelBuild;
  /** The memory, grown to hold at least `floats`; views given out before are dead then, what they held stays. */
  reserve(floats: number): Float32Array;
  /**
   * y[r][c] = f(bias[c] + sum over d of x[xAt + r * xStride + d] * weights[d][c]) + residual[r][c], where f is
   * max(0, .) if `rectify` is 1 and nothing if it is 0, and there is no residual if `residualAt` is negative.
   * Rows of y and of the residual are `columns` long, a multiple of COLUMN_BLOCK; weights as `packWeights` lays them.
   * If `times` is 2, each row goes to two rows of y, one after another, each with its own row of the residual.
   * The residual may be x but not y: rows may be computed more than once.
   */
  multiplyRows(
    xAt: number,
    xStride: number,
    rows: number,
    weightsAt: number,
    depth: number,
    columns: number,
    biasAt: number,
    yAt: number,
    residualAt: number,
    rectify: 0 | 1,
    times: 1 | 2,
  ): void;
  /** Adds so many floats of x, a multiple of 4, to those of y. */
  addFloats(xAt: number, floats: number, yAt: number): void;
  /** Rows of y have two halves: adds `share` times x to the first, raises the second to x where that is larger. */
  poolRows(xAt: number, rows: number, columns: number, share: number, yAt: number): void;
  /**
   * Six combinations of the six rows from xAt + 4 * tile * columns on, for each tile: F(4, 3) of tiled-convolution.ts.
   * A combination has a row for each tile, and lies `apart` floats behind the one before.
   */
  rowsToTiles(xAt: number, tiles: number, columns: number, yAt: number, apart: number): void;
  /** Four rows of y out of each tile, as many as `rows` in all; bias, rectifying and residual as in multiplyRows. */
  tilesToRows(
    xAt: number,
    apart: number,
    rows: number,
    columns: number,
    biasAt: number,
    yAt: number,
    residualAt: number,
    rectify: 0 | 1,
  ): void;
}
