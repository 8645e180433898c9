// The tables that every report shows, as plain cells: global values, one row a lead, one row a beat. What
// was not measured is an empty cell's dash, never a zero.
import type { Beat, BeatClass, GlobalMeasurements, Measurements, MedianBeat } from "../ecg/measurements.ts";

export interface ReportTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** First cell names the row. */
  readonly rows: readonly (readonly string[])[];
}

const NOTHING = "–";
const BEAT_CLASS_NAMES: Readonly<Record<BeatClass, string>> = {
  normal: "dominant",
  pvc: "ventricular premature",
  pac: "atrial premature",
  paced: "paced",
  fusion: "fusion",
  other: "other",
};

/** Rate, intervals, axes, QTc by every formula, voltages. */
export function globalTable({ global }: Measurements): ReportTable {
  const rows: [string, string][] = [
    ["Ventricular rate", whole(global.heartRateBpm, "bpm")],
    ["RR interval", rrText(global)],
    ["P duration", whole(global.pDurationMs, "ms")],
    ["PR interval", whole(global.prMs, "ms")],
    ["QRS duration", whole(global.qrsDurationMs, "ms")],
    ["QT interval", whole(global.qtMs, "ms")],
    ["QTc (Bazett)", whole(global.qtcMs.bazett, "ms")],
    ["QTc (Fridericia)", whole(global.qtcMs.fridericia, "ms")],
    ["QTc (Framingham)", whole(global.qtcMs.framingham, "ms")],
    ["QTc (Hodges)", whole(global.qtcMs.hodges, "ms")],
    ["P axis", whole(global.axisDeg.p, "°", "")],
    ["QRS axis", whole(global.axisDeg.qrs, "°", "")],
    ["T axis", whole(global.axisDeg.t, "°", "")],
    ["Sokolow-Lyon voltage", millivolts(global.voltages.sokolowLyonMv, " mV")],
    ["Cornell voltage", millivolts(global.voltages.cornellMv, " mV")],
    ["R/S transition", global.transitionLead ?? NOTHING],
  ];
  return { caption: "Intervals, axes and voltages", head: ["Measure", "Value"], rows };
}

/** The median beat of each lead in the recording's own order. */
export function leadTable(measurements: Measurements): ReportTable {
  const { record, leads, quality } = measurements;
  const rows = record.leads.map((lead) => {
    const median = leads[lead]?.median ?? null;
    const usable = quality.leads[lead]?.usable !== false;
    return [
      lead,
      ...(median === null ? Array<string>(10).fill(NOTHING) : medianCells(median)),
      usable ? "ok" : "unusable",
    ];
  });
  return {
    caption: "Median beat by lead (mV, ms)",
    head: ["Lead", "P", "QRS form", "Q", "R", "S", "R'", "QRS ms", "J", "J+60", "T", "Signal"],
    rows,
  };
}

/** Every beat with its time, class and distance from the one before. */
export function beatTable({ beats }: Measurements): ReportTable {
  const rows = beats.map((beat, index) => [
    String(beat.index + 1),
    (beat.rPeakMs / 1000).toFixed(2),
    BEAT_CLASS_NAMES[beat.class],
    index === 0 ? NOTHING : whole(beat.rPeakMs - beats[index - 1]!.rPeakMs),
    qrsText(beat),
  ]);
  return { caption: "Beats", head: ["Beat", "R peak s", "Class", "RR before ms", "QRS ms"], rows };
}

/** "45 years, male"; what is unknown is left out, all unknown gives "age and sex not given". */
export function patientText({ patient }: Pick<Measurements, "patient">): string {
  const known = [ageText(patient.ageYears), patient.sex].filter((it) => it !== null);
  return known.length === 0 ? "age and sex not given" : known.join(", ");
}

/** "45 years"; ages over 89 are one group once identity has been removed, which is called 90+. */
function ageText(ageYears: number | null): string | null {
  if (ageYears === null) return null;
  return ageYears === 90 ? "90+ years" : `${Number(ageYears.toFixed(1))} years`;
}

function medianCells(median: MedianBeat): string[] {
  return [
    millivolts(median.p?.amplitudeMv ?? null),
    median.qrsForm === "" ? NOTHING : median.qrsForm,
    millivolts(median.q?.amplitudeMv ?? null),
    millivolts(median.r?.amplitudeMv ?? null),
    millivolts(median.s?.amplitudeMv ?? null),
    millivolts(median.rPrime?.amplitudeMv ?? null),
    whole(median.qrsDurationMs),
    millivolts(median.stJMv),
    millivolts(median.st60Mv),
    millivolts(median.t?.amplitudeMv ?? null),
  ];
}

function rrText({ rrMs, rhythm }: GlobalMeasurements): string {
  const range =
    rhythm.minRrMs === null || rhythm.maxRrMs === null
      ? ""
      : ` (${whole(rhythm.minRrMs)} to ${whole(rhythm.maxRrMs)})`;
  return whole(rrMs, "ms") + (rrMs === null ? "" : range);
}

function qrsText({ qrsOnsetMs, qrsOffsetMs }: Beat): string {
  return qrsOnsetMs === null || qrsOffsetMs === null ? NOTHING : whole(qrsOffsetMs - qrsOnsetMs);
}

function whole(value: number | null, unit = "", space = " "): string {
  if (value === null) return NOTHING;
  const rounded = String(Math.round(value) + 0);
  return unit === "" ? rounded : `${rounded}${space}${unit}`;
}

function millivolts(value: number | null, unit = ""): string {
  if (value === null) return NOTHING;
  const fixed = value.toFixed(2);
  return (Number(fixed) === 0 ? "0.00" : fixed) + unit;
}
