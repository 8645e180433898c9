// A Recording as CSV: a header row of lead names, then one row a sample in millivolts. No time column and no
// comment lines, so that any table reader takes it; the sampling rate travels outside the file.
import type { Recording } from "../../ecg/recording.ts";

/** 0.1 uV: finer than the converters of ECG machines. */
const DECIMALS = 4;

/** The recording as comma-separated text; an invalid sample is written "NaN". */
export function writeCsv(recording: Recording): string {
  const sampleCount = recording.leads[0]?.samplesMv.length ?? 0;
  const rows = [recording.leads.map((lead) => cell(lead.name)).join(",")];
  for (let i = 0; i < sampleCount; i++) {
    let row = "";
    for (const lead of recording.leads) {
      if (row !== "") row += ",";
      row += decimal(lead.samplesMv[i]!);
    }
    rows.push(row);
  }
  return `${rows.join("\n")}\n`;
}

function decimal(valueMv: number): string {
  const text = Number.isFinite(valueMv) ? valueMv.toFixed(DECIMALS) : "NaN";
  return text === "-0.0000" ? "0.0000" : text;
}

function cell(name: string): string {
  return /[",;\t]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
