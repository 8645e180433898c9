// The sheet laid flat: ink at the picture's own resolution, upright, `pxPerMm` the same everywhere. Where the picture is
// upright already its pixels are taken as they are, for every resampling blurs the pen.

import type { SheetMap } from "../grid/sheet-map.ts";
import { emptyPlane, type Plane } from "../plane.ts";

export interface Sheet {
  /** 0 paper, 1 ink. */
  readonly ink: Plane;
  readonly pxPerMm: number;
  /** Millimetres of the ruling at the plane's top left corner. */
  readonly originMm: readonly [u: number, v: number];
  /** From a position in the plane to one in the picture. */
  toPicture(xPx: number, yPx: number): [number, number];
}

export interface BoxMm {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels; less than a tenth of a pen. */
const SAME_PLACE_PX = 0.15;
/** Between these the map is as good as straight. */
const NODE_PX = 16;
const MOST_PX_PER_MM = 16;

/** Lays the part of the sheet within `box` flat. */
export function flattenSheet(inkOfPicture: Plane, map: SheetMap, box: BoxMm): Sheet {
  return asItIs(inkOfPicture, map, box) ?? resampled(inkOfPicture, map, box);
}

function asItIs(plane: Plane, map: SheetMap, box: BoxMm): Sheet | null {
  const { pxPerMm } = map;
  const [x0, y0] = map.toPicture(box.left, box.top);
  const corners = [
    [box.left, box.top],
    [box.right, box.top],
    [box.left, box.bottom],
    [box.right, box.bottom],
    [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
  ] as const;
  const isUpright = corners.every(([u, v]) => {
    const [x, y] = map.toPicture(u, v);
    return (
      Math.abs(x - x0 - (u - box.left) * pxPerMm) < SAME_PLACE_PX &&
      Math.abs(y - y0 - (v - box.top) * pxPerMm) < SAME_PLACE_PX
    );
  });
  if (!isUpright) return null;
  const left = Math.max(0, Math.round(x0));
  const top = Math.max(0, Math.round(y0));
  const [x1, y1] = map.toPicture(box.right, box.bottom);
  const widthPx = Math.min(plane.widthPx, Math.round(x1)) - left;
  const heightPx = Math.min(plane.heightPx, Math.round(y1)) - top;
  if (widthPx < 1 || heightPx < 1) return null;
  const ink = emptyPlane(widthPx, heightPx);
  for (let y = 0; y < heightPx; y++) {
    const from = (top + y) * plane.widthPx + left;
    ink.values.set(plane.values.subarray(from, from + widthPx), y * widthPx);
  }
  const [middleX, middleY] = [left + widthPx / 2, top + heightPx / 2];
  const [u, v] = map.toSheet(middleX, middleY);
  return {
    ink,
    pxPerMm,
    originMm: [u - widthPx / 2 / pxPerMm, v - heightPx / 2 / pxPerMm],
    toPicture: (xPx, yPx) => [xPx + left, yPx + top],
  };
}

function resampled(plane: Plane, map: SheetMap, box: BoxMm): Sheet {
  const pxPerMm = Math.min(MOST_PX_PER_MM, map.pxPerMm);
  const widthPx = Math.max(1, Math.round((box.right - box.left) * pxPerMm));
  const heightPx = Math.max(1, Math.round((box.bottom - box.top) * pxPerMm));
  const ink = emptyPlane(widthPx, heightPx);
  const toPicture = (x: number, y: number) => map.toPicture(box.left + x / pxPerMm, box.top + y / pxPerMm);
  const nodes = Math.ceil(widthPx / NODE_PX) + 1;
  const nodesAt = (y: number) =>
    Float64Array.from(Array.from({ length: nodes }, (_, i) => toPicture(i * NODE_PX, y)).flat());
  let upper = nodesAt(0);
  for (let top = 0; top < heightPx; top += NODE_PX) {
    const lower = nodesAt(top + NODE_PX);
    for (let y = top; y < Math.min(heightPx, top + NODE_PX); y++) {
      const down = (y + 0.5 - top) / NODE_PX;
      for (let node = 0; node + 1 < nodes; node++) {
        const at = (k: number) => upper[2 * node + k]! * (1 - down) + lower[2 * node + k]! * down;
        const [x0, y0, x1, y1] = [at(0), at(1), at(2), at(3)];
        const first = node * NODE_PX;
        const last = Math.min(widthPx, first + NODE_PX);
        for (let x = first; x < last; x++) {
          const along = (x + 0.5 - first) / NODE_PX;
          // pixel middles are at halves
          ink.values[y * widthPx + x] = bilinear(
            plane,
            x0 + (x1 - x0) * along - 0.5,
            y0 + (y1 - y0) * along - 0.5,
          );
        }
      }
    }
    upper = lower;
  }
  return { ink, pxPerMm, originMm: [box.left, box.top], toPicture };
}

/** 0, paper, beyond the picture. */
function bilinear({ widthPx, heightPx, values }: Plane, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column + 1 >= widthPx || row + 1 >= heightPx) return 0;
  const [wx, wy] = [x - column, y - row];
  const at = row * widthPx + column;
  const top = values[at]! + (values[at + 1]! - values[at]!) * wx;
  const bottom = values[at + widthPx]! + (values[at + widthPx + 1]! - values[at + widthPx]!) * wx;
  return top + (bottom - top) * wy;
}
