// Measures of the whole recording that Measurements hold as they are. The names are the paths in the JSON
// of `gem measure`.
import type { GlobalMeasurements, Measurements } from "../../ecg/measurements.ts";
import {
  type Contribution,
  type MeasureValue,
  type Part,
  type Quantity,
  type Reading,
  type RecordMeasure,
  usableMedian,
} from "./measure.ts";

type Kind = readonly [label: string, unit: string, quantity: Quantity, part: Part];

export const recordMeasures = {
  "patient.ageYears": direct(["age", "years", "count", "record"], (m) =>
    m.patient.ageYears === null ? { value: null, unknown: "age unknown" } : m.patient.ageYears,
  ),
  "patient.sex": direct(["sex", "", "category", "record"], (m) =>
    m.patient.sex === null ? { value: null, unknown: "sex unknown" } : m.patient.sex,
  ),
  "record.samplingRateHz": direct(["sampling rate", "Hz", "count", "record"], (m) => m.record.samplingRateHz),
  "record.durationMs": direct(["duration", "ms", "time", "record"], (m) => m.record.durationMs),
  "quality.verdict": direct(["quality", "", "category", "record"], (m) => m.quality.verdict),
  "quality.leadReversal": direct(
    ["electrode error", "", "category", "record"],
    (m) => m.quality.leadReversal ?? "none",
  ),
  "global.heartRateBpm": global(["ventricular rate", "bpm", "rate", "record"], (g) => g.heartRateBpm),
  "global.prMs": global(["PR interval", "ms", "interval", "pr"], (g) => g.prMs),
  "global.pDurationMs": global(["P duration", "ms", "interval", "p"], (g) => g.pDurationMs),
  "global.qrsDurationMs": global(["QRS duration", "ms", "interval", "qrs"], (g) => g.qrsDurationMs),
  "global.qtMs": global(["QT interval", "ms", "qt", "qt"], (g) => g.qtMs),
  "global.qtcMs.bazett": global(["QTc (Bazett)", "ms", "qt", "qt"], (g) => g.qtcMs.bazett),
  "global.qtcMs.fridericia": global(["QTc (Fridericia)", "ms", "qt", "qt"], (g) => g.qtcMs.fridericia),
  "global.qtcMs.framingham": global(["QTc (Framingham)", "ms", "qt", "qt"], (g) => g.qtcMs.framingham),
  "global.qtcMs.hodges": global(["QTc (Hodges)", "ms", "qt", "qt"], (g) => g.qtcMs.hodges),
  "global.axisDeg.p": global(["P axis", "deg", "axis", "p"], (g) => g.axisDeg.p),
  "global.axisDeg.qrs": global(["QRS axis", "deg", "axis", "qrs"], (g) => g.axisDeg.qrs),
  "global.axisDeg.t": global(["T axis", "deg", "axis", "t"], (g) => g.axisDeg.t),
  "global.transitionLead": global(
    ["transition lead", "", "category", "qrs"],
    (g) => g.transitionLead ?? "none",
  ),
  "global.rhythm.normalisedRmssd": global(
    ["RR irregularity (RMSSD over mean RR)", "", "irregularity", "record"],
    (g) => g.rhythm.normalisedRmssd,
  ),
  "global.rhythm.longestPauseMs": global(
    ["longest pause", "ms", "time", "record"],
    (g) => g.rhythm.longestPauseMs,
  ),
  "global.atrial.organisedP": global(["organised P waves", "", "category", "p"], (g) => g.atrial.organisedP),
  "global.atrial.pTemplateCorrelation": global(
    ["P template correlation", "", "irregularity", "p"],
    (g) => g.atrial.pTemplateCorrelation,
  ),
  "global.atrial.pShare": global(
    ["share of beats with their own P", "", "irregularity", "p"],
    (g) => g.atrial.pShare,
  ),
  "global.atrial.prSdMs": global(["PR variation (SD)", "ms", "deflection", "pr"], (g) => g.atrial.prSdMs),
  "global.atrial.flutterRatePerMin": global(
    ["regular atrial activity", "bpm", "rate", "record"],
    (g) => g.atrial.flutterRatePerMin ?? absent(0),
  ),
  "global.atrial.flutterStrength": global(
    ["strength of regular atrial activity", "", "irregularity", "record"],
    (g) => g.atrial.flutterStrength ?? absent(0),
  ),
  "global.atrial.pShapes": global(["distinct P shapes", "", "count", "record"], (g) => g.atrial.pShapes),
  "global.pacing.pacedBeats": global(["paced beats", "", "count", "record"], (g) => g.pacing.pacedBeats),
  "global.pacing.mode": global(["pacing mode", "", "category", "record"], (g) => g.pacing.mode ?? "none"),
  "global.dominantClass": global(
    ["dominant beat class", "", "category", "record"],
    (g) => g.dominantClass ?? "none",
  ),
  "global.voltages.sokolowLyonMv": voltage("Sokolow-Lyon voltage", "sokolowLyonMv", (m) => [
    sWave(m, "V1"),
    tallestR(m, ["V5", "V6"]),
  ]),
  "global.voltages.cornellMv": voltage("Cornell voltage", "cornellMv", (m) => [
    rWave(m, "aVL"),
    sWave(m, "V3"),
  ]),
  "global.voltages.pegueroLoPrestiMv": voltage("Peguero-Lo Presti voltage", "pegueroLoPrestiMv", (m) => [
    sWave(m, "V4"),
  ]),
  "global.voltages.gubnerMv": voltage("Gubner voltage", "gubnerMv", (m) => [rWave(m, "I"), sWave(m, "III")]),
  "global.voltages.rAvlMv": voltage("R in aVL", "rAvlMv", (m) => [rWave(m, "aVL")]),
  "global.voltages.maxLimbPeakToPeakMv": voltage("largest limb-lead QRS", "maxLimbPeakToPeakMv", () => []),
  "global.voltages.maxPrecordialPeakToPeakMv": voltage(
    "largest chest-lead QRS",
    "maxPrecordialPeakToPeakMv",
    () => [],
  ),
} as const satisfies Record<string, RecordMeasure>;

function direct(
  [label, unit, quantity, part]: Kind,
  value: (measurements: Measurements) => MeasureValue | Reading,
): RecordMeasure {
  const read = (measurements: Measurements): Reading => {
    const found = value(measurements);
    return typeof found === "object" && found !== null ? found : { value: found };
  };
  return { scope: "record", label, unit, quantity, part, read };
}

function global(kind: Kind, value: (global: GlobalMeasurements) => MeasureValue | Reading): RecordMeasure {
  return direct(kind, (measurements) => value(measurements.global));
}

function absent(value: number): Reading {
  return { value, absent: true };
}

function voltage(
  label: string,
  field: keyof GlobalMeasurements["voltages"],
  contributions: (measurements: Measurements) => (Contribution | null)[],
): RecordMeasure {
  return direct([label, "mV", "amplitude", "qrs"], (measurements) => ({
    value: measurements.global.voltages[field],
    contributions: contributions(measurements).filter((found) => found !== null),
  }));
}

function rWave(measurements: Measurements, lead: string): Contribution | null {
  const amplitude = usableMedian(measurements, lead)?.r?.amplitudeMv;
  return amplitude === undefined
    ? null
    : { lead, measure: "R amplitude", value: amplitude, unit: "mV", part: "qrs" };
}

function sWave(measurements: Measurements, lead: string): Contribution | null {
  const median = usableMedian(measurements, lead);
  const amplitude = median?.s?.amplitudeMv ?? (median?.r === null ? median.q?.amplitudeMv : undefined);
  return amplitude === undefined
    ? null
    : { lead, measure: "S amplitude", value: amplitude, unit: "mV", part: "qrs" };
}

function tallestR(measurements: Measurements, leads: readonly string[]): Contribution | null {
  const found = leads.map((lead) => rWave(measurements, lead)).filter((wave) => wave !== null);
  return found.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))[0] ?? null;
}
