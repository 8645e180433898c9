// The lines of a CSV: comments, the first row (a header, most often), and the others.
import { FormatError } from "../../ecg/errors.ts";

export interface CsvTable {
  /** Without their "#". */
  readonly comments: readonly string[];
  readonly firstRow: string;
  readonly firstLineNumber: number;
  /** The others, with their line numbers in the file. */
  readonly rows: readonly string[];
  readonly lineNumbers: readonly number[];
  /** First blank line between rows: dropping it would shift all that follows in time. */
  readonly gapLine: number | null;
}

/** Throws FormatError where there is no row at all. */
export function readTable(text: string, where: string): CsvTable {
  const comments: string[] = [];
  const rows: string[] = [];
  const lineNumbers: number[] = [];
  let firstRow: string | null = null;
  let firstLineNumber = 0;
  let blankLine: number | null = null;
  let gapLine: number | null = null;
  let lineNumber = 0;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    lineNumber++;
    if (line.startsWith("#")) comments.push(line.slice(1).trim());
    else if (line.trim() === "") blankLine = firstRow === null ? null : (blankLine ?? lineNumber);
    else if (firstRow === null) {
      firstRow = line;
      firstLineNumber = lineNumber;
    } else {
      gapLine ??= blankLine;
      rows.push(line);
      lineNumbers.push(lineNumber);
    }
  }
  if (firstRow === null) {
    const wanted = "a row of lead names and rows of millivolts";
    throw new FormatError({ file: where, field: "table", got: "an empty file", wanted });
  }
  return { comments, firstRow, firstLineNumber, rows, lineNumbers, gapLine };
}
