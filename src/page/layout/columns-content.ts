// Columns of leads side by side, each with its share of a row's time, and rhythm strips below them.

import type { Recording } from "../../ecg/recording.ts";
import type { LayoutOptions } from "./layout-options.ts";
import { columnCells } from "./page-cells.ts";
import {
  CABRERA_NOTE,
  contentWidth,
  type PageContent,
  type PageScale,
  shortenedNote,
} from "./page-content.ts";
import { columnSeconds } from "./page-field.ts";
import type { LayoutSpec } from "./page-layouts.ts";
import { chosenLead, leadColumns, placedLead, usualExtraLeads, usualRhythmLeads } from "./page-leads.ts";
import { lengthNote, PAGE_SECONDS, timingNote } from "./page-notes.ts";

export function columnsContent(
  recording: Recording,
  options: LayoutOptions,
  { spec, scale }: { spec: LayoutSpec; scale: PageScale },
): PageContent {
  const { columns: timing = "sequential", leadOrder = "standard" } = options;
  const startS = (options.startMs ?? 0) / 1000;
  const wantedS = (options.durationMs ?? PAGE_SECONDS * 1000) / 1000;
  const { rhythmLeads = usualRhythmLeads(recording, spec.strips) } = options;
  const strips = rhythmLeads.map((name) => chosenLead(recording, name, "rhythm lead"));
  const extraLeads = (options.extraLeads ?? usualExtraLeads(recording)).map((name) =>
    placedLead(recording, name),
  );
  const columns = leadColumns(recording, spec, { leadOrder, extraLeads });
  const count = columns.length;
  const hasNamesInMargin = count === 1;
  const width = contentWidth(options, hasNamesInMargin, scale, wantedS * scale.speedMmPerS);
  const { speedMmPerS } = scale;
  const columnS = columnSeconds(width, { count, wantedS, speedMmPerS });
  const rowS = timing === "sequential" || strips.length > 0 ? count * columnS : columnS;
  const isCut = count * columnS < wantedS - 1e-9;
  return {
    cells: columnCells({ columns, strips, timing, startS, columnS, speedMmPerS }),
    width,
    hasNamesInMargin,
    rowTimes: null,
    notes: [
      shortenedNote(lengthNote(recording, { fromS: startS, toS: startS + rowS }), isCut),
      count === 1 ? null : timingNote(timing, { columnS, startS }),
      leadOrder === "cabrera" ? CABRERA_NOTE : null,
    ],
  };
}
