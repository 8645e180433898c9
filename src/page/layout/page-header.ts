// A header that names nobody: age and sex, what was measured, how the recording was made. No name, number, date or
// free text of the file ever comes here; an age above 89 is said as such (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)).

import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { TextItem } from "../page.ts";
import { wrapText } from "./wrap-text.ts";

const PEN = { capHeightMm: 2.4, strokeMm: 0.25 };
const LINE_MM = 3.9;
const FIRST_YMM = 6;
/** Where a title stands above. */
const FIRST_BELOW_TITLE_YMM = 13;
const BELOW_MM = 3.5;
const LEAST_TOP_MM = 11;
const MOST_LINES = 4;
const OLDEST_YEARS = 89;

function personText({ patient }: Recording): string {
  const { ageYears, sex } = patient;
  if (ageYears === null) return `${sex ?? "sex not known"}, age not known`;
  const age = ageYears > OLDEST_YEARS ? `over ${OLDEST_YEARS}` : String(Math.floor(ageYears));
  return `${sex ?? "sex not known"}, ${age} years`;
}

function measuredTexts({ global }: Measurements): string[] {
  const value = (name: string, number: number | null, unit: string) =>
    number === null ? `${name} not measured` : `${name} ${Math.round(number)}${unit}`;
  const { p, qrs, t } = global.axisDeg;
  const axes = Object.entries({ P: p, QRS: qrs, T: t }).flatMap(([wave, degrees]) =>
    degrees === null ? [] : [`${wave} ${Math.round(degrees)}°`],
  );
  return [
    value("rate", global.heartRateBpm, "/min"),
    value("PR", global.prMs, " ms"),
    value("QRS", global.qrsDurationMs, " ms"),
    value("QT", global.qtMs, " ms"),
    value("QTc (Bazett)", global.qtcMs.bazett, " ms"),
    axes.length === 0 ? "axes not measured" : `axes ${axes.join(" ")}`,
  ];
}

function recordedTexts(recording: Recording): string[] {
  const derived = recording.source.derivedLeads ?? [];
  return [
    `${Number(recording.samplingRateHz.toFixed(1))} Hz, drawn as recorded without further filters`,
    ...(derived.length === 0 ? [] : [`computed from other leads: ${derived.join(", ")}`]),
  ];
}

/** Lines of the header; measured values only where they are given. */
export function headerLines(
  recording: Recording,
  { measurements, widthMm }: { measurements: Measurements | null; widthMm: number },
): string[] {
  const measured = measurements === null ? [] : measuredTexts(measurements);
  const parts = [[personText(recording), ...measured].join(";  "), recordedTexts(recording).join("; ")];
  const room = { widthMm, capHeightMm: PEN.capHeightMm, mostLines: MOST_LINES };
  return parts.flatMap((part) => wrapText(part, room));
}

const firstYMm = (hasTitle: boolean) => (hasTitle ? FIRST_BELOW_TITLE_YMM : FIRST_YMM);

/** From the paper's upper edge to the field. */
export function topHeightMm(lineCount: number, hasTitle: boolean): number {
  if (lineCount === 0) return LEAST_TOP_MM;
  return Math.max(LEAST_TOP_MM, firstYMm(hasTitle) + (lineCount - 1) * LINE_MM + BELOW_MM);
}

export function headerTexts(lines: readonly string[], xMm: number, hasTitle: boolean): TextItem[] {
  return lines.map((text, line) => {
    const yMm = firstYMm(hasTitle) + line * LINE_MM;
    return { kind: "text", role: "header", text, xMm, yMm, ...PEN, segment: null };
  });
}
