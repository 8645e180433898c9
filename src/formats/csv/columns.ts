// The header row of a CSV: which column is a lead, which is time, and what unit a name carries.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
import { fieldMeaning } from "../field-meaning.ts";
import { MAX_LEAD_NAME_LENGTH, MAX_SIGNALS } from "../limits.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";

export interface LeadColumn {
  readonly index: number;
  readonly rawName: string;
  /** null where neither the name nor the file nor the caller states one. */
  readonly unit: string | null;
}

export interface TimeColumn {
  readonly index: number;
  readonly name: string;
  /** null: seconds or milliseconds, to be told by the size of the steps. */
  readonly unit: "s" | "ms" | null;
}

/** Says something of the person or of the recording in every row: "patient_id", "age", "recorded_at". */
export interface LabelledColumn {
  readonly index: number;
  readonly name: string;
}

export interface CsvColumns {
  readonly leads: readonly LeadColumn[];
  readonly time: TimeColumn | null;
  readonly labelled: readonly LabelledColumn[];
  readonly warnings: readonly string[];
}

const timeUnits = new Map<string, TimeColumn["unit"]>([
  ["s", "s"],
  ["sec", "s"],
  ["seconds", "s"],
  ["ms", "ms"],
  ["msec", "ms"],
  ["milliseconds", "ms"],
]);
const timeNames = new Map([["time", null], ["t", null], ["timestamp", null], ...timeUnits]);
const COUNTER_NAMES = new Set(["sample", "samples", "index", "n", ""]);

/** The separator of a header row: tab, semicolon or comma, the first of them that occurs. */
export function csvSeparator(headerRow: string): string {
  return ["\t", ";", ","].find((separator) => headerRow.includes(separator)) ?? ",";
}

/** Names in a header row, without blanks and quotes; a separator inside quotes belongs to the name. */
export function csvNames(headerRow: string, separator: string): string[] {
  const names: string[] = [];
  let name = "";
  let quoted = false;
  for (const character of headerRow) {
    if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      names.push(name.trim());
      name = "";
    } else name += character;
  }
  return [...names, name.trim()];
}

export interface HeaderRow {
  /** Names of the columns, in order. */
  readonly cells: readonly string[];
  readonly lineNumber: number;
  /** What the file or the caller states for all columns. */
  readonly defaultUnit: string | null;
  /** What the caller calls the leads, for a header that names none. */
  readonly givenNames: readonly string[] | null;
}

/**
 * Reads the header row. Throws FormatError where none of the columns is one of the twelve leads and no names are
 * given, UsageError where the given ones are more or fewer than the columns.
 */
export function csvColumns(header: HeaderRow, where: string): CsvColumns {
  const { cells, lineNumber, defaultUnit, givenNames } = header;
  const field = `line ${lineNumber}`;
  if (cells.length > MAX_SIGNALS + 2) {
    const wanted = `at most ${MAX_SIGNALS} leads`;
    throw new FormatError({ file: where, field, got: `${cells.length} columns`, wanted });
  }
  const columns = sortColumns(cells, defaultUnit);
  // a row of numbers is no header, though "1" is one spelling of lead I
  const namesLeads = columns.leads.some(
    ({ rawName }) => /[a-z]/i.test(rawName) && isStandardLead(normaliseLeadName(rawName)),
  );
  if (namesLeads) {
    if (givenNames === null) return columns;
    const warning = "note: the file names its leads; the names that were given are not used";
    return { ...columns, warnings: [...columns.warnings, warning] };
  }
  if (givenNames === null) {
    throw new FormatError({
      file: where,
      field,
      got: `the row ${quote(cells.join(","))}`,
      wanted: "lead names such as I,II,V1 (or --leads I,II,V1)",
    });
  }
  if (givenNames.length !== columns.leads.length) {
    throw wrongCount(columns.leads.length, givenNames.length, where);
  }
  const leads = columns.leads.map((lead, index) => ({ ...lead, rawName: givenNames[index]! }));
  return { ...columns, leads };
}

/** The columns of a table without a header row: the names that are given, "time" and "I (uV)" included. */
export function columnsByNames(
  names: readonly string[],
  { columnCount, defaultUnit }: { readonly columnCount: number; readonly defaultUnit: string | null },
  where: string,
): CsvColumns {
  const columns = sortColumns(names, defaultUnit);
  if (names.length !== columnCount || columns.leads.length === 0) {
    throw wrongCount(columnCount, names.length, where);
  }
  return columns;
}

function wrongCount(columnCount: number, nameCount: number, where: string): UsageError {
  return new UsageError(
    `${where} has ${columnCount} columns of values, and ${nameCount} lead names are given`,
  );
}

function sortColumns(cells: readonly string[], defaultUnit: string | null): CsvColumns {
  const leads: LeadColumn[] = [];
  const labelled: LabelledColumn[] = [];
  const warnings: string[] = [];
  let time: TimeColumn | null = null;
  cells.forEach((cell, index) => {
    const { name, unit } = splitUnit(cell.slice(0, 2 * MAX_LEAD_NAME_LENGTH));
    const lower = name.toLowerCase();
    const timeUnit = timeNames.get(lower);
    if (timeUnit !== undefined && isTimeUnit(unit)) {
      time ??= { index, name: cell, unit: timeUnit ?? timeUnits.get(unit?.toLowerCase() ?? "") ?? null };
    } else if (COUNTER_NAMES.has(lower)) {
      return;
    } else if (fieldMeaning(cell) !== null) {
      // its numbers would be written as if they were voltages
      labelled.push({ index, name: cell });
      warnings.push(`note: column ${index + 1} is no signal and was left out`);
    } else if (unit !== null && unitsPerMillivolt(unit) === null) {
      warnings.push(`note: column ${quote(cell)} is no voltage and was left out`);
    } else {
      leads.push({ index, rawName: name, unit: unit ?? defaultUnit });
    }
  });
  return { leads, time, labelled, warnings };
}

function isTimeUnit(unit: string | null): boolean {
  return unit === null || timeUnits.has(unit.toLowerCase());
}

/** "I (uV)", "V1 [mV]", "II_uV" and "time_ms" name a unit behind the lead; "I (2)" is the second of two. */
function splitUnit(cell: string): { name: string; unit: string | null } {
  const bracketed = /^(.*?)\s*[([]([^()[\]]+)[)\]]$/.exec(cell);
  if (bracketed !== null && /\D/.test(bracketed[2]!))
    return { name: bracketed[1]!, unit: bracketed[2]!.trim() };
  const suffixed = /^(.+?)[_\s](mv|[u\u00b5\u03bc]v|nv|ms|s|sec|msec)$/i.exec(cell);
  if (suffixed !== null) return { name: suffixed[1]!, unit: suffixed[2]! };
  return { name: cell, unit: null };
}
