// One number a pixel: darkness, ink. Pixel (column, row) covers [column, column + 1) x [row, row + 1), as in Picture.

export interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Float32Array;
}

export function emptyPlane(widthPx: number, heightPx: number): Plane {
  return { widthPx, heightPx, values: new Float32Array(widthPx * heightPx) };
}
