// What can clearly be said of a whole record: rate, intervals, axis, rhythm, ectopy, voltage, progression.
// Thresholds are the usual adult ones (AHA/ACCF/HRS 2007-2009; Surawicz 2009 for QTc), each with the tolerance
// of the verification contract on both sides; where schools differ the band spans them all.
import type { Measurements } from "../../ecg/measurements.ts";
import { above, all, below, not, onlyIfFalse, type Ternary } from "./ternary.ts";

export type RecordState = keyof ReturnType<typeof recordStates>;

function present(...values: (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** How many beats of each class; null where a class leaves room for opinion (fusion, other, paced) or few beats. */
export function countEctopics(measurements: Measurements): { pvc: number; pac: number } | null {
  const { beats } = measurements;
  if (beats.length < 5) return null;
  const counts = { pvc: 0, pac: 0 };
  for (const beat of beats) {
    if (beat.class === "pvc" || beat.class === "pac") counts[beat.class]++;
    else if (beat.class !== "normal") return null;
  }
  return counts;
}

function axisStates(degrees: number | null) {
  const within = (low: number, high: number) => degrees !== null && degrees >= low && degrees <= high;
  const normal = within(-15, 75);
  const left = within(-75, -45);
  const right = within(105, 165);
  const extreme = within(-165, -105);
  const judge = (holds: boolean, others: boolean): Ternary => (holds ? true : others ? false : null);
  return {
    normalAxis: judge(normal, left || right || extreme),
    leftAxis: judge(left, normal || right),
    rightAxis: judge(right, normal || left),
    extremeAxis: judge(extreme, normal),
    leftAnteriorBlock: onlyIfFalse(within(0, 75)),
    leftPosteriorBlock: onlyIfFalse(within(-15, 60)),
  };
}

function rhythmStates(measurements: Measurements) {
  const { global, beats } = measurements;
  const { atrial, rhythm, pacing } = global;
  const counts = countEctopics(measurements);
  const unpaced = pacing.pacedBeats === 0 && pacing.spikesMs.length === 0;
  const { rrMs, minRrMs: shortest, maxRrMs: longest } = { rrMs: global.rrMs, ...rhythm };
  const spread = shortest !== null && longest !== null ? longest - shortest : null;
  const scatter = rhythm.normalisedRmssd;
  let regular: Ternary = null;
  if (rrMs !== null && spread !== null && scatter !== null && beats.length >= 6) {
    const noEctopy = counts !== null && counts.pvc === 0 && counts.pac === 0;
    if (noEctopy && spread <= 80 && spread <= 0.1 * rrMs && scatter <= 0.05) regular = true;
    else if (spread >= 240 && spread >= 0.3 * rrMs && scatter >= 0.15) regular = false;
  }
  // A rate is given wherever the atrial signal has its best period, however weak.
  const noFlutter = atrial.flutterRatePerMin === null || (atrial.flutterStrength ?? 1) < 0.5;
  const conducted =
    atrial.organisedP === true &&
    noFlutter &&
    atrial.nonConductedPMs.length === 0 &&
    (atrial.pShare === null || atrial.pShare >= 0.8);
  const pAxis = global.axisDeg.p;
  const certainSinus =
    conducted &&
    unpaced &&
    global.dominantClass === "normal" &&
    pAxis !== null &&
    pAxis >= 0 &&
    pAxis <= 75 &&
    global.prMs !== null &&
    global.prMs > 120;
  const fibrillation =
    atrial.organisedP === false &&
    noFlutter &&
    unpaced &&
    regular === false &&
    counts !== null &&
    (atrial.pTemplateCorrelation === null || atrial.pTemplateCorrelation < 0.5);
  const sinus: Ternary = certainSinus ? true : fibrillation ? false : null;
  const steadyPr = atrial.prSdMs !== null && atrial.prSdMs <= 15;
  const oneToOne = certainSinus && regular === true && steadyPr && (atrial.pShare ?? 0) >= 0.95;
  return {
    regular,
    irregular: not(regular),
    sinus,
    atrialFibrillation: fibrillation ? true : certainSinus && regular === true ? false : (null as Ternary),
    pBeforeEveryQrs: oneToOne ? true : fibrillation ? false : (null as Ternary),
    otherRhythm: onlyIfFalse(certainSinus && regular === true),
    paced: onlyIfFalse(certainSinus && global.dominantClass === "normal"),
    unpaced: certainSinus ? true : (null as Ternary),
    highGradeBlock: onlyIfFalse(oneToOne),
    noHighGradeBlock: oneToOne ? true : (null as Ternary),
    pvcs: counts === null ? null : counts.pvc > 0,
    noPvcs: counts === null ? null : counts.pvc === 0,
    manyPvcs: counts === null ? null : counts.pvc >= 3 ? true : counts.pvc === 0 ? false : null,
    ventricularRuns: onlyIfFalse(counts !== null && counts.pvc === 0),
    noVentricularRuns: counts !== null && counts.pvc === 0 ? true : (null as Ternary),
    pacs: counts === null ? null : counts.pac > 0,
    noPacs: counts === null ? null : counts.pac === 0,
    noEctopy: counts === null ? null : counts.pvc + counts.pac === 0,
  };
}

function voltageStates(measurements: Measurements) {
  const { voltages } = measurements.global;
  const limb = present(voltages.maxLimbPeakToPeakMv);
  const chest = present(voltages.maxPrecordialPeakToPeakMv);
  const lowLimb = below(limb, { trueTo: 0.42, falseFrom: 0.6 });
  const lowChest = below(chest, { trueTo: 0.84, falseFrom: 1.2 });
  const sokolow = above(present(voltages.sokolowLyonMv), { trueFrom: 4.1, falseTo: 2.9 });
  const cornell = above(present(voltages.cornellMv), { trueFrom: 3.3, falseTo: 1.6 });
  const quiet =
    sokolow === false &&
    cornell === false &&
    above(present(voltages.rAvlMv), { trueFrom: 1.4, falseTo: 0.9 }) === false &&
    (voltages.pegueroLoPrestiMv ?? 0) <= 1.9 &&
    (voltages.gubnerMv ?? 0) <= 2;
  const lvh: Ternary = sokolow === true && cornell === true ? true : quiet ? false : null;
  const bothLow: Ternary =
    lowLimb === true && lowChest === true ? true : lowLimb === false && lowChest === false ? false : null;
  return {
    lowLimbVoltage: lowLimb,
    adequateLimbVoltage: not(lowLimb),
    lowPrecordialVoltage: lowChest,
    adequatePrecordialVoltage: not(lowChest),
    lowVoltage: bothLow,
    adequateVoltage: not(bothLow),
    sokolowLyon: sokolow,
    noSokolowLyon: not(sokolow),
    lvhVoltage: lvh,
    noLvhVoltage: not(lvh),
  };
}

function progressionStates(measurements: Measurements) {
  const chest = ["V1", "V2", "V3", "V4", "V5", "V6"];
  const ratio = (lead: string): number | null => {
    const usable = measurements.quality.leads[lead]?.usable !== false;
    const median = measurements.leads[lead]?.median;
    if (!usable || median === null || median === undefined || median.rPrime !== null) return null;
    const r = median.r?.amplitudeMv ?? 0;
    const s = Math.abs(median.s?.amplitudeMv ?? 0);
    return s === 0 ? (r > 0 ? 99 : null) : r / s;
  };
  const ratios = chest.map(ratio);
  const transition = chest.indexOf(measurements.global.transitionLead ?? "");
  // The leads before it must lie clearly below, the transition lead clearly above; what follows cannot move the first.
  const clear =
    transition >= 0 &&
    ratios.slice(0, transition).every((value) => value !== null && value <= 0.8) &&
    (ratios[transition] ?? 0) >= 1.25;
  const r = (lead: string) => measurements.leads[lead]?.median?.r?.amplitudeMv ?? 0;
  const rising = r("V2") > r("V1") && r("V3") > r("V2") && r("V4") > r("V3");
  const normal = clear && (transition === 2 || transition === 3) && rising && r("V3") >= 0.5;
  const poor = clear && transition >= 4 && r("V3") <= 0.2 && r("V2") <= r("V3") + 0.05;
  const judge = (holds: boolean): Ternary => (clear ? holds : null);
  return {
    clearTransition: clear ? true : (null as Ternary),
    earlyTransition: judge(transition <= 1),
    lateTransition: judge(transition >= 4),
    normalTransition: judge(transition === 2 || transition === 3),
    normalProgression: normal ? true : poor ? false : (null as Ternary),
    poorProgression: poor ? true : normal ? false : (null as Ternary),
  };
}

/** Every record-wide state with true, false or null (not clear). Under 18 years the adult thresholds say nothing. */
export function recordStates(measurements: Measurements) {
  const { global, patient } = measurements;
  const adult = patient.ageYears === null || patient.ageYears >= 18;
  const unpaced = global.dominantClass === "normal";
  const only = (values: number[], when: boolean) => (when && adult ? values : []);
  const rates = only(present(global.heartRateBpm, global.rrMs && 60000 / global.rrMs), true);
  const tachycardia = above(rates, { trueFrom: 105, falseTo: 95 });
  const bradycardia = below(rates, { trueTo: 45, falseFrom: 65 });
  const rhythm = rhythmStates(measurements);
  const pr = only(present(global.prMs), rhythm.sinus === true);
  const longPr = above(pr, { trueFrom: 221, falseTo: 179 });
  const shortPr = below(pr, { trueTo: 99, falseFrom: 141 });
  const qrs = only(present(global.qrsDurationMs), unpaced);
  const wideQrs = above(qrs, { trueFrom: 141, falseTo: 90 });
  const narrow = wideQrs === false;
  const { bazett, fridericia, framingham, hodges } = global.qtcMs;
  const qtc = only(present(bazett, fridericia, framingham, hodges), bazett !== null && narrow);
  const longQtc = above(qtc, { trueFrom: 491, falseTo: 419 });
  const shortQtc = below(qtc, { trueTo: 329, falseFrom: 391 });
  const pWave = only(present(global.pDurationMs), rhythm.sinus === true);
  const widePWave = above(pWave, { trueFrom: 141, falseTo: 99 });
  const axis = axisStates(adult ? global.axisDeg.qrs : null);
  const voltage = voltageStates(measurements);
  const progression = progressionStates(measurements);
  const suppressed = !adult || !narrow;
  const quiet = <Key extends string>(states: Record<Key, Ternary>): Record<Key, Ternary> =>
    suppressed
      ? (Object.fromEntries(Object.keys(states).map((key) => [key, null])) as Record<Key, Ternary>)
      : states;
  const normalRate = all(not(tachycardia), not(bradycardia));
  return {
    tachycardia,
    notTachycardia: not(tachycardia),
    bradycardia,
    notBradycardia: not(bradycardia),
    normalRate,
    sinusTachycardia: all(rhythm.sinus, tachycardia),
    sinusBradycardia: all(rhythm.sinus, bradycardia),
    normalSinusRhythm: all(rhythm.sinus, normalRate, rhythm.regular === true ? true : null),
    rapidFibrillation: all(rhythm.atrialFibrillation, tachycardia),
    longPr,
    notLongPr: not(longPr),
    shortPr,
    notShortPr: not(shortPr),
    normalPr: all(not(longPr), not(shortPr)),
    firstDegreeBlock: longPr,
    noAvBlock: all(rhythm.noHighGradeBlock, not(longPr)),
    wideQrs,
    narrowQrs: not(wideQrs),
    bundleBranchBlock: onlyIfFalse(narrow && adult),
    noBundleBranchBlock: narrow && adult ? true : (null as Ternary),
    preexcitation: onlyIfFalse(narrow && shortPr === false),
    noPreexcitation: narrow && shortPr === false ? true : (null as Ternary),
    longQtc,
    notLongQtc: not(longQtc),
    shortQtc,
    normalQtc: all(not(longQtc), not(shortQtc)),
    widePWave,
    normalPWave: not(widePWave),
    ...axis,
    ...rhythm,
    ...quiet(voltage),
    ...quiet(progression),
  };
}
