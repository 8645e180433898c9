// A Recording as CSV: a header row of lead names, then one row a sample in millivolts. No time column and no
// comment lines, so that any table reader takes it; the sampling rate travels outside the file.
import type { Recording } from "../../ecg/recording.ts";
import type { RecordingStream } from "../recording-stream.ts";

/** 0.1 uV: finer than the converters of ECG machines. */
const DECIMALS = 4;

/** The recording as comma-separated text; an invalid sample is written "NaN". */
export function writeCsv(recording: Recording): string {
  const names = recording.leads.map((lead) => lead.name);
  return csvHeaderRow(names) + csvRows(recording.leads.map((lead) => lead.samplesMv));
}

/** The same text a piece at a time, for recordings of any length. */
export async function* writeCsvStream(stream: RecordingStream): AsyncGenerator<string> {
  yield csvHeaderRow(stream.head.leadNames);
  for await (const piece of stream.chunks()) yield csvRows(piece);
}

/** The first row, with its line break. */
function csvHeaderRow(leadNames: readonly string[]): string {
  return `${leadNames.map(cell).join(",")}\n`;
}

/** One row for each sample of a piece, with their line breaks. */
function csvRows(piece: readonly Float64Array[]): string {
  const rows: string[] = [];
  for (let i = 0; i < (piece[0]?.length ?? 0); i++) {
    let row = "";
    for (const samplesMv of piece) {
      if (row !== "") row += ",";
      row += decimal(samplesMv[i]!);
    }
    rows.push(row);
  }
  return rows.length === 0 ? "" : `${rows.join("\n")}\n`;
}

function decimal(valueMv: number): string {
  const text = Number.isFinite(valueMv) ? valueMv.toFixed(DECIMALS) : "NaN";
  return text === "-0.0000" ? "0.0000" : text;
}

function cell(name: string): string {
  return /[",;\t]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
