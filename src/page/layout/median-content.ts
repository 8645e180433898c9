// The median beat of each lead, in as many columns as the paper is wide enough for.

import { UsageError } from "../../ecg/errors.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { LayoutOptions } from "./layout-options.ts";
import { medianWindowS } from "./median-segment.ts";
import { medianCells } from "./page-cells.ts";
import { CABRERA_NOTE, contentWidth, type PageContent, type PageScale } from "./page-content.ts";
import { downToBigBox, roundMm } from "./page-field.ts";
import { MEDIAN_ARRANGEMENTS } from "./page-layouts.ts";
import { leadColumns } from "./page-leads.ts";
import { medianNote } from "./page-notes.ts";

/** Between one median beat and the next. */
const GAP_MM = 3;

export function medianContent(
  recording: Recording,
  options: LayoutOptions & { readonly measurements: Measurements },
  scale: PageScale,
): PageContent {
  const { leadOrder = "standard", measurements } = options;
  const { speedMmPerS } = scale;
  const windowS = medianWindowS(measurements) ?? 1;
  const stepMm = windowS * speedMmPerS + GAP_MM;
  const width = contentWidth(options, false, scale, 4 * stepMm);
  const columns = MEDIAN_ARRANGEMENTS.find((each) => downToBigBox(width.roomMm / each.length) >= stepMm);
  if (columns === undefined) {
    throw new UsageError(
      `page of median beats: ${roundMm(windowS)} s at ${speedMmPerS} mm/s do not fit ${roundMm(width.paperWidthMm)} mm of ` +
        `paper, wanted ${Math.ceil(stepMm + width.paperWidthMm - width.roomMm)} mm or a lower speed`,
    );
  }
  const placed = leadColumns(recording, { columns, extra: "none" }, { leadOrder, extraLeads: [] });
  const cells = medianCells(placed, { stepMm: downToBigBox(width.roomMm / columns.length), windowS });
  const notes = [medianNote(measurements), leadOrder === "cabrera" ? CABRERA_NOTE : null];
  return { cells, width, hasNamesInMargin: false, rowTimes: null, notes };
}
