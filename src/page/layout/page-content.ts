// What a layout decides before the page is placed (its cells and the width they need), and the room that header and
// foot leave between them.

import type { Recording } from "../../ecg/recording.ts";
import type { LayoutOptions } from "./layout-options.ts";
import type { PageCell } from "./page-cells.ts";
import { type FieldWidth, fieldWidth } from "./page-field.ts";
import { footHeightMm } from "./page-foot.ts";
import { headerLines, topHeightMm } from "./page-header.ts";
import { paperSize } from "./page-paper.ts";

export interface PageScale {
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
}

/** What one kind of layout decides. */
export interface PageContent {
  readonly cells: readonly PageCell[];
  readonly width: FieldWidth;
  readonly hasNamesInMargin: boolean;
  /** One a cell where rows follow each other in time. */
  readonly rowTimes: readonly string[] | null;
  /** What the foot says beyond what shows in the segments. */
  readonly notes: readonly (string | null)[];
}

/** Room that header and foot leave. */
export interface PageEdges {
  readonly topMm: number;
  readonly footMm: number;
  readonly headerLines: readonly string[];
}

/** The field for traces of `wantedMm` in a row, on the paper that was chosen or on letter paper that may grow. */
export function contentWidth(
  options: LayoutOptions,
  hasNamesInMargin: boolean,
  { speedMmPerS }: PageScale,
  wantedMm: number,
) {
  const { paper, orientation, pulse = "left" } = options;
  const chosen = paper !== undefined || orientation !== undefined;
  return fieldWidth({
    paper: chosen ? paperSize(paper ?? "letter", orientation) : null,
    speedMmPerS,
    pulse,
    hasNamesInMargin,
    wantedMm,
  });
}

export function pageEdges(recording: Recording, options: LayoutOptions, width: FieldWidth): PageEdges {
  const { header = false, measurements = null, title = "" } = options;
  const lines = header ? headerLines(recording, { measurements, widthMm: width.widthMm - 2 }) : [];
  return {
    headerLines: lines,
    topMm: topHeightMm(lines.length, title.trim() !== ""),
    footMm: footHeightMm(width.widthMm),
  };
}

/** A note on the length, with the reason where the paper is what cut it. */
export const shortenedNote = (note: string | null, isCut: boolean) =>
  note !== null && isCut ? `${note}, as much as fits the paper` : note;

export const CABRERA_NOTE = "limb leads in Cabrera's order";
