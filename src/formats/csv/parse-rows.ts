// The rows of a table to numbers, column by column. Most cells are short decimals, which are read digit by
// digit: up to 15 digits and a power of ten below 10^22 are exact doubles, so that one division rounds as
// `Number` does (W. D. Clinger, "How to read floating point numbers accurately", 1990), in a fifth of the
// time.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_SAMPLE_VALUE, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { quote } from "../quote.ts";
import { type CsvRows, eachRow } from "./read-table.ts";

const MISSING = new Set(["", "nan", "na", "n/a", "null", "none", "-nan"]);
/** A double in all its digits has 25; longer ones are read, up to here. */
const MAX_CELL_CHARACTERS = 200;
const MAX_EXACT_DIGITS = 15;
const powersOfTen = Array.from({ length: MAX_EXACT_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`));
const ZERO = 48;
const SPACE = 32;

export interface RowShape {
  readonly separator: string;
  /** One for each column, for messages. */
  readonly columnNames: readonly string[];
  /** Indices of the columns that are wanted. */
  readonly wanted: readonly number[];
}

/** Values by column; NaN for an empty cell and for "nan". Throws FormatError for anything that is no number. */
export function parseRows(rows: CsvRows, shape: RowShape, where: string): Map<number, Float64Array> {
  const { separator, columnNames, wanted } = shape;
  const { text, count } = rows;
  const refuse = (field: string, got: string, wantedText: string) =>
    new FormatError({ file: where, field, got, wanted: wantedText });
  if (count === 0) throw refuse("rows", "no samples", "at least one");
  if (count * wanted.length > MAX_TOTAL_SAMPLES) {
    throw refuse("rows", `${count} rows of ${wanted.length}`, `at most ${MAX_TOTAL_SAMPLES} values`);
  }
  if (rows.gapLine !== null) {
    throw refuse(`line ${rows.gapLine}`, "a blank line", 'a row; a missing sample is written "nan"');
  }
  const values = new Map(wanted.map((index) => [index, new Float64Array(count)]));
  const targets = columnNames.map((_, index) => values.get(index));
  const separatorCode = separator.charCodeAt(0);
  eachRow(rows, (rowStart, rowEnd, { index, lineNumber }) => {
    let column = 0;
    for (let start = rowStart; start <= rowEnd; column++) {
      let end = start;
      while (end < rowEnd && text.charCodeAt(end) !== separatorCode) end++;
      const target = targets[column];
      if (target !== undefined) {
        const value = decimalAt(text, start, end) ?? valueAt(text, start, end, separator);
        if (value === null) {
          const field = `line ${lineNumber}, column ${quote(columnNames[column]!)}`;
          throw refuse(field, quote(text.slice(start, end).trim()), "a number");
        }
        target[index] = value;
      }
      start = end + 1;
      // a separator behind the last value opens no column
      if (column === columnNames.length - 1 && isBlank(text, start, rowEnd)) start = rowEnd + 1;
    }
    if (column !== columnNames.length) {
      throw refuse(`line ${lineNumber}`, `${column} values`, `${columnNames.length} (one a column)`);
    }
  });
  return values;
}

/** Is every cell a number or a missing value? Such a row is no header. */
export function isRowOfValues(cells: readonly string[], separator: string): boolean {
  return cells.every((cell) => parseValue(cell, separator) !== null);
}

/** A plain decimal such as "-0.125" between blanks; null for all else, which `parseValue` then looks at. */
function decimalAt(text: string, from: number, to: number): number | null {
  let at = from;
  let end = to;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  while (end > at && text.charCodeAt(end - 1) === SPACE) end--;
  const negative = text[at] === "-";
  if (negative) at++;
  let digits = 0;
  let decimals = 0;
  let whole = 0;
  let seenPoint = false;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      digits++;
      if (seenPoint) decimals++;
    } else if (text[at] === "." && !seenPoint) seenPoint = true;
    else return null;
  }
  if (digits === 0 || digits > MAX_EXACT_DIGITS) return null;
  const value = whole / powersOfTen[decimals]!;
  return negative ? -value : value;
}

function valueAt(text: string, start: number, end: number, separator: string): number | null {
  return end - start > MAX_CELL_CHARACTERS ? null : parseValue(text.slice(start, end), separator);
}

function isBlank(text: string, start: number, end: number): boolean {
  return end <= start || (end - start <= MAX_CELL_CHARACTERS && text.slice(start, end).trim() === "");
}

function parseValue(cell: string, separator: string): number | null {
  const text = cell.trim();
  const plain = Number(text);
  if (text !== "" && Math.abs(plain) < MAX_SAMPLE_VALUE) return plain;
  if (MISSING.has(text.toLowerCase())) return Number.NaN;
  const unquoted = text.replace(/^"([^"]*)"$/, "$1");
  const value = Number(separator === "," ? unquoted : unquoted.replace(",", "."));
  return Math.abs(value) < MAX_SAMPLE_VALUE && unquoted !== "" ? value : null;
}
