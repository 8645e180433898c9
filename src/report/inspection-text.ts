// What is in a file, for a terminal.
import type { Inspection } from "../ecg/inspection.ts";
import { patientText } from "./report-tables.ts";
import { paragraph, tableLines, terminalSheet } from "./terminal-layout.ts";

/** Lines that end in a line break; at most `width` characters each. */
export function inspectionText(inspection: Inspection, width: number): string {
  const { record, leads, otherSignals, annotations, identity, warnings } = inspection;
  const sheet = terminalSheet({ color: false, width });
  const facts = [
    inspection.format,
    `${record.leads.length} lead${record.leads.length === 1 ? "" : "s"}`,
    durationText(record.durationMs),
    `${rateText(record.samplingRateHz)} Hz`,
    inspection.recordedAt,
    patientText(inspection),
    `sha256 ${record.sha256.slice(0, 12)}`,
  ].filter((fact) => fact !== null);
  const marks = Object.entries(annotations).map(([code, count]) => `${code} ${count}`);
  const removed = identity.map(({ category, count, action }) => `${category} ${count} (${action})`);
  const lines = [
    ...paragraph(sheet, `ECG ${record.name}`, ""),
    ...paragraph(sheet, facts.join(" · "), ""),
    "",
    ...tableLines(sheet, {
      caption: "Leads",
      head: ["Lead", "samples", "invalid", "min mV", "max mV", ""],
      rows: leads.map((lead) => [
        lead.name,
        String(lead.samples),
        String(lead.invalidSamples),
        millivolts(lead.minMv),
        millivolts(lead.maxMv),
        lead.derived ? "derived" : "",
      ]),
    }),
    ...(otherSignals.length === 0 ? [] : ["", "Further signals (gem convert --group N)"]),
    ...otherSignals.flatMap((group) =>
      paragraph(
        sheet,
        `${group.number}: ${group.kind}, ${group.label}, ${durationText(group.durationMs)}, ${rateText(group.samplingRateHz)} Hz: ${group.leads.join(", ")}`,
      ),
    ),
    ...(marks.length === 0 ? [] : ["", ...paragraph(sheet, `Annotations: ${marks.join(", ")}`, "")]),
    "",
    ...paragraph(sheet, `Identity: ${removed.length === 0 ? "none found" : removed.join(", ")}`, ""),
    ...(warnings.length === 0 ? [] : ["", "Odd about the file"]),
    ...warnings.flatMap((warning) => paragraph(sheet, `- ${warning.replace(/^note: /, "")}`)),
    "",
    ...paragraph(sheet, inspection.disclaimer, ""),
  ];
  return `${lines.join("\n")}\n`;
}

function durationText(ms: number): string {
  if (ms < 120_000) return `${Number((ms / 1000).toFixed(3))} s`;
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map((part) => String(part).padStart(2, "0")).join(":")} h`;
}

function rateText(rateHz: number): string {
  return String(Number(rateHz.toFixed(3)));
}

function millivolts(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}
