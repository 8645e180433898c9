// The inverse map on a mesh of the picture, one row of it at a time: a resampling pass asks where each pixel of a row
// lies on the page and gets straight runs of a few pixels. A projective map is straight to 0.01 px over 16 pixels;
// where paper is displaced the runs are 4 pixels long, half a cell of the displacement's own mesh.

import type { PictureMap } from "./picture-map.ts";

/** Fractional bits of the page coordinates of a run. */
export const COORDINATE_BITS = 14;
/** Half a sixteenth of a pixel, so that cutting to sixteenths rounds. */
const ROUNDING_PX = 1 / 32;
const NEAREST_PX = -1e4;
const FARTHEST_PX = 1e5;

export interface PageMesh {
  /** Pixels of a run; a power of two. */
  readonly runPx: number;
  readonly runBits: number;
  readonly runs: number;
  /**
   * For a row of the picture: x and y of the page's pixel centres (0, 0 being the middle of the first) at the start
   * of each run and at the end of the last, in 1 / 2 ** 14 px.
   */
  rowAt(row: number): Int32Array;
}

/** `oversample`: rows and columns for each of the picture's. */
export function pageMesh(map: PictureMap, oversample: number): PageMesh {
  const runBits = map.isProjective ? 4 : 2;
  const runPx = 1 << runBits;
  const runs = Math.ceil((map.picture.widthPx * oversample) / runPx);
  const row = new Int32Array(2 * (runs + 1));
  let nodeRow = -2;
  let above = new Float64Array(row.length);
  let below = new Float64Array(row.length);

  function fill(nodes: Float64Array, index: number): void {
    const y = (index * runPx + 0.5) / oversample;
    for (let run = 0; run <= runs; run++) {
      nodes[2 * run] = (run * runPx + 0.5) / oversample;
      nodes[2 * run + 1] = y;
    }
    map.toPage(nodes);
    for (let at = 0; at < nodes.length; at++) {
      const coordinate = Math.min(FARTHEST_PX, Math.max(NEAREST_PX, nodes[at]!));
      nodes[at] = (coordinate - 0.5 + ROUNDING_PX) * (1 << COORDINATE_BITS);
    }
  }

  function rowAt(y: number): Int32Array {
    const wanted = y >> runBits;
    if (wanted !== nodeRow) {
      if (wanted === nodeRow + 1) [above, below] = [below, above];
      else fill(above, wanted);
      fill(below, wanted + 1);
      nodeRow = wanted;
    }
    const share = (y - wanted * runPx) / runPx;
    for (let at = 0; at < row.length; at++) {
      row[at] = Math.round(above[at]! + (below[at]! - above[at]!) * share);
    }
    return row;
  }

  return { runPx, runBits, runs, rowAt };
}
