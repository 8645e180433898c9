// Decides how much time goes into how many rows and columns of which leads, before anything is placed. Paper that
// was chosen is never outgrown: a row holds less time, and the page says so.

import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { LeadSegment } from "../page.ts";
import { columnsContent } from "./columns-content.ts";
import type { LayoutOptions } from "./layout-options.ts";
import { medianContent } from "./median-content.ts";
import { pageStyle } from "./named-styles.ts";
import { type PageContent, type PageScale, pageEdges } from "./page-content.ts";
import { type FieldRows, fieldRows, type PulsePlace } from "./page-field.ts";
import type { LayoutSpec } from "./page-layouts.ts";
import { unplacedNote } from "./page-notes.ts";
import { CLINICAL_STYLE, type PageStyle } from "./page-style.ts";
import { singleContent } from "./single-content.ts";

export interface PagePlan extends PageContent, PageScale {
  readonly rows: FieldRows;
  readonly style: PageStyle;
  readonly pulse: PulsePlace;
  readonly headerLines: readonly string[];
  readonly hasTitle: boolean;
  readonly unplacedNote: (segments: readonly LeadSegment[]) => string | null;
  readonly measurements: Measurements | null;
  readonly hasFiducials: boolean;
}

function contentOf(
  recording: Recording,
  options: LayoutOptions,
  spec: LayoutSpec,
  scale: PageScale,
): PageContent {
  if (spec.kind === "single") return singleContent(recording, options, scale);
  const { measurements } = options;
  if (spec.kind === "median" && measurements)
    return medianContent(recording, { ...options, measurements }, scale);
  return columnsContent(recording, options, { spec, scale });
}

/** Throws UsageError where the paper is too small for the layout, and for leads that are neither standard nor recorded. */
export function planPage(
  recording: Recording,
  options: LayoutOptions,
  spec: LayoutSpec,
  scale: PageScale,
): PagePlan {
  const content = contentOf(recording, options, spec, scale);
  const edges = pageEdges(recording, options, content.width);
  const rowCount = 1 + Math.max(...content.cells.map(({ row }) => row));
  return {
    ...content,
    ...scale,
    rows: fieldRows(content.width, { ...edges, rowCount }),
    style: options.style === undefined ? CLINICAL_STYLE : pageStyle(options.style),
    pulse: options.pulse ?? "left",
    headerLines: edges.headerLines,
    hasTitle: (options.title ?? "").trim() !== "",
    unplacedNote: (segments) => (spec.kind === "columns" ? unplacedNote(recording, segments) : null),
    measurements: options.measurements ?? null,
    hasFiducials: options.fiducials ?? false,
  };
}
