// The lines of a CSV: comments, the first row (a header, most often), and where the others lie. These are not cut out of
// the text: a string for each of millions of lines would take more memory than all their samples.
import { FormatError } from "../../ecg/errors.ts";

export interface CsvTable {
  /** Without their "#". */
  readonly comments: readonly string[];
  readonly firstRow: string;
  readonly firstLineNumber: number;
  /** All rows, the first one among them. */
  readonly allRows: CsvRows;
  /** Those behind the first. */
  readonly otherRows: CsvRows;
}

/** Lines of a text that are neither blank nor comments. */
export interface CsvRows {
  readonly text: string;
  /** Where the first of them begins, and its line; the end of the text where there is none. */
  readonly start: number;
  readonly lineNumber: number;
  readonly count: number;
  /** First blank line between rows: dropping it would shift all that follows in time. */
  readonly gapLine: number | null;
}

/** What people and programs write above a table are some lines. */
const MAX_COMMENTS = 10_000;
const MAX_COMMENT_CHARACTERS = 1_048_576;
/** 256 columns with names of 40 characters take 10,000. */
const MAX_FIRST_ROW_CHARACTERS = 65_536;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const HASH = 35;
const BYTE_ORDER_MARK = 0xfeff;

/** Throws FormatError where there is no row at all, or more above it than a table has. */
export function readTable(text: string, where: string): CsvTable {
  const refuse = (field: string, got: string, wanted: string) =>
    new FormatError({ file: where, field, got, wanted });
  const comments: string[] = [];
  let commentCharacters = 0;
  let first: { readonly start: number; readonly end: number; readonly lineNumber: number } | null = null;
  let second: { readonly start: number; readonly lineNumber: number } | null = null;
  let count = 0;
  let blankLine: number | null = null;
  let gapLine: number | null = null;
  let lineNumber = 0;
  const begin = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  for (let start = begin; start < text.length; ) {
    const end = endOfLine(text, start);
    lineNumber++;
    if (text.charCodeAt(start) === HASH) {
      commentCharacters += end - start;
      if (comments.length === MAX_COMMENTS || commentCharacters > MAX_COMMENT_CHARACTERS) {
        const wanted = `at most ${MAX_COMMENTS} lines with ${MAX_COMMENT_CHARACTERS} characters`;
        throw refuse(`comments up to line ${lineNumber}`, "more", wanted);
      }
      comments.push(text.slice(start + 1, end).trim());
    } else if (isBlank(text, start, end)) {
      if (first !== null) blankLine ??= lineNumber;
    } else {
      if (first === null) first = { start, end, lineNumber };
      else {
        second ??= { start, lineNumber };
        gapLine ??= blankLine;
      }
      count++;
    }
    start = nextLine(text, end);
  }
  if (first === null) throw refuse("table", "an empty file", "a row of lead names and rows of millivolts");
  const firstCharacters = first.end - first.start;
  if (firstCharacters > MAX_FIRST_ROW_CHARACTERS) {
    const wanted = `at most ${MAX_FIRST_ROW_CHARACTERS}`;
    throw refuse(`line ${first.lineNumber}`, `${firstCharacters} characters`, wanted);
  }
  return {
    comments,
    firstRow: text.slice(first.start, first.end),
    firstLineNumber: first.lineNumber,
    allRows: { text, start: first.start, lineNumber: first.lineNumber, count, gapLine },
    otherRows: {
      text,
      start: second?.start ?? text.length,
      lineNumber: second?.lineNumber ?? lineNumber,
      count: count - 1,
      gapLine,
    },
  };
}

/** Calls `visit` with the place of each row in the text, in order. */
export function eachRow(
  { text, start: firstStart, lineNumber: firstLine, count }: CsvRows,
  visit: (start: number, end: number, row: { readonly index: number; readonly lineNumber: number }) => void,
): void {
  const row = { index: 0, lineNumber: firstLine };
  for (let start = firstStart; row.index < count; row.lineNumber++) {
    const end = endOfLine(text, start);
    if (text.charCodeAt(start) !== HASH && !isBlank(text, start, end)) {
      visit(start, end, row);
      row.index++;
    }
    start = nextLine(text, end);
  }
}

/** The first of the rows, as much of it as a first row may have; "" where there is none. */
export function firstOf({ text, start, count }: CsvRows): string {
  const line = text.slice(start, start + MAX_FIRST_ROW_CHARACTERS);
  return count === 0 ? "" : line.slice(0, endOfLine(line, 0));
}

function endOfLine(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
  }
  return end;
}

/** Behind the line's end: "\r\n", "\r" or "\n". */
function nextLine(text: string, end: number): number {
  const pair = text.charCodeAt(end) === CARRIAGE_RETURN && text.charCodeAt(end + 1) === LINE_FEED;
  return end + (pair ? 2 : 1);
}

function isBlank(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  // most lines begin with a digit or a sign; the others may be blanks of any kind
  return start === end || ((code <= SPACE || code > 126) && text.slice(start, end).trim() === "");
}
