// One lead alone, row after row as far as the recording or the paper reaches.

import { durationMs, type Recording } from "../../ecg/recording.ts";
import type { LayoutOptions } from "./layout-options.ts";
import { singleCells } from "./page-cells.ts";
import { contentWidth, type PageContent, type PageScale, pageEdges, shortenedNote } from "./page-content.ts";
import { columnSeconds, fieldHeightMm } from "./page-field.ts";
import { chosenLead, usualRhythmLeads } from "./page-leads.ts";
import { lengthNote, PAGE_SECONDS } from "./page-notes.ts";

const ROW_MM_PER_MV = 3;
const ROW_LIMITS_MM = [25, 60] as const;

export function singleContent(recording: Recording, options: LayoutOptions, scale: PageScale): PageContent {
  const { lead = usualRhythmLeads(recording, 1)[0]!, startMs = 0 } = options;
  const startS = startMs / 1000;
  const wantedS = (options.durationMs ?? PAGE_SECONDS * 1000) / 1000;
  const width = contentWidth(options, true, scale, wantedS * scale.speedMmPerS);
  const rowS = columnSeconds(width, { count: 1, wantedS, speedMmPerS: scale.speedMmPerS });
  const { topMm, footMm } = pageEdges(recording, options, width);
  const [least, most] = ROW_LIMITS_MM;
  const pitchMm = Math.min(most, Math.max(least, ROW_MM_PER_MV * scale.gainMmPerMv));
  const fitting = Math.max(1, Math.floor(fieldHeightMm(width, topMm, footMm) / pitchMm));
  const wholeS = durationMs(recording) / 1000;
  const rows = Math.max(1, Math.min(fitting, Math.ceil((wholeS - startS) / rowS - 1e-6)));
  const placed = chosenLead(recording, lead, "lead");
  const cells = singleCells(placed, { rows, startS, rowS });
  const toS = startS + rows * rowS;
  return {
    cells,
    width,
    hasNamesInMargin: true,
    rowTimes: rows === 1 ? null : cells.map((cell) => `${Number(cell.startS.toFixed(1))} s`),
    notes: [
      shortenedNote(lengthNote(recording, { fromS: startS, toS }), toS < wholeS && rows === fitting),
      rows === 1 ? null : `rows follow each other in time, ${Number(rowS.toFixed(3))} s each`,
    ],
  };
}
