// The sheet's ink without pulses and traces: what is left of it are letters, also those that touched either.

import { emptyPlane, type Plane } from "../plane.ts";
import type { TraceSpans } from "../trace/trace-spans.ts";
import type { Pulse } from "./find-pulses.ts";

export interface NameInkOptions {
  readonly ink: Plane;
  readonly pulses: readonly Pulse[];
  readonly spans: readonly TraceSpans[];
  readonly penPx: number;
}

export function nameInk({ ink, pulses, spans, penPx }: NameInkOptions): Plane {
  const { widthPx, heightPx } = ink;
  const plane = emptyPlane(widthPx, heightPx);
  plane.values.set(ink.values);
  const clear = (left: number, top: number, right: number, bottom: number) => {
    const [x0, x1] = [Math.max(0, Math.floor(left)), Math.min(widthPx, Math.ceil(right))];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(heightPx, bottom); y++) {
      if (x1 > x0) plane.values.fill(0, y * widthPx + x0, y * widthPx + x1);
    }
  };
  const reach = 0.8 * penPx + 1;
  for (const { leftPx, rightPx, topPx, footPx } of pulses) {
    clear(leftPx - reach, topPx - reach, rightPx + reach, topPx + reach);
    for (const x of [leftPx, rightPx]) clear(x - reach, topPx - reach, x + reach, footPx + reach);
    for (const x of [leftPx, rightPx]) clear(x - 4 * reach, footPx - reach, x + 4 * reach, footPx + reach);
  }
  for (const { startColumn, top, bottom } of spans) {
    top.forEach((edge, i) => {
      if (!Number.isNaN(edge)) clear(startColumn + i, edge - 1, startColumn + i + 1, bottom[i]! + 1);
    });
  }
  return plane;
}
