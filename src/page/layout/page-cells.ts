// The places of a page: which lead, in which row, how far right, and which stretch of time it shows.

import type { ColumnTiming, LeadSegment } from "../page.ts";
import type { PlacedLead } from "./page-leads.ts";

export interface PageCell {
  readonly placed: PlacedLead;
  readonly role: LeadSegment["role"];
  readonly row: number;
  /** From the start of the traces. */
  readonly offsetMm: number;
  readonly startS: number;
  readonly durationS: number;
}

interface ColumnOptions {
  readonly columns: readonly (readonly PlacedLead[])[];
  readonly strips: readonly PlacedLead[];
  readonly timing: ColumnTiming;
  readonly startS: number;
  readonly columnS: number;
  readonly speedMmPerS: number;
}

/** Columns side by side, and below them the rhythm strips over all of their width. */
export function columnCells(options: ColumnOptions): PageCell[] {
  const { columns, strips, timing, startS, columnS, speedMmPerS } = options;
  const cells = columns.flatMap((leads, column) =>
    leads.map((placed, row): PageCell => {
      const laterS = column * columnS;
      const offsetMm = laterS * speedMmPerS;
      const from = timing === "sequential" ? startS + laterS : startS;
      return { placed, role: "row", row, offsetMm, startS: from, durationS: columnS };
    }),
  );
  const rows = Math.max(0, ...columns.map((leads) => leads.length));
  const durationS = columns.length * columnS;
  const strip = (placed: PlacedLead, index: number): PageCell => {
    return { placed, role: "rhythm", row: rows + index, offsetMm: 0, startS, durationS };
  };
  return [...cells, ...strips.map(strip)];
}

/** One lead, each row going on where the one above it ends. */
export function singleCells(
  placed: PlacedLead,
  { rows, startS, rowS }: { rows: number; startS: number; rowS: number },
): PageCell[] {
  return Array.from({ length: rows }, (_, row) => {
    return { placed, role: "row", row, offsetMm: 0, startS: startS + row * rowS, durationS: rowS };
  });
}

/** One beat a lead; all of them run from the start of the median beat's window. */
export function medianCells(
  columns: readonly (readonly PlacedLead[])[],
  { stepMm, windowS }: { stepMm: number; windowS: number },
): PageCell[] {
  return columns.flatMap((leads, column) =>
    leads.map((placed, row): PageCell => {
      return { placed, role: "median", row, offsetMm: column * stepMm, startS: 0, durationS: windowS };
    }),
  );
}
