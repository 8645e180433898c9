// The rows of traces: at the feet of their calibration pulses, and where level ink gathers.

import type { Blobs } from "../ink/blobs.ts";
import type { Sheet } from "../ink/sheet.ts";
import type { Pulse } from "./find-pulses.ts";

export interface Row {
  /** 0 mV where a pulse shows it, else where most of the trace lies. */
  readonly baselinePx: number;
  readonly pulse: Pulse | null;
}

/** Where rows have pulses, one without is a row only if it is about as strong as they are. */
const SHARE_BESIDE_PULSES = 0.6;
const INK = 0.45;
const LINE_BAND_MM = 6;
const MOST_LINES = 2.5;

export interface FindRowsOptions {
  readonly sheet: Sheet;
  readonly blobs: Blobs;
  readonly isTrace: readonly boolean[];
  readonly pulses: readonly Pulse[];
}

/** Two rows are never closer. */
const LEAST_PITCH_MM = 8;
const SMOOTHING_MM = 1.5;
/** Of the strongest row's level ink: less is a stretch of text or a single wave. */
const LEAST_SHARE = 0.22;

export function findRows({ sheet, blobs, isTrace, pulses }: FindRowsOptions): Row[] {
  const mm = sheet.pxPerMm;
  const level = smoothedLevelInk(sheet, blobs, isTrace);
  const most = level.reduce((a, b) => Math.max(a, b), 0);
  const rows: Row[] = pulses.map((pulse) => ({ baselinePx: pulse.footPx, pulse }));
  const pitch =
    rows.length > 1 ? middleOf(rows.slice(1).map((row, i) => row.baselinePx - rows[i]!.baselinePx)) : 0;
  const apart = Math.max(LEAST_PITCH_MM * mm, 0.6 * pitch);
  const peaks: number[] = [];
  for (let y = 1; y + 1 < level.length; y++) {
    if (level[y]! >= LEAST_SHARE * most && level[y]! >= level[y - 1]! && level[y]! > level[y + 1]!)
      peaks.push(y);
  }
  // strongest first; a weaker one beside a row is the same row at another level
  const leastBeside = pulses.length > 1 ? SHARE_BESIDE_PULSES * weakest(level, pulses) : 0;
  for (const y of peaks.sort((a, b) => level[b]! - level[a]!)) {
    if (level[y]! < leastBeside) break;
    if (most > 0 && isOneLine(sheet, y) && rows.every((row) => Math.abs(row.baselinePx - y) >= apart))
      rows.push({ baselinePx: y + 0.5, pulse: null });
  }
  return rows.sort((a, b) => a.baselinePx - b.baselinePx);
}

/** A band of a row's height holds one line of ink a column, or two where a neighbour reaches in; texture holds many. */
function isOneLine({ ink, pxPerMm }: Sheet, y: number): boolean {
  const { widthPx, heightPx, values } = ink;
  const reach = LINE_BAND_MM * pxPerMm;
  const [top, bottom] = [Math.max(0, Math.floor(y - reach)), Math.min(heightPx, Math.ceil(y + reach))];
  let [lines, columns] = [0, 0];
  for (let x = 0; x < widthPx; x += 3) {
    let here = 0;
    for (let row = top, inked = false; row < bottom; row++) {
      const ink = values[row * widthPx + x]! >= INK;
      if (ink && !inked) here++;
      inked = ink;
    }
    lines += here;
    if (here > 0) columns++;
  }
  return columns > 0 && lines / columns < MOST_LINES;
}

function weakest(level: Float64Array, pulses: readonly Pulse[]): number {
  const at = pulses.map(({ footPx }) => level[Math.max(0, Math.min(level.length - 1, Math.round(footPx)))]!);
  return middleOf(at);
}

/** How many columns have level ink of a trace at each height. */
function smoothedLevelInk(
  { ink, pxPerMm }: Sheet,
  { runs, runCount }: Blobs,
  isTrace: readonly boolean[],
): Float64Array {
  const level = new Float64Array(ink.heightPx);
  for (let run = 0; run < runCount; run++) {
    const [y, start, end, blob] = [
      runs[run * 4]!,
      runs[run * 4 + 1]!,
      runs[run * 4 + 2]!,
      runs[run * 4 + 3]!,
    ];
    // a run of some length along the row is level; a steep stroke crosses a row in a pixel or two
    if (isTrace[blob] && end - start >= 0.4 * pxPerMm) level[y] = level[y]! + (end - start);
  }
  const reach = Math.ceil(3 * SMOOTHING_MM * pxPerMm);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / (SMOOTHING_MM * pxPerMm)) ** 2),
  );
  return level.map((_, y) => {
    let sum = 0;
    for (let k = Math.max(0, reach - y); k < kernel.length && y + k - reach < level.length; k++) {
      sum += kernel[k]! * level[y + k - reach]!;
    }
    return sum;
  });
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
