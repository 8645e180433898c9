// The exact map between the pixels of a page's raster and those of its picture: the geometric steps of a chain of
// effects one after the other, neighbouring projective ones merged into one matrix. Both ways work on lists of
// points in place, since a page has up to 60,000 samples and a picture some 200,000 mesh nodes to carry.

import { type DisplacementField, fromPaper, toPaper } from "./displacement-field.ts";
import { carry, followedBy, type Homography, IDENTITY, inverse } from "./homography.ts";

export interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels a millimetre of paper before any perspective. */
  readonly pxPerMm: number;
}

/** Into a new frame by a matrix, or aside within the same frame. */
export type GeometryStep =
  | { readonly kind: "projective"; readonly matrix: Homography; readonly frame: Frame }
  | { readonly kind: "displaced"; readonly field: DisplacementField };

type MergedStep =
  | { readonly kind: "projective"; readonly matrix: Homography; readonly back: Homography }
  | { readonly kind: "displaced"; readonly field: DisplacementField };

export interface PictureMap {
  readonly page: Frame;
  readonly picture: Frame;
  /** Page pixels to picture pixels where nothing is displaced; else the projective part of the map. */
  readonly homography: Homography;
  readonly isProjective: boolean;
  /** Carries page pixels x0, y0, x1, y1, ... to picture pixels, in place. */
  toPicture(points: Float64Array): void;
  /** Carries picture pixels to page pixels, in place. */
  toPage(points: Float64Array): void;
}

function merge(steps: readonly GeometryStep[]): MergedStep[] {
  const merged: MergedStep[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    if (step.kind === "displaced") merged.push(step);
    else {
      const matrix = last?.kind === "projective" ? followedBy(last.matrix, step.matrix) : step.matrix;
      if (last?.kind === "projective") merged.pop();
      merged.push({ kind: "projective", matrix, back: inverse(matrix) });
    }
  }
  return merged;
}

export function pictureMap(page: Frame, steps: readonly GeometryStep[]): PictureMap {
  const merged = merge(steps);
  const backwards = merged.toReversed();
  const picture = steps.reduce((frame, step) => (step.kind === "projective" ? step.frame : frame), page);
  const homography = merged.reduce<Homography>(
    (sum, step) => (step.kind === "projective" ? followedBy(sum, step.matrix) : sum),
    IDENTITY,
  );
  return {
    page,
    picture,
    homography,
    isProjective: merged.every((step) => step.kind === "projective"),
    toPicture: (points) => {
      for (const step of merged) {
        if (step.kind === "projective") carry(step.matrix, points);
        else fromPaper(step.field, points);
      }
    },
    toPage: (points) => {
      for (const step of backwards) {
        if (step.kind === "projective") carry(step.back, points);
        else toPaper(step.field, points);
      }
    },
  };
}

/** Picture pixels a page pixel at a point of the page, as the 2 x 2 matrix [dx/dX, dx/dY, dy/dX, dy/dY]. */
export function localScale(map: PictureMap, x: number, y: number): readonly [number, number, number, number] {
  const half = 2; // wider than a mesh kink, narrower than any page feature
  const points = Float64Array.of(x - half, y, x + half, y, x, y - half, x, y + half);
  map.toPicture(points);
  const across = (from: number, to: number) => (points[to]! - points[from]!) / (2 * half);
  return [across(0, 2), across(4, 6), across(1, 3), across(5, 7)];
}
