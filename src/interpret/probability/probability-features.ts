// Measurements and rule outcomes as one vector of numbers for the small model behind `probabilities`. NaN is
// "not measured": the model replaces it by the training median, so that absence says nothing by itself.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";
import type { RuleResults } from "../rule-result.ts";
import { FEATURE_RULES } from "./feature-rules.ts";

export interface NamedFeature {
  readonly name: string;
  readonly value: number;
}

/** Always the same names in the same order. */
export function probabilityFeatures(measurements: Measurements, results: RuleResults): NamedFeature[] {
  return [...wholeRecord(measurements), ...perLead(measurements), ...outcomes(results)];
}

function wholeRecord({ global, beats, patient }: Measurements): NamedFeature[] {
  const share = (kind: string): number =>
    beats.length === 0 ? Number.NaN : beats.filter((beat) => beat.class === kind).length / beats.length;
  const { atrial, rhythm, voltages, axisDeg } = global;
  const entries: Record<string, number | null> = {
    age: patient.ageYears,
    male: patient.sex === null ? null : Number(patient.sex === "male"),
    heartRate: global.heartRateBpm,
    pr: global.prMs,
    pDuration: global.pDurationMs,
    qrsDuration: global.qrsDurationMs,
    qt: global.qtMs,
    qtcFridericia: global.qtcMs.fridericia,
    jt: global.jtMs,
    tPeakToEnd: global.tPeakToEndMs,
    cosQrsAxis: cosine(axisDeg.qrs),
    sinQrsAxis: sine(axisDeg.qrs),
    cosTAxis: cosine(axisDeg.t),
    sinTAxis: sine(axisDeg.t),
    qrsTAngle: global.qrsTAngleDeg,
    organisedP: atrial.organisedP === null ? null : Number(atrial.organisedP),
    pTemplateCorrelation: atrial.pTemplateCorrelation,
    flutterStrength: atrial.flutterStrength ?? 0,
    normalisedRmssd: rhythm.normalisedRmssd,
    rrSd: rhythm.rrSdMs,
    pvcShare: share("pvc"),
    pacShare: share("pac"),
    pacedShare: share("paced"),
    sokolowLyon: voltages.sokolowLyonMv,
    cornell: voltages.cornellMv,
    cornellProduct: voltages.cornellProductMvMs,
    pegueroLoPresti: voltages.pegueroLoPrestiMv,
    maxLimb: voltages.maxLimbPeakToPeakMv,
    maxPrecordial: voltages.maxPrecordialPeakToPeakMv,
  };
  return Object.entries(entries).map(([name, value]) => ({ name, value: value ?? Number.NaN }));
}

function perLead({ leads }: Measurements): NamedFeature[] {
  return STANDARD_LEADS.flatMap((lead) => {
    const median = leads[lead]?.median ?? null;
    return Object.entries(ofLead(median)).map(([name, value]) => ({ name: `${lead}.${name}`, value }));
  });
}

function ofLead(median: MedianBeat | null): Record<string, number> {
  const r = median && Math.max(median.r?.amplitudeMv ?? 0, median.rPrime?.amplitudeMv ?? 0);
  const s = median && Math.min(median.s?.amplitudeMv ?? 0, median.sPrime?.amplitudeMv ?? 0);
  const q = median && (median.q?.amplitudeMv ?? 0);
  return {
    r: r ?? Number.NaN,
    s: s ?? Number.NaN,
    q: q ?? Number.NaN,
    qDuration: median ? (median.q?.durationMs ?? 0) : Number.NaN,
    rPrime: median ? (median.rPrime?.amplitudeMv ?? 0) : Number.NaN,
    rPeakTime: median?.rPeakTimeMs ?? Number.NaN,
    notches: median?.notches ?? Number.NaN,
    stJ: median?.stJMv ?? Number.NaN,
    st60: median?.st60Mv ?? Number.NaN,
    t: median ? (median.t?.amplitudeMv ?? 0) : Number.NaN,
    tToR: median && r !== null ? (median.t?.amplitudeMv ?? 0) / Math.max(r, 0.2) : Number.NaN,
    p: median ? (median.p?.amplitudeMv ?? 0) : Number.NaN,
  };
}

function outcomes(results: RuleResults): NamedFeature[] {
  return FEATURE_RULES.map((rule) => {
    const outcome = results.get(rule)?.outcome;
    let value = Number.NaN;
    if (outcome === "met") value = 1;
    else if (outcome === "borderline") value = 0.5;
    else if (outcome === "not met") value = 0;
    return { name: `rule.${rule}`, value };
  });
}

function cosine(degrees: number | null): number | null {
  return degrees === null ? null : Math.cos((degrees * Math.PI) / 180);
}

function sine(degrees: number | null): number | null {
  return degrees === null ? null : Math.sin((degrees * Math.PI) / 180);
}
