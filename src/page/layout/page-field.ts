// The ruled field of a page for people and the room for traces on it. Lengths are whole big boxes, so that traces begin
// on heavy lines; what is left of the paper is shared out as margins. Paper that was not chosen is letter paper, which
// grows where ten seconds need more room.

import { UsageError } from "../../ecg/errors.ts";
import type { BoxMm } from "../page.ts";
import { PAPER_LIMITS_MM, type PaperSize } from "./page-paper.ts";

export type PulsePlace = "left" | "right" | "none";

export const BIG_BOX_MM = 5;
export const PULSE_S = 0.2;
export const PULSE_FOOT_MM = 1.2;
export const PULSE_GAP_MM = 1.5;
const LEAST_SIDE_MM = 2.2;
const LETTER = { widthMm: 279.4, heightMm: 215.9 };
/** Room of the names in the margin of a page of one column. */
const NAME_ROOM_MM = 9;
/** A row of less could not hold a QRS of 0.5 mV apart from its neighbours. */
const LEAST_PITCH_MM = 8;
/** More would put few rows too far apart. */
const MOST_PITCH_MM = 60;

const upToBigBox = (mm: number) => BIG_BOX_MM * Math.ceil(mm / BIG_BOX_MM - 1e-9);
export const downToBigBox = (mm: number) => BIG_BOX_MM * Math.floor(mm / BIG_BOX_MM + 1e-9);
export const roundMm = (mm: number) => Number(mm.toFixed(1));

export interface FieldWidth {
  readonly paperWidthMm: number;
  readonly paperHeightMm: number;
  readonly xMm: number;
  readonly widthMm: number;
  readonly traceXMm: number;
  /** From `traceXMm` on. */
  readonly roomMm: number;
}

interface WidthOptions {
  readonly paper: PaperSize | null;
  readonly speedMmPerS: number;
  readonly pulse: PulsePlace;
  readonly hasNamesInMargin: boolean;
  /** Of the traces of one row, where the paper may grow. */
  readonly wantedMm: number;
}

/** Throws UsageError where the page would be wider than paper may be. */
export function fieldWidth(options: WidthOptions): FieldWidth {
  const { paper, speedMmPerS, pulse, hasNamesInMargin, wantedMm } = options;
  const pulseMm = PULSE_S * speedMmPerS + 2 * PULSE_FOOT_MM + PULSE_GAP_MM;
  const marginMm = hasNamesInMargin ? NAME_ROOM_MM + PULSE_GAP_MM : BIG_BOX_MM;
  const leftMm = upToBigBox(pulse === "left" ? NAME_ROOM_MM + pulseMm : marginMm);
  const rightMm = pulse === "right" ? upToBigBox(pulseMm) : BIG_BOX_MM;
  const grownMm = leftMm + upToBigBox(wantedMm) + rightMm + 2 * LEAST_SIDE_MM;
  const width = paper?.widthMm ?? Math.max(LETTER.widthMm, grownMm);
  if (width > PAPER_LIMITS_MM[1]) {
    const most = PAPER_LIMITS_MM[1];
    throw new UsageError(
      `page width: got ${roundMm(width)} mm of trace and margins, wanted at most ${most} mm`,
    );
  }
  const widthMm = downToBigBox(width - 2 * LEAST_SIDE_MM);
  const sideMm = Number(((width - widthMm) / 2).toFixed(6));
  return {
    paperWidthMm: width,
    paperHeightMm: paper?.heightMm ?? LETTER.heightMm,
    xMm: sideMm,
    widthMm,
    traceXMm: sideMm + leftMm,
    roomMm: widthMm - leftMm - rightMm,
  };
}

export interface FieldRows {
  readonly box: BoxMm;
  readonly pitchMm: number;
  readonly firstYMm: number;
}

const paperText = ({ paperWidthMm, paperHeightMm }: FieldWidth) =>
  `${roundMm(paperWidthMm)} x ${roundMm(paperHeightMm)} mm`;

/** Height of the field below `topMm` and above `footMm`. */
export function fieldHeightMm({ paperHeightMm }: FieldWidth, topMm: number, footMm: number): number {
  return downToBigBox(paperHeightMm - topMm - footMm);
}

/**
 * Spreads the rows over the field, on heavy lines unless that would waste a tenth of it. Throws UsageError where
 * they would be too close.
 */
export function fieldRows(
  width: FieldWidth,
  { rowCount, topMm, footMm }: { rowCount: number; topMm: number; footMm: number },
): FieldRows {
  const heightMm = fieldHeightMm(width, topMm, footMm);
  const even = Math.min(MOST_PITCH_MM, heightMm / rowCount);
  const onHeavyLines = downToBigBox(even);
  const pitchMm = onHeavyLines >= even * 0.9 ? onHeavyLines : Math.floor(even + 1e-9);
  if (pitchMm < LEAST_PITCH_MM) {
    const least = Math.ceil(rowCount * LEAST_PITCH_MM + topMm + footMm + BIG_BOX_MM);
    throw new UsageError(
      `page: ${rowCount} rows do not fit ${paperText(width)}, wanted ${least} mm of height or a layout of fewer rows`,
    );
  }
  const margin = (heightMm - (rowCount - 1) * pitchMm) / 2;
  return {
    box: { xMm: width.xMm, yMm: topMm, widthMm: width.widthMm, heightMm },
    pitchMm,
    firstYMm: topMm + BIG_BOX_MM * Math.round(margin / BIG_BOX_MM),
  };
}

const SHORTEST_COLUMN_S = 1;

/**
 * Seconds of each of `count` columns side by side: `wantedS` shared out, or whole tenths of what fits. Throws
 * UsageError where less than a second would fit.
 */
export function columnSeconds(
  width: FieldWidth,
  { count, wantedS, speedMmPerS }: { count: number; wantedS: number; speedMmPerS: number },
): number {
  const fittingS = width.roomMm / speedMmPerS;
  if (wantedS <= fittingS + 1e-9) return wantedS / count;
  const columnS = Math.floor((fittingS / count) * 10 + 1e-6) / 10;
  if (columnS >= SHORTEST_COLUMN_S) return columnS;
  const leastMm = width.paperWidthMm - width.roomMm + count * SHORTEST_COLUMN_S * speedMmPerS;
  throw new UsageError(
    `page: ${paperText(width)} holds less than ${SHORTEST_COLUMN_S} s in each of ${count} column${count === 1 ? "" : "s"} at ` +
      `${speedMmPerS} mm/s, wanted ${Math.ceil(leastMm)} mm of width, a lower speed or fewer columns`,
  );
}
