// The rows of a table to numbers, column by column. Most cells are short decimals, which are read digit by
// digit: up to 15 digits and a power of ten below 10^22 are exact doubles, so that one division rounds as
// `Number` does (W. D. Clinger, "How to read floating point numbers accurately", 1990), in a fifth of the
// time.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { quote } from "../quote.ts";
import type { CsvTable } from "./read-table.ts";

/** Far beyond any unit of voltage, and safe from overflow when units are converted. */
const MAX_VALUE = 1e15;
const MISSING = new Set(["", "nan", "na", "n/a", "null", "none", "-nan"]);
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
export function parseRows(table: CsvTable, shape: RowShape, where: string): Map<number, Float64Array> {
  const { separator, columnNames, wanted } = shape;
  const { rows } = table;
  if (rows.length === 0) {
    throw new FormatError({ file: where, field: "rows", got: "no samples", wanted: "at least one" });
  }
  if (rows.length * wanted.length > MAX_TOTAL_SAMPLES) {
    const got = `${rows.length} rows of ${wanted.length}`;
    throw new FormatError({ file: where, field: "rows", got, wanted: `at most ${MAX_TOTAL_SAMPLES} values` });
  }
  if (table.gapLine !== null) {
    const wantedText = 'a row; a missing sample is written "nan"';
    throw new FormatError({
      file: where,
      field: `line ${table.gapLine}`,
      got: "a blank line",
      wanted: wantedText,
    });
  }
  const values = new Map(wanted.map((index) => [index, new Float64Array(rows.length)]));
  const targets = columnNames.map((_, index) => values.get(index));
  for (let rowIndex = 0; rowIndex < rows.length; rowIndex++) {
    const row = rows[rowIndex]!;
    let column = 0;
    let start = 0;
    for (; start <= row.length; column++) {
      const found = row.indexOf(separator, start);
      const end = found === -1 ? row.length : found;
      const target = targets[column];
      if (target !== undefined) {
        const value = decimalAt(row, start, end) ?? parseValue(row.slice(start, end), separator);
        if (value === null) {
          throw new FormatError({
            file: where,
            field: `line ${table.lineNumbers[rowIndex]}, column ${quote(columnNames[column]!)}`,
            got: quote(row.slice(start, end).trim()),
            wanted: "a number",
          });
        }
        target[rowIndex] = value;
      }
      start = end + 1;
      // a separator behind the last value opens no column
      if (column === columnNames.length - 1 && row.slice(start).trim() === "") start = row.length + 1;
    }
    if (column !== columnNames.length) {
      throw new FormatError({
        file: where,
        field: `line ${table.lineNumbers[rowIndex]}`,
        got: `${column} values`,
        wanted: `${columnNames.length} (one a column)`,
      });
    }
  }
  return values;
}

/** Is every cell a number or a missing value? Such a row is no header. */
export function isRowOfValues(cells: readonly string[], separator: string): boolean {
  return cells.every((cell) => parseValue(cell, separator) !== null);
}

/** A plain decimal such as "-0.125" between blanks; null for all else, which `parseValue` then looks at. */
function decimalAt(row: string, from: number, to: number): number | null {
  let at = from;
  let end = to;
  while (at < end && row.charCodeAt(at) === SPACE) at++;
  while (end > at && row.charCodeAt(end - 1) === SPACE) end--;
  const negative = row[at] === "-";
  if (negative) at++;
  let digits = 0;
  let decimals = 0;
  let whole = 0;
  let seenPoint = false;
  for (; at < end; at++) {
    const digit = row.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      digits++;
      if (seenPoint) decimals++;
    } else if (row[at] === "." && !seenPoint) seenPoint = true;
    else return null;
  }
  if (digits === 0 || digits > MAX_EXACT_DIGITS) return null;
  const value = whole / powersOfTen[decimals]!;
  return negative ? -value : value;
}

function parseValue(cell: string, separator: string): number | null {
  const text = cell.trim();
  const plain = Number(text);
  if (text !== "" && Math.abs(plain) < MAX_VALUE) return plain;
  if (MISSING.has(text.toLowerCase())) return Number.NaN;
  const unquoted = text.replace(/^"([^"]*)"$/, "$1");
  const value = Number(separator === "," ? unquoted : unquoted.replace(",", "."));
  return Math.abs(value) < MAX_VALUE && unquoted !== "" ? value : null;
}
