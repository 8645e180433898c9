// Why a value of `global` is null, in words: leads that are missing, waves that are not there or cannot be told apart,
// too few beats. What is null because there is nothing of the kind (no delta wave, no flutter, no pacing) is no gap.
import { LIMB_LEADS, PRECORDIAL_LEADS } from "../ecg/lead-names.ts";
import type { GlobalMeasurements, MedianBeat, NotMeasured, Quality } from "../ecg/measurements.ts";
import { FLUTTER_FROM } from "./atria/flutter.ts";
import type { MeasuredWaves } from "./measure-waves.ts";
import { CLEAR_P_MV, CLEAR_T_MV } from "./morphology/global-intervals.ts";

interface Measured {
  readonly global: GlobalMeasurements;
  readonly waves: MeasuredWaves;
  /** Of the usable leads. */
  readonly medians: ReadonlyMap<string, MedianBeat>;
  readonly quality: Quality;
}

/** Of each inner list one lead is enough. */
type LeadsNeeded = readonly (readonly string[])[];
type Check = readonly [what: string, value: unknown, why: () => string];

const all = (...leads: readonly string[]): LeadsNeeded => leads.map((lead) => [lead]);
const VOLTAGE_LEADS: Readonly<Record<keyof GlobalMeasurements["voltages"], LeadsNeeded>> = {
  sokolowLyonMv: [["V1"], ["V5", "V6"]],
  cornellMv: all("aVL", "V3"),
  cornellProductMvMs: all("aVL", "V3"),
  pegueroLoPrestiMv: all("V4"),
  gubnerMv: all("I", "III"),
  lewisMv: all("I", "III"),
  rAvlMv: all("aVL"),
  rV1Mv: all("V1"),
  rOverSV1: all("V1"),
  rV1SV56Mv: all("V1", "V5", "V6"),
  butlerLeggettMv: all("V1", "V2", "I", "V6"),
  maxLimbPeakToPeakMv: all(...LIMB_LEADS),
  maxPrecordialPeakToPeakMv: all(...PRECORDIAL_LEADS),
};
const FRONTAL_LEADS: LeadsNeeded = [["I"], ["aVF", "II"]];
const SPATIAL_LEADS = all("I", "II", ...PRECORDIAL_LEADS);
const ROMHILT_LEADS = all(...LIMB_LEADS, "V1", "V2", "V5", "V6");

/** One entry for a recording that cannot be read at all. */
export function nothingBecause({ reasons }: Quality): NotMeasured[] {
  return [{ what: "global", why: `the recording cannot be read: ${reasons.join("; ")}` }];
}

export function notMeasured(measured: Measured): NotMeasured[] {
  const checks = [
    ...rhythmChecks(measured),
    ...pChecks(measured),
    ...tChecks(measured),
    ...axisChecks(measured),
    ...leadChecks(measured),
  ];
  const values = checks.filter(([, value]) => value === null).map(([what, , why]) => ({ what, why: why() }));
  const unread = Object.entries(measured.quality.leads)
    .filter(([, lead]) => !lead.usable)
    .map(([name, lead]) => ({ what: `leads.${name}.median`, why: `unusable: ${lead.reasons.join("; ")}` }));
  return [...values, ...unread];
}

function rhythmChecks({ global, waves }: Measured): Check[] {
  const { rhythm } = global;
  const none = () => whyNoInterval(waves);
  const regular = () => "too few intervals between beats that are not ectopic";
  return [
    ["heartRateBpm", global.heartRateBpm, none],
    ["rrMs", global.rrMs, none],
    ["rhythm.minRrMs", rhythm.minRrMs, none],
    ["rhythm.maxRrMs", rhythm.maxRrMs, none],
    ["rhythm.longestPauseMs", rhythm.longestPauseMs, none],
    ["rhythm.rrSdMs", rhythm.rrSdMs, regular],
    ["rhythm.rmssdMs", rhythm.rmssdMs, regular],
    ["rhythm.normalisedRmssd", rhythm.normalisedRmssd, regular],
    ["rhythm.nn50Share", rhythm.nn50Share, regular],
    ["rhythm.rrVariation", rhythm.rrVariation, regular],
    ["rhythm.rrEntropy", rhythm.rrEntropy, () => "too few intervals"],
  ];
}

function pChecks(measured: Measured): Check[] {
  const { global, waves } = measured;
  const { atrial, pMorphology } = global;
  const p = whyNoP(measured);
  const pr = () => p ?? whyNoPr(waves);
  const few = () => p ?? "fewer than three beats whose P waves could be compared";
  const clear = () => p ?? `fewer than two leads with a P wave of ${CLEAR_P_MV} mV or more`;
  const inLead = (lead: string) => () =>
    missingLeads(measured, all(lead)) ?? p ?? `no P wave found in ${lead}`;
  return [
    ["prMs", global.prMs, pr],
    ["pDurationMs", global.pDurationMs, pr],
    ["pDispersionMs", global.pDispersionMs, clear],
    ["pDispersionSdMs", global.pDispersionSdMs, clear],
    ["atrial.organisedP", atrial.organisedP, few],
    ["atrial.pTemplateCorrelation", atrial.pTemplateCorrelation, few],
    ["atrial.pShare", atrial.pShare, few],
    ["atrial.prSdMs", atrial.prSdMs, () => p ?? "fewer than two beats with a P wave of their own"],
    ["pMorphology.amplitudeIiMv", pMorphology.amplitudeIiMv, inLead("II")],
    ["pMorphology.initialV1Mv", pMorphology.initialV1Mv, inLead("V1")],
    ["pMorphology.terminalForceV1MvMs", pMorphology.terminalForceV1MvMs, inLead("V1")],
  ];
}

function tChecks({ global, waves }: Measured): Check[] {
  const t = () => "no T wave found in a usable lead";
  const clear = () =>
    global.qtMs === null ? t() : `no lead with a clear T wave of ${CLEAR_T_MV} mV or more`;
  const spread = () => `fewer than two leads with a T wave of ${CLEAR_T_MV} mV or more`;
  const corrected = () => (global.qtMs === null ? t() : whyNoInterval(waves));
  return [
    ["qrsDurationMs", global.qrsDurationMs, () => "the QRS complexes could not be delineated"],
    ["qtMs", global.qtMs, t],
    ["qtcMs", global.qtcMs.bazett, corrected],
    ["jtMs", global.jtMs, t],
    ["jtcMs", global.jtcMs.bazett, corrected],
    ["tPeakToEndMs", global.tPeakToEndMs, clear],
    ["tPeakToEndOverQt", global.tPeakToEndOverQt, clear],
    ["qtDispersionMs", global.qtDispersionMs, spread],
    ["qtDispersionSdMs", global.qtDispersionSdMs, spread],
  ];
}

function axisChecks(measured: Measured): Check[] {
  const { global } = measured;
  const { axisDeg } = global;
  const frontal = (otherwise: string | null) => () =>
    missingLeads(measured, FRONTAL_LEADS) ?? otherwise ?? "no direction";
  const small = (wave: string) => `${wave} is too small, or its parts cancel out: no direction`;
  const spatial = () => missingLeads(measured, SPATIAL_LEADS) ?? "QRS or T is too small: no direction";
  return [
    ["axisDeg.qrs", axisDeg.qrs, frontal(small("QRS"))],
    ["axisDeg.p", axisDeg.p, frontal(whyNoP(measured) ?? small("P"))],
    ["axisDeg.t", axisDeg.t, frontal(small("T"))],
    ["axisDeg.st", axisDeg.st, frontal("ST lies within 0.05 mV of the baseline in the limb leads")],
    ["qrsTAngleDeg", global.qrsTAngleDeg, frontal("the axis of QRS or of T is not known")],
    ["spatialQrsTAngleDeg", global.spatialQrsTAngleDeg, spatial],
    ["spatialPeakQrsTAngleDeg", global.spatialPeakQrsTAngleDeg, spatial],
  ];
}

function leadChecks(measured: Measured): Check[] {
  const { global } = measured;
  const missing = (needed: LeadsNeeded, otherwise: string) => () =>
    missingLeads(measured, needed) ?? otherwise;
  const transition = missing(all(...PRECORDIAL_LEADS), "R stays below S up to V6");
  const voltages = Object.entries(VOLTAGE_LEADS).map(
    ([name, needed]): Check => [
      `voltages.${name}`,
      global.voltages[name as keyof GlobalMeasurements["voltages"]],
      missing(needed, name === "rOverSV1" ? "V1 has no S" : "a wave that it needs is missing"),
    ],
  );
  return [
    ["transitionLead", global.transitionLead, transition],
    ["transitionPosition", global.transitionPosition, transition],
    ...voltages,
    [
      "romhiltEstes.total",
      global.romhiltEstes.total,
      missing(ROMHILT_LEADS, "a value that it needs is not known"),
    ],
  ];
}

/** "V1 and V2 were not recorded, V5/V6 is unusable"; null where enough are there. */
function missingLeads({ medians, quality }: Measured, needed: LeadsNeeded): string | null {
  const lacking = needed.filter((oneOf) => !oneOf.some((lead) => medians.has(lead)));
  if (lacking.length === 0) return null;
  const isRecorded = (oneOf: readonly string[]) => oneOf.some((lead) => quality.leads[lead] !== undefined);
  const told = (part: LeadsNeeded, one: string, several: string): string[] => {
    if (part.length === 0) return [];
    const names = part.map((oneOf) => oneOf.join("/"));
    return [`${names.join(", ").replace(/, ([^,]*)$/, " and $1")} ${part.length === 1 ? one : several}`];
  };
  return [
    ...told(
      lacking.filter((oneOf) => !isRecorded(oneOf)),
      "was not recorded",
      "were not recorded",
    ),
    ...told(lacking.filter(isRecorded), "is unusable", "are unusable"),
  ].join(", ");
}

function whyNoInterval({ fiducials }: MeasuredWaves): string {
  return fiducials.length < 2 ? "one beat has no interval" : "no two beats without a gap in between";
}

/** null where P waves are there. */
function whyNoP({ global, waves }: Measured): string | null {
  const { organisedP, flutterStrength, flutterRatePerMin } = global.atrial;
  if (organisedP !== false) return null;
  if ((flutterStrength ?? 0) >= FLUTTER_FROM) {
    return `regular flutter waves at ${Math.round(flutterRatePerMin!)} a minute in place of P waves`;
  }
  if (global.dominantClass === "paced") return "ventricular pacing, and no P wave at a fixed place before it";
  if (waves.groups[0]?.marks.p === null) return "no P wave found before the QRS complexes";
  return "what precedes the QRS complexes does not repeat from beat to beat: no organised P wave (as in fibrillation)";
}

function whyNoPr({ freeP, groups }: MeasuredWaves): string {
  if (freeP !== null) return "the P waves keep no fixed distance to the QRS complexes";
  if (groups[0]?.marks.p?.onsetUnknown) return "P starts inside the T wave before it";
  return `no P wave of ${CLEAR_P_MV} mV or more in a usable lead`;
}
