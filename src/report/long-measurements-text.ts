// A long recording for a terminal: quality over time, rates, beats, pauses, values with their spread, one row an hour.

import type { LongReason, LongResult, Spread } from "../ecg/long-measurements.ts";
import { acceptabilityText } from "./acceptability-text.ts";
import { reasonText } from "./reason-text.ts";
import { patientText } from "./report-tables.ts";
import { pairLines, paragraph, type Sheet, tableLines, terminalSheet } from "./terminal-layout.ts";

const WIDTH = 100;
const NOTHING = "–";
const MOST_STRETCHES = 20;
const MOST_REASONS = 8;
const MOST_PAUSES = 5;

const VALUES: readonly (readonly [path: string, name: string, unit: string, digits: number])[] = [
  ["prMs", "PR interval", "ms", 0],
  ["pDurationMs", "P duration", "ms", 0],
  ["qrsDurationMs", "QRS duration", "ms", 0],
  ["qtMs", "QT interval", "ms", 0],
  ["qtcMs.bazett", "QTc (Bazett)", "ms", 0],
  ["qtcMs.fridericia", "QTc (Fridericia)", "ms", 0],
  ["axisDeg.p", "P axis", "°", 0],
  ["axisDeg.qrs", "QRS axis", "°", 0],
  ["axisDeg.t", "T axis", "°", 0],
  ["voltages.sokolowLyonMv", "Sokolow-Lyon", "mV", 2],
  ["voltages.cornellMv", "Cornell", "mV", 2],
];

/** Lines of at most 100 characters, ending in a line break. */
export function longMeasurementsText(result: LongResult): string {
  const { record, quality, summary } = result;
  const sheet = terminalSheet({ color: false, width: WIDTH });
  const facts = `${record.leads.length} lead${record.leads.length === 1 ? "" : "s"} · ${clock(record.durationMs)} h · ${record.samplingRateHz} Hz · ${patientText(result)}`;
  const { count, measured, lengthMs } = summary.windows;
  const windows = `Measured in ${count} windows of ${lengthMs / 1000} s: ${measured} could be read, ${clock(summary.measuredMs)} h`;
  const lines = [
    ...paragraph(sheet, `ECG ${record.name}`, ""),
    ...paragraph(sheet, facts, ""),
    ...paragraph(sheet, windows, ""),
    ...paragraph(
      sheet,
      [`Quality: ${quality.verdict}`, acceptabilityText(quality) ?? []].flat().join("; "),
      "",
    ),
    ...reasonLines(sheet, quality.reasons, ""),
    ...leadLines(sheet, result),
    ...stretchLines(sheet, result),
    "",
    ...pairLines(sheet, { caption: "Rhythm", head: ["Measure", "Value"], rows: rhythmRows(result) }),
    ...pauseLines(sheet, result),
    "",
    "Values over the windows",
    ...tableLines(sheet, valueTable(summary.values)),
    ...missingLines(sheet, summary.values),
    "",
    "Hours",
    ...tableLines(sheet, {
      caption: "Hours",
      head: ["From", "read min", "beats", "mean bpm", "min", "max", "PVC", "PAC", "pauses"],
      rows: summary.hours.map((hour) => [
        clock(hour.startMs),
        String(Math.round(hour.measuredMs / 60_000)),
        String(hour.beats),
        ...[hour.meanBpm, hour.minBpm, hour.maxBpm].map((bpm) => fixed(bpm, 0)),
        ...[hour.pvc, hour.pac, hour.pauses].map(String),
      ]),
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function rhythmRows({ summary }: LongResult): [string, string][] {
  const { rate, rhythm, beats, ectopy, pauses, atrial } = summary;
  const at = (extreme: typeof rate.minBpm): string =>
    extreme === null ? NOTHING : `${fixed(extreme.bpm, 0)} bpm at ${clock(extreme.startMs)}`;
  const ectopic = (kind: "pvc" | "pac"): string => {
    const { beats: total, couplets, runs, longestRun } = ectopy[kind];
    const longest =
      longestRun === null ? "" : ` (longest ${longestRun.beats} at ${clock(longestRun.startMs)})`;
    return `${total}, ${couplets} couplets, ${runs} runs${longest}`;
  };
  const { paced, fusion, other } = beats.byClass;
  return [
    ["Beats", String(beats.total)],
    ["Mean rate", rate.meanBpm === null ? NOTHING : `${fixed(rate.meanBpm, 0)} bpm`],
    ["Slowest minute", at(rate.minBpm)],
    ["Fastest minute", at(rate.maxBpm)],
    ["Ventricular premature", ectopic("pvc")],
    ["Atrial premature", ectopic("pac")],
    ["Paced, fusion, other", [paced, fusion, other].join(", ")],
    [`Pauses from ${pauses.fromMs / 1000} s`, `${pauses.count}, ${pauses.over3s} of 3 s and more`],
    ["SDNN", ms(rhythm.sdnnMs)],
    ["SDANN", ms(rhythm.sdannMs)],
    ["RMSSD", ms(rhythm.rmssdMs)],
    ["Organised P", `${clock(atrial.organisedPMs)} h`],
    ["No organised P", `${clock(atrial.noOrganisedPMs)} h`],
    ["Flutter waves", `${clock(atrial.flutterMs)} h`],
  ];
}

function pauseLines(sheet: Sheet, { summary }: LongResult): string[] {
  const longest = summary.pauses.longest.slice(0, MOST_PAUSES);
  if (longest.length === 0) return [];
  const shown = longest.map(
    (pause) => `${(pause.durationMs / 1000).toFixed(1)} s at ${clock(pause.startMs)}`,
  );
  return paragraph(sheet, `Longest pauses: ${shown.join(", ")}`);
}

function leadLines(sheet: Sheet, { quality }: LongResult): string[] {
  return Object.entries(quality.leads)
    .filter(([, lead]) => lead.usableShare < 1)
    .flatMap(([name, lead]) => [
      ...paragraph(sheet, `${name}: usable for ${(100 * lead.usableShare).toFixed(1)} % of the time`),
      ...reasonLines(sheet, lead.reasons, "  "),
    ]);
}

function stretchLines(sheet: Sheet, { quality }: LongResult): string[] {
  const unusable = quality.stretches.filter(({ verdict }) => verdict === "unusable");
  if (unusable.length === 0) return [];
  const more = unusable.length - MOST_STRETCHES;
  return [
    "Not readable",
    ...unusable
      .slice(0, MOST_STRETCHES)
      .flatMap(({ startMs, endMs, reasons }) =>
        paragraph(sheet, `${clock(startMs)} to ${clock(endMs)}: ${reasonText(reasons.slice(0, 3))}`),
      ),
    ...(more > 0 ? [`  and ${more} more; --json lists all`] : []),
  ];
}

function reasonLines(sheet: Sheet, reasons: readonly LongReason[], indent: string): string[] {
  const more = reasons.length - MOST_REASONS;
  return [
    ...reasons
      .slice(0, MOST_REASONS)
      .flatMap(({ reason, durationMs }) =>
        paragraph(sheet, `${reasonText([reason])} (${clock(durationMs)} h)`, `${indent}  `),
      ),
    ...(more > 0 ? [`${indent}  and ${more} more; --json lists all`] : []),
  ];
}

function valueTable(values: Readonly<Record<string, Spread>>): Parameters<typeof tableLines>[1] {
  const rows = VALUES.flatMap(([path, name, unit, digits]) => {
    const spread = values[path];
    if (spread === undefined) return [];
    const { median, p10, p90, min, max, windows } = spread;
    const shown = [p10, p90, min, max].map((value) => fixed(value, digits));
    const middle = `${fixed(median, digits)} ${unit}`;
    return [[name, middle, `${shown[0]} to ${shown[1]}`, shown[2]!, shown[3]!, String(windows)]];
  });
  return {
    caption: "Values over the windows",
    head: ["Value", "median", "10 to 90 %", "least", "most", "windows"],
    rows,
  };
}

function missingLines(sheet: Sheet, values: Readonly<Record<string, Spread>>): string[] {
  const missing = VALUES.filter(([path]) => values[path] === undefined).map(([, name]) => name);
  if (missing.length === 0) return [];
  return paragraph(sheet, `In no window: ${missing.join(", ")}; notMeasured in --json says why`);
}

/** "01:02:03" */
function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function fixed(value: number | null, digits: number): string {
  return value === null ? NOTHING : (Number(value.toFixed(digits)) + 0).toFixed(digits);
}

function ms(value: number | null): string {
  return value === null ? NOTHING : `${value} ms`;
}
