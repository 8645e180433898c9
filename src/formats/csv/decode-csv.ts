// CSV: a header row of lead names, then one row a sample; comma, semicolon or tab. Millivolts unless a name
// ("I (uV)"), a "# unit: uV" line or the caller says otherwise. Lines starting with "#" are comments, and
// metadata where they state fs, unit, age or sex. With semicolons or tabs a decimal comma is understood.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { MAX_SAMPLING_RATE_HZ, MAX_TOTAL_SAMPLES, MIN_SAMPLING_RATE_HZ } from "../limits.ts";
import { nameLeads } from "../name-leads.ts";
import { patientFromComments } from "../patient-from-comments.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import { csvColumns, csvNames, csvSeparator } from "./columns.ts";
import { checkMillivolts } from "./plausibility.ts";
import { csvSamplingRate } from "./rate.ts";

export interface CsvInput {
  /** Becomes the name of the Recording. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  /** Names the file in messages. */
  readonly where: string;
  /** For a file that does not tell its rate. */
  readonly samplingRateHz?: number | undefined;
  /** For columns that do not tell their unit: "mV", "uV", "V". */
  readonly unit?: string | undefined;
}

/** Far beyond any unit of voltage, and safe from overflow when units are converted. */
const MAX_VALUE = 1e15;
const MISSING = new Set(["", "nan", "na", "n/a", "null", "none", "-nan"]);

/**
 * Parses a table of samples; empty cells and "nan" become NaN. Throws UsageError where the sampling rate is
 * neither stated nor given or an option makes no sense, FormatError for anything else that is wrong.
 */
export function decodeCsv(input: CsvInput): Recording {
  const { where, samplingRateHz = null, unit = null } = input;
  if (
    samplingRateHz !== null &&
    !(samplingRateHz >= MIN_SAMPLING_RATE_HZ && samplingRateHz <= MAX_SAMPLING_RATE_HZ)
  ) {
    throw new UsageError(
      `sampling rate ${samplingRateHz}, wanted ${MIN_SAMPLING_RATE_HZ} to ${MAX_SAMPLING_RATE_HZ} Hz`,
    );
  }
  if (unit !== null && unitsPerMillivolt(unit) === null)
    throw new UsageError(`unit ${quote(unit)}, wanted mV, uV or V`);
  const table = readLines(input.text, where);
  const stated = metadata(table.comments);
  if (stated.unit !== null && unitsPerMillivolt(stated.unit) === null) {
    throw new FormatError(`${where}: unit ${quote(stated.unit)}, wanted mV, uV or V`);
  }
  const columns = csvColumns(table.headerRow, stated.unit ?? unit, where);
  const values = parseRows(
    table,
    { lead: columns.leads.map((lead) => lead.index), time: columns.time?.index },
    where,
  );

  const named = nameLeads(columns.leads.map((lead) => lead.rawName));
  const leads: Lead[] = columns.leads.map((column, index) => {
    const samplesMv = values.get(column.index)!;
    const perMillivolt = column.unit === null ? 1 : unitsPerMillivolt(column.unit)!;
    if (perMillivolt !== 1) for (let i = 0; i < samplesMv.length; i++) samplesMv[i]! /= perMillivolt;
    return { name: named.names[index]!, samplesMv };
  });
  const time =
    columns.time === null ? null : { column: columns.time, values: values.get(columns.time.index)! };
  const rate = csvSamplingRate({ time, metadata: stated.fs, givenHz: samplingRateHz }, where);
  const unitless = leads.filter((_, index) => columns.leads[index]!.unit === null);
  const warnings = [
    ...columns.warnings,
    ...named.warnings,
    ...rate.warnings,
    ...checkMillivolts(unitless, where),
  ];
  return {
    name: input.name,
    leads,
    samplingRateHz: rate.rateHz,
    patient: patientFromComments(table.comments),
    source: { format: "csv", sha256: input.sha256, warnings },
  };
}

interface Table {
  readonly comments: readonly string[];
  readonly headerRow: string;
  /** Data rows with their line numbers in the file. */
  readonly rows: readonly string[];
  readonly lineNumbers: readonly number[];
  /** First blank line between data rows: dropping it would shift all that follows in time. */
  readonly gapLine: number | null;
}

function readLines(text: string, where: string): Table {
  const comments: string[] = [];
  const rows: string[] = [];
  const lineNumbers: number[] = [];
  let headerRow: string | null = null;
  let blankLine: number | null = null;
  let gapLine: number | null = null;
  let lineNumber = 0;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    lineNumber++;
    if (line.startsWith("#")) comments.push(line.slice(1).trim());
    else if (line.trim() === "") blankLine = headerRow === null ? null : (blankLine ?? lineNumber);
    else if (headerRow === null) headerRow = line;
    else {
      gapLine ??= blankLine;
      rows.push(line);
      lineNumbers.push(lineNumber);
    }
  }
  if (headerRow === null)
    throw new FormatError(`${where} is empty, wanted a row of lead names and rows of millivolts`);
  return { comments, headerRow, rows, lineNumbers, gapLine };
}

function metadata(comments: readonly string[]): { fs: string | null; unit: string | null } {
  let fs: string | null = null;
  let unit: string | null = null;
  for (const comment of comments) {
    const match = /^([a-z _]{1,30}?)\s{0,4}[:=]\s{0,4}([^\s;,]{1,30}(?:\s?(?:hz|hertz)\b)?)/i.exec(comment);
    const key = match?.[1]?.toLowerCase().replace(/[\s_]/g, "");
    if (key === "fs" || key === "samplingrate" || key === "samplerate" || key === "samplingratehz")
      fs ??= match![2]!;
    if (key === "unit" || key === "units") unit ??= match![2]!;
  }
  return { fs, unit };
}

/** Values by column. */
function parseRows(
  table: Table,
  indices: { readonly lead: readonly number[]; readonly time: number | undefined },
  where: string,
): Map<number, Float64Array> {
  const separator = csvSeparator(table.headerRow);
  const header = csvNames(table.headerRow, separator);
  const wanted = indices.time === undefined ? indices.lead : [...indices.lead, indices.time];
  if (table.rows.length === 0) throw new FormatError(`${where} has a header row and no samples`);
  if (table.rows.length * wanted.length > MAX_TOTAL_SAMPLES) {
    throw new FormatError(
      `${where}: ${table.rows.length} rows of ${wanted.length}, at most ${MAX_TOTAL_SAMPLES} values are read`,
    );
  }
  if (table.gapLine !== null) {
    throw new FormatError(
      `${where}, line ${table.gapLine} is blank inside the table; a missing sample is written "nan"`,
    );
  }
  const values = new Map(wanted.map((index) => [index, new Float64Array(table.rows.length)]));
  table.rows.forEach((row, rowIndex) => {
    const cells = row.split(separator);
    // a separator behind the last value opens no column
    const surplus = cells.length === header.length + 1 && cells.at(-1)!.trim() === "" ? 1 : 0;
    if (cells.length - surplus !== header.length) {
      throw new FormatError(
        `${where}, line ${table.lineNumbers[rowIndex]}: ${cells.length} values, wanted ${header.length} (one a column)`,
      );
    }
    for (const index of wanted) {
      const value = parseValue(cells[index]!, separator);
      if (value === null) {
        throw new FormatError(
          `${where}, line ${table.lineNumbers[rowIndex]}, column ${quote(header[index]!)}: ${quote(cells[index]!.trim())}, wanted a number`,
        );
      }
      values.get(index)![rowIndex] = value;
    }
  });
  return values;
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
