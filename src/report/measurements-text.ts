// Measurements for a terminal: quality, global values, one row a lead, one row a beat. Without judgement.

import type { Measurements } from "../ecg/measurements.ts";
import { acceptabilityText } from "./acceptability-text.ts";
import { reasonText } from "./reason-text.ts";
import { beatTable, globalTable, leadTable, patientText } from "./report-tables.ts";
import { pairLines, paragraph, tableLines, terminalSheet } from "./terminal-layout.ts";

const WIDTH = 100;

/** Lines of at most 100 characters, ending in a line break. */
export function measurementsText(measurements: Measurements): string {
  const { record, quality } = measurements;
  const sheet = terminalSheet({ color: false, width: WIDTH });
  const facts = `${record.leads.length} lead${record.leads.length === 1 ? "" : "s"} · ${(record.durationMs / 1000).toFixed(1)} s · ${record.samplingRateHz} Hz · ${patientText(measurements)}`;
  const reasons = quality.reasons.length === 0 ? "" : `: ${reasonText(quality.reasons)}`;
  const acceptable = acceptabilityText(quality);
  const troubled = Object.entries(quality.leads).filter(([, lead]) => lead.reasons.length > 0);
  const lines = [
    ...paragraph(sheet, `ECG ${record.name}`, ""),
    ...paragraph(sheet, facts, ""),
    ...paragraph(sheet, `Quality: ${quality.verdict}${reasons}`, ""),
    ...(acceptable === null ? [] : paragraph(sheet, `Signal: ${acceptable}`, "")),
    ...troubled.flatMap(([lead, found]) => paragraph(sheet, `${lead}: ${found.reasons.join("; ")}`)),
    ...(quality.leadReversal === null ? [] : paragraph(sheet, `Electrodes: ${quality.leadReversal}`, "")),
    "",
    ...pairLines(sheet, globalTable(measurements)),
    "",
    "Leads (median beat, mV)",
    ...tableLines(sheet, leadTable(measurements)),
    "",
    "Beats",
    ...tableLines(sheet, beatTable(measurements)),
  ];
  return `${lines.join("\n")}\n`;
}
