// The text of a SampledData: decimals separated by single blanks, or "E" (error), "U" (above the upper limit) and
// "L" (below the lower limit) in their place. R5 allows codes of a ConceptMap as well, which say no voltage.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { countWords, isSpace } from "../count-words.ts";
import { MAX_SAMPLE_VALUE } from "../limits.ts";
import { quote } from "../quote.ts";

/** How many samples carry no number. */
export interface SampleMarks {
  readonly error: number;
  readonly above: number;
  readonly below: number;
}

export interface SampledValues {
  /** NaN where there is no number. */
  readonly values: Float64Array;
  readonly marks: SampleMarks;
  readonly warnings: readonly string[];
}

export interface SampledValuesContext {
  readonly where: string;
  readonly field: string;
  readonly hasCodeMap: boolean;
}

const BLANK = 32;
const MAX_CODE_LENGTH = 40;

/** Throws FormatError for what is neither a decimal nor a code of the standard. */
export function parseSampledValues(data: string, context: SampledValuesContext): SampledValues {
  const values = new Float64Array(countWords(data));
  const marks = { error: 0, above: 0, below: 0 };
  let doubled = false;
  let count = 0;
  for (let end = 0; end < data.length; ) {
    const separator = end;
    while (end < data.length && isSpace(data.charCodeAt(end))) end++;
    // a line break with its indentation is how XML is laid out; two blanks may be an empty value
    doubled ||= end - separator > 1 && count > 0 && end < data.length && isOnlyBlanks(data, separator, end);
    const start = end;
    let numeric = true;
    for (; end < data.length && !isSpace(data.charCodeAt(end)); end++) {
      numeric &&= isNumeric(data.charCodeAt(end));
    }
    if (start === end) continue;
    const token = data.slice(start, end);
    const value = numeric ? Number(token) : Number.NaN;
    if (!(Math.abs(value) < MAX_SAMPLE_VALUE)) mark(token, count, marks, context);
    values[count++] = value;
  }
  return {
    values,
    marks,
    warnings: doubled ? ["its values are separated by more than one blank; none is taken to be missing"] : [],
  };
}

function mark(
  token: string,
  index: number,
  marks: { error: number; above: number; below: number },
  { where, field, hasCodeMap }: SampledValuesContext,
): void {
  switch (token.length > MAX_CODE_LENGTH ? "" : token.toUpperCase()) {
    case "E":
    case "NAN":
      marks.error++;
      return;
    case "U":
      marks.above++;
      return;
    case "L":
      marks.below++;
      return;
  }
  if (hasCodeMap) {
    throw new UnsupportedError(`${where}: ${field} uses codes of its codeMap; only E, U and L are read`);
  }
  const wanted = `a decimal below ${MAX_SAMPLE_VALUE}, E, U or L`;
  throw new FormatError({
    file: where,
    field: `${field}, value ${index + 1}`,
    got: quote(token, 20),
    wanted,
  });
}

function isOnlyBlanks(data: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (data.charCodeAt(i) !== BLANK) return false;
  return true;
}

/** 0 to 9, the signs, the decimal point and the exponent. */
function isNumeric(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 43 || code === 101 || code === 69
  );
}
