// The objects of a photographed page in the two formats that detectors are trained on: YOLO's text lines and COCO's JSON.
// Classes are numbered alike in every picture, so files of many pictures can be put together.

import { LEAD_CLASSES, leadClass } from "./lead-classes.ts";
import type { PictureTruth } from "./picture-truth-schema.ts";

const MARK_CLASSES = ["handwriting", "stamp", "header", "redaction", "stain"];

/** Class names in the order of their numbers, from 0: the lines of YOLO's classes file. */
export const DETECTION_CLASSES: readonly string[] = [
  ...LEAD_CLASSES.map((lead) => `trace ${lead}`),
  ...LEAD_CLASSES.map((lead) => `name ${lead}`),
  "grid",
  "pulse",
  ...MARK_CLASSES,
];

export interface DetectedObject {
  readonly classNumber: number;
  /** Left, top, right, bottom, within the picture. */
  readonly boxPx: readonly [number, number, number, number];
  /** Its outline cut to the picture: x0, y0, x1, y1, ... */
  readonly outlinePx: readonly number[];
}

const classOf = (name: string) => DETECTION_CLASSES.indexOf(name);

/** All objects of which at least a square pixel is in the picture. */
export function detectedObjects(truth: PictureTruth): DetectedObject[] {
  const size = [truth.widthPx, truth.heightPx] as const;
  const found: DetectedObject[] = [];
  const add = (
    classNumber: number,
    boxPx: readonly [number, number, number, number] | null,
    outline: readonly number[],
  ) => {
    const outlinePx = cutOutline(outline, size);
    if (boxPx === null || outlineArea(outlinePx) < 1) return;
    found.push({ classNumber, boxPx, outlinePx });
  };
  for (const lead of truth.leads) {
    add(leadClass(lead.name), lead.boxPx, lead.outlinePx);
    add(LEAD_CLASSES.length + leadClass(lead.name), lead.nameBoxPx, lead.nameOutlinePx);
  }
  add(classOf("grid"), boundsOf(cutOutline(truth.grid.outlinePx, size)), truth.grid.outlinePx);
  for (const pulse of truth.pulses) add(classOf("pulse"), pulse.boxPx, pulse.outlinePx);
  for (const mark of truth.marks) add(classOf(mark.kind), mark.boxPx, mark.outlinePx);
  return found;
}

/** YOLO: a line an object, "class x y width height", the middle and size as shares of the picture. */
export function yoloLines(truth: PictureTruth): string {
  const share = (value: number) => value.toFixed(6);
  return detectedObjects(truth)
    .map(({ classNumber, boxPx: [left, top, right, bottom] }) => {
      const middle = [(left + right) / 2 / truth.widthPx, (top + bottom) / 2 / truth.heightPx];
      const extent = [(right - left) / truth.widthPx, (bottom - top) / truth.heightPx];
      return `${classNumber} ${[...middle, ...extent].map(share).join(" ")}\n`;
    })
    .join("");
}

export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly [x: number, y: number, width: number, height: number];
  readonly area: number;
  readonly segmentation: readonly (readonly number[])[];
  readonly iscrowd: 0;
}

/** COCO's categories; their ids are the classes' numbers and 1. */
export function cocoCategories(): { id: number; name: string; supercategory: string }[] {
  return DETECTION_CLASSES.map((name, at) => ({ id: at + 1, name, supercategory: name.split(" ")[0]! }));
}

/** COCO's annotations of a picture, with ids from `firstId` on. */
export function cocoAnnotations(
  truth: PictureTruth,
  { imageId, firstId }: { readonly imageId: number; readonly firstId: number },
): CocoAnnotation[] {
  const round = (value: number) => Math.round(value * 100) / 100;
  return detectedObjects(truth).map(({ classNumber, boxPx: [left, top, right, bottom], outlinePx }, at) => ({
    id: firstId + at,
    image_id: imageId,
    category_id: classNumber + 1,
    bbox: [left, top, round(right - left), round(bottom - top)],
    area: round(outlineArea(outlinePx)),
    segmentation: [outlinePx.map(round)],
    iscrowd: 0,
  }));
}

/** Area of a closed outline, by the shoelace formula. */
export function outlineArea(outline: readonly number[]): number {
  let twice = 0;
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const next = (at + 2) % outline.length;
    twice += outline[at]! * outline[next + 1]! - outline[next]! * outline[at + 1]!;
  }
  return Math.abs(twice) / 2;
}

function boundsOf(outline: readonly number[]): [number, number, number, number] | null {
  if (outline.length < 6) return null;
  const xs = outline.filter((_, at) => at % 2 === 0);
  const ys = outline.filter((_, at) => at % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** An outline cut to the picture, side by side (Sutherland and Hodgman, Commun. ACM 17, 32-42, 1974). */
export function cutOutline(outline: readonly number[], [width, height]: readonly [number, number]): number[] {
  const sides = [
    { axis: 0, limit: 0, sign: 1 },
    { axis: 0, limit: width, sign: -1 },
    { axis: 1, limit: 0, sign: 1 },
    { axis: 1, limit: height, sign: -1 },
  ] as const;
  return sides.reduce<number[]>(
    (points, { axis, limit, sign }) => {
      const cut: number[] = [];
      for (let at = 0; at < points.length; at += 2) {
        const next = (at + 2) % points.length;
        const from = sign * (points[at + axis]! - limit);
        const to = sign * (points[next + axis]! - limit);
        if (from >= 0) cut.push(points[at]!, points[at + 1]!);
        if (from >= 0 === to >= 0) continue;
        const share = from / (from - to);
        const along = (offset: number) =>
          points[at + offset]! + (points[next + offset]! - points[at + offset]!) * share;
        cut.push(along(0), along(1));
      }
      return cut;
    },
    [...outline],
  );
}
