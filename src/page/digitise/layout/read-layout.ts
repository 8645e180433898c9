// Which lead stands where: the arrangement whose names are found in their places on the page. Names are looked for in
// their column, within about a row's height of their row, since printers set them above, below and beside the trace.

import type { Blob } from "../ink/blobs.ts";
import { noEcg } from "../no-ecg.ts";
import type { Plane } from "../plane.ts";
import type { Row } from "./find-rows.ts";
import { findWords, type Word } from "./find-words.ts";
import { readWord } from "./read-word.ts";
import { SHEET_LAYOUTS, type SheetLayout } from "./sheet-layouts.ts";
import type { TraceExtent } from "./trace-extent.ts";

export interface LayoutReading {
  readonly layout: SheetLayout;
  /** Leads of the strips, from top to bottom; null where the name could not be read. */
  readonly stripLeads: readonly (string | null)[];
  /** Names found in their places, and places in all. */
  readonly namesFound: number;
  readonly places: number;
  /** From the start of the traces to the start of the second column; null with one column. */
  readonly columnPx: number | null;
}

export interface ReadLayoutOptions {
  readonly ink: Plane;
  readonly pxPerMm: number;
  readonly blobs: readonly Blob[];
  readonly rows: readonly Row[];
  readonly extent: TraceExtent;
  /** What the user says, if anything. */
  readonly layoutName: string | null;
}

type Fit = ReturnType<typeof matchLayout>;

interface NamedWord {
  readonly word: Word;
  readonly text: string;
  readonly score: number;
}

const NAMES = [...new Set(SHEET_LAYOUTS.flatMap((layout) => layout.columns.flat()))];
const LEAST_SCORE = 0.62;
const LEAST_MARGIN = 0.04;
/** Three names in their places are no chance. */
const LEAST_NAMES = 3;
/** Two names that were read well. */
const LEAST_LEAD = 1.5;
/** A wrong name in a place counts this much against it. */
const CONTRADICTION = 0.7;
/** A name stands at most this far before its column begins, and after. */
const BEFORE_MM = 4;
const AFTER_MM = 16;
/** Of a page of one column they stand in the margin. */
const MARGIN_MM = 45;
/** Of the distance between rows: a name that avoids a wave moves this far from where the others stand. */
const NEAR_ROW = 0.45;
/** Of the distance between rows: names that stand further off on the whole belong to the next row. */
const FARTHEST_NAME = 0.6;

/** Throws UnsupportedError where no arrangement has as many rows, or too few names say which. */
export function readLayout(options: ReadLayoutOptions): LayoutReading {
  const { rows, layoutName } = options;
  const words = namedWords(options);
  const fits = SHEET_LAYOUTS.filter(
    (layout) =>
      layout.columns[0]!.length + layout.strips === rows.length &&
      (layoutName === null || layout.name === layoutName),
  )
    .map((layout) => matchLayout(layout, words, options))
    .sort((a, b) => b.score - a.score);
  const [best, ...rest] = fits;
  if (best === undefined) {
    const wanted =
      layoutName === null
        ? "no known arrangement of leads has that many"
        : `${layoutName} has another number`;
    throw noEcg(`${rows.length} ${rows.length === 1 ? "row" : "rows"} of traces were found, and ${wanted}`);
  }
  if (
    layoutName === null &&
    (best.reading.namesFound < LEAST_NAMES || rest.some((other) => !isRuledOut(other, best)))
  ) {
    throw noEcg(
      `the lead names that were read (${best.reading.namesFound}) do not tell the arrangement of its ${rows.length} rows (--layout NAME does)`,
    );
  }
  if (layoutName === null && !areSure(best.reading.stripLeads)) {
    throw noEcg(
      `${rows.length} rows were found, and the names of the strips among them could not all be read (--layout NAME says how many there are)`,
    );
  }
  return best.reading;
}

/** Each strip has a name of its own, or a row that is none was counted. */
function areSure(stripLeads: LayoutReading["stripLeads"]): boolean {
  return !stripLeads.includes(null) && new Set(stripLeads).size === stripLeads.length;
}

/** By two names that stand where only the better arrangement has them, beyond what speaks for the other. */
function isRuledOut(other: Fit, best: Fit): boolean {
  return best.score - other.score >= LEAST_LEAD;
}

function namedWords({ ink, pxPerMm, blobs }: ReadLayoutOptions): NamedWord[] {
  return findWords(blobs, pxPerMm).flatMap((word) => {
    if (word.letters.length > 6) return [];
    const reading = readWord(ink, word, NAMES);
    if (
      reading === null ||
      reading.score < LEAST_SCORE - (/^I$/.test(reading.text) ? 0.1 : 0) ||
      reading.margin < LEAST_MARGIN
    )
      return [];
    return [{ word, text: reading.text, score: reading.score }];
  });
}

function matchLayout(
  layout: SheetLayout,
  words: readonly NamedWord[],
  { rows, extent, pxPerMm }: ReadLayoutOptions,
) {
  const { columns, strips } = layout;
  const span = extent.endPx - extent.startPx;
  const even = span / columns.length;
  const rowCount = columns[0]!.length;
  const pitch =
    rows.length > 1 ? (rows.at(-1)!.baselinePx - rows[0]!.baselinePx) / (rows.length - 1) : 30 * pxPerMm;
  const inColumn = ({ word }: NamedWord, column: number) => {
    const from = extent.startPx + column * even - (columns.length === 1 ? MARGIN_MM : BEFORE_MM) * pxPerMm;
    return word.left >= from && word.left <= extent.startPx + column * even + AFTER_MM * pxPerMm;
  };
  const heightOf = ({ word }: NamedWord, row: number) => (word.top + word.bottom) / 2 - rows[row]!.baselinePx;
  // where names stand about their rows: a printer's habit, so nearly the same for all
  const heights = columns.flatMap((leads, column) =>
    leads.flatMap((lead, row) =>
      words
        .filter((word) => word.text === lead && word.text !== "I" && inColumn(word, column))
        .map((word) => heightOf(word, row))
        .filter((height) => Math.abs(height) < FARTHEST_NAME * pitch),
    ),
  );
  const usual = heights.sort((a, b) => a - b)[heights.length >> 1] ?? 0;
  const inPlace = (word: NamedWord, column: number, row: number) =>
    inColumn(word, column) && Math.abs(heightOf(word, row) - usual) < NEAR_ROW * pitch;
  let score = 0;
  let namesFound = 0;
  const lefts: { column: number; left: number }[] = [];
  columns.forEach((leads, column) => {
    leads.forEach((lead, row) => {
      const here = words.filter((word) => inPlace(word, column, row));
      const own = here.filter((word) => word.text === lead).sort((a, b) => b.score - a.score)[0];
      if (own !== undefined) {
        score += own.score;
        namesFound++;
        lefts.push({ column, left: own.word.left });
        return;
      }
      // bars are printed for other reasons too
      const foreign = here.filter((word) => word.text !== "I");
      if (foreign.length > 0) score -= CONTRADICTION * Math.max(...foreign.map((word) => word.score));
    });
  });
  const stripLeads = Array.from({ length: strips }, (_, strip) => {
    const row = rowCount + strip;
    // hardly any strip is lead I, and bars are printed for other reasons too
    const here = words.filter((word) => word.text !== "I" && inPlace(word, 0, row));
    return here.sort((a, b) => b.score - a.score)[0]?.text ?? null;
  });
  const places = columns.flat().length;
  return {
    score,
    reading: { layout, stripLeads, namesFound, places, columnPx: columnWidth(lefts, even, columns.length) },
  };
}

/** As far apart as the names are; the even share of the page unless they say otherwise by more than 3 %. */
function columnWidth(
  lefts: readonly { column: number; left: number }[],
  even: number,
  columns: number,
): number | null {
  if (columns === 1) return null;
  const steps = lefts.flatMap((a) =>
    lefts.filter((b) => b.column > a.column).map((b) => (b.left - a.left) / (b.column - a.column)),
  );
  if (steps.length < 3) return even;
  const step = steps.sort((a, b) => a - b)[steps.length >> 1]!;
  return Math.abs(step - even) > 0.03 * even ? step : even;
}
