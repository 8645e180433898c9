// The header row of a CSV: which column is a lead, which is time, and what unit a name carries.
import { FormatError } from "../../ecg/errors.ts";
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
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

export interface CsvColumns {
  readonly leads: readonly LeadColumn[];
  readonly time: TimeColumn | null;
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

/**
 * Reads the header row. `defaultUnit` is what the file or the caller states for all columns. Throws
 * FormatError where none of the columns is one of the twelve leads.
 */
export function csvColumns(headerRow: string, defaultUnit: string | null, where: string): CsvColumns {
  const cells = csvNames(headerRow, csvSeparator(headerRow));
  if (cells.length > MAX_SIGNALS + 2) {
    throw new FormatError(`${where}: ${cells.length} columns, at most ${MAX_SIGNALS} leads are read`);
  }
  const leads: LeadColumn[] = [];
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
    } else if (unit !== null && unitsPerMillivolt(unit) === null) {
      warnings.push(`note: column ${quote(cell)} is no voltage and was left out`);
    } else {
      leads.push({ index, rawName: name, unit: unit ?? defaultUnit });
    }
  });
  // a row of numbers is no header, though "1" is one spelling of lead I
  const isHeader = leads.some(
    ({ rawName }) => /[a-z]/i.test(rawName) && isStandardLead(normaliseLeadName(rawName)),
  );
  if (!isHeader) {
    throw new FormatError(
      `${where}: first row ${quote(headerRow.trim())}, wanted lead names such as I,II,V1`,
    );
  }
  return { leads, time, warnings };
}

function isTimeUnit(unit: string | null): boolean {
  return unit === null || timeUnits.has(unit.toLowerCase());
}

/** "I (uV)", "V1 [mV]", "II_uV" and "time_ms" name a unit behind the lead. */
function splitUnit(cell: string): { name: string; unit: string | null } {
  const bracketed = /^(.*?)\s*[([]([^()[\]]+)[)\]]$/.exec(cell);
  if (bracketed !== null) return { name: bracketed[1]!, unit: bracketed[2]!.trim() };
  const suffixed = /^(.+?)[_\s](mv|[u\u00b5\u03bc]v|nv|ms|s|sec|msec)$/i.exec(cell);
  if (suffixed !== null) return { name: suffixed[1]!, unit: suffixed[2]! };
  return { name: cell, unit: null };
}
