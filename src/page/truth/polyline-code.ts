// Sample positions as differences of differences in hundredths of a pixel. Along a trace x grows evenly and y mostly
// smoothly, so most numbers have one digit: a tenth of the plain pairs. Two running sums read them.

import type { PolylineCode } from "./picture-truth-schema.ts";

const PER_PX = 100;

function twiceDiffered(values: readonly number[]): number[] {
  let [last, lastStep] = [0, 0];
  return values.map((value) => {
    const step = value - last;
    const coded = step - lastStep;
    lastStep = step;
    last = value;
    return coded;
  });
}

function twiceSummed(coded: readonly number[]): number[] {
  let [value, step] = [0, 0];
  return coded.map((each) => {
    step += each;
    value += step;
    return value;
  });
}

/** Codes x0, y0, x1, y1, ...; where a y is not a number the sample has no height. */
export function codePolyline(points: Float64Array): PolylineCode {
  const count = points.length / 2;
  const hundredths = (value: number) => Math.round(value * PER_PX);
  const gaps: [number, number][] = [];
  let height = 0;
  const xs: number[] = [];
  const ys: number[] = [];
  for (let at = 0; at < count; at++) {
    xs.push(hundredths(points[2 * at]!));
    const y = points[2 * at + 1]!;
    if (Number.isFinite(y)) height = hundredths(y);
    else if (gaps.at(-1)?.[1] === at) gaps.at(-1)![1] = at + 1;
    else gaps.push([at, at + 1]);
    ys.push(height);
  }
  return { points: count, x: twiceDiffered(xs), y: twiceDiffered(ys), gaps };
}

/** The polyline of a code: [x, y] of each sample, y null where it has no height. */
export function decodePolyline({ x, y, gaps }: PolylineCode): [number, number | null][] {
  const ys = twiceSummed(y);
  const points = twiceSummed(x).map((value, at): [number, number | null] => [
    value / PER_PX,
    ys[at]! / PER_PX,
  ]);
  for (const [first, end] of gaps) {
    for (let at = first; at < end; at++) points[at]![1] = null;
  }
  return points;
}
