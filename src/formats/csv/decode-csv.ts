// CSV: a header row of lead names, then one row a sample; comma, semicolon or tab. Millivolts unless a name
// ("I (uV)"), a "# unit: uV" line or the caller says otherwise. Lines starting with "#" are comments, and
// metadata where they state fs, unit, age, sex or the moment of recording. With semicolons or tabs a decimal
// comma is understood.
import { FormatError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { checkOptions } from "../check-options.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import { type CsvColumns, columnsByNames, csvColumns, csvNames, csvSeparator } from "./columns.ts";
import { readComments } from "./comments.ts";
import { labelledFacts } from "./labelled-fields.ts";
import { isRowOfValues, parseRows } from "./parse-rows.ts";
import { checkMillivolts } from "./plausibility.ts";
import { csvSamplingRate } from "./rate.ts";
import { type CsvRows, type CsvTable, firstOf, readTable } from "./read-table.ts";

const NO_UNIT_NOTE = "note: no unit is stated; the values were taken for millivolts, which their size allows";

export interface CsvInput extends DecodeOptions {
  /** Becomes the name of the Recording. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  /** Names the file in messages. */
  readonly where: string;
}

/**
 * Parses a table of samples; empty cells and "nan" become NaN. Throws UsageError where the sampling rate is
 * neither stated nor given or an option makes no sense, FormatError for anything else that is wrong.
 */
export function decodeCsv(input: CsvInput): Recording {
  const { where } = input;
  checkOptions(input);
  const table = readTable(input.text, where);
  const stated = readComments(table.comments);
  if (stated.unit !== null && unitsPerMillivolt(stated.unit) === null) {
    const wanted = "mV, uV or V";
    throw new FormatError({ file: where, field: "unit", got: quote(stated.unit), wanted });
  }
  const { columns, columnNames, separator, valueRows } = tableColumns(table, {
    defaultUnit: stated.unit ?? input.unit ?? null,
    givenNames: input.leadNames ?? null,
    where,
  });
  const wanted = columns.leads.map((lead) => lead.index);
  if (columns.time !== null) wanted.push(columns.time.index);
  const firstCells = csvNames(firstOf(valueRows), separator);
  const labelled = labelledFacts(
    columns.labelled.map(({ index, name }) => ({ label: name, value: firstCells[index] ?? "" })),
    "free text",
  );
  const values = parseRows(valueRows, { separator, columnNames, wanted }, where);

  const named = nameLeads(columns.leads.map((lead) => lead.rawName));
  const leads: Lead[] = columns.leads.map((column, index) => {
    const samplesMv = values.get(column.index)!;
    const perMillivolt = column.unit === null ? 1 : unitsPerMillivolt(column.unit)!;
    if (perMillivolt !== 1) for (let i = 0; i < samplesMv.length; i++) samplesMv[i]! /= perMillivolt;
    return { name: named.names[index]!, samplesMv };
  });
  const time =
    columns.time === null ? null : { column: columns.time, values: values.get(columns.time.index)! };
  const rate = csvSamplingRate(
    { time, metadata: stated.samplingRate, givenHz: input.samplingRateHz ?? null },
    where,
  );
  const unitless = leads.filter((_, index) => columns.leads[index]!.unit === null);
  checkMillivolts(unitless, where);
  const warnings = [
    ...columns.warnings,
    ...named.warnings,
    ...rate.warnings,
    ...(unitless.length === 0 ? [] : [NO_UNIT_NOTE]),
  ];
  return {
    name: input.name,
    leads,
    samplingRateHz: rate.rateHz,
    patient: {
      ...stated.patient,
      ageYears: stated.patient.ageYears ?? labelled.patient.ageYears,
      sex: stated.patient.sex ?? labelled.patient.sex,
    },
    source: { format: "csv", sha256: input.sha256, warnings },
    recordedAt: stated.recordedAt ?? labelled.recordedAt,
    identity: [...stated.identity, ...labelled.identity],
  };
}

interface ColumnOptions {
  readonly defaultUnit: string | null;
  readonly givenNames: readonly string[] | null;
  readonly where: string;
}

interface TableColumns {
  readonly columns: CsvColumns;
  readonly columnNames: readonly string[];
  readonly separator: string;
  /** Without the header row, where there is one. */
  readonly valueRows: CsvRows;
}

function tableColumns(table: CsvTable, { defaultUnit, givenNames, where }: ColumnOptions): TableColumns {
  const separator = csvSeparator(table.firstRow);
  const cells = csvNames(table.firstRow, separator);
  if (givenNames !== null && isRowOfValues(cells, separator)) {
    // a separator behind the last value opens no column
    const columnCount = cells.length > 1 && cells.at(-1) === "" ? cells.length - 1 : cells.length;
    const columns = columnsByNames(givenNames, { columnCount, defaultUnit }, where);
    return { columns, columnNames: givenNames, separator, valueRows: table.allRows };
  }
  const header = { cells, lineNumber: table.firstLineNumber, defaultUnit, givenNames };
  return { columns: csvColumns(header, where), columnNames: cells, separator, valueRows: table.otherRows };
}
