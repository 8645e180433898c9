// Each row's path through the ink, from the start of the traces to their end, within the band that its ink reaches.

import type { Blobs } from "../ink/blobs.ts";
import type { Sheet } from "../ink/sheet.ts";
import type { Row } from "../layout/find-rows.ts";
import type { TraceExtent } from "../layout/trace-extent.ts";
import type { Plane } from "../plane.ts";
import { followTrace, type TracePath } from "./follow-trace.ts";

export interface RowPathsOptions {
  readonly sheet: Sheet;
  readonly ink: Plane;
  readonly blobs: Blobs;
  readonly isTrace: readonly boolean[];
  readonly rows: readonly Row[];
  readonly extent: TraceExtent;
  readonly penPx: number;
}

const LEAST_REACH_MM = 8;
/** A piece of trace this near to a row's 0 mV may be the row's own. */
const NEAR_MM = 6;

export function rowPaths({ sheet, ink, blobs, isTrace, rows, extent, penPx }: RowPathsOptions): TracePath[] {
  const mm = sheet.pxPerMm;
  return rows.map(({ baselinePx }) => {
    let [top, bottom] = [baselinePx - LEAST_REACH_MM * mm, baselinePx + LEAST_REACH_MM * mm];
    blobs.list.forEach((blob, index) => {
      if (!isTrace[index] || blob.top > baselinePx + NEAR_MM * mm || blob.bottom < baselinePx - NEAR_MM * mm)
        return;
      top = Math.min(top, blob.top - 3);
      bottom = Math.max(bottom, blob.bottom + 3);
    });
    return followTrace({
      ink,
      fromColumn: Math.max(0, Math.floor(extent.startPx)),
      toColumn: Math.min(ink.widthPx, Math.ceil(extent.endPx + penPx / 2)),
      topRow: Math.max(0, Math.floor(top)),
      bottomRow: Math.min(ink.heightPx, Math.ceil(bottom)),
      baselinePx,
      pxPerMm: mm,
    });
  });
}
