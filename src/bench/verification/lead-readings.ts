// What can clearly be said lead by lead: amplitudes and durations as readings, and states of ST, T, P, Q and QRS
// shape. Only usable standard leads with a median beat are spoken of. ST counts at J and 20 to 80 ms after it
// together, because a writer seldom says where it was measured.
import { isStandardLead } from "../../ecg/lead-names.ts";
import type { LeadMeasurements, Measurements, MedianBeat, Wave } from "../../ecg/measurements.ts";
import { type Reading, TOLERANCES } from "./clear-number.ts";
import { above, all, below, not, onlyIfFalse, type Ternary } from "./ternary.ts";

export type LeadNumber =
  | "qrs"
  | "r"
  | "s"
  | "q"
  | "p"
  | "t"
  | "st"
  | "stJ"
  | "st60"
  | "st80"
  | "pDuration"
  | "tDuration";
export type LeadState = keyof ReturnType<typeof leadStates>;

/** The usable standard leads that have a median beat. */
export function speakableLeads(measurements: Measurements): string[] {
  return Object.keys(measurements.leads).filter(
    (lead) =>
      isStandardLead(lead) &&
      measurements.quality.leads[lead]?.usable === true &&
      measurements.leads[lead]?.median != null,
  );
}

function middle(values: readonly (number | null)[]): number[] {
  const found = values.filter((value) => value !== null).sort((a, b) => a - b);
  const value = found[Math.floor(found.length / 2)];
  return value === undefined ? [] : [value];
}

function amplitude(
  main: number | null | undefined,
  beats: number[],
  range: [number, number],
  alsoRead: number[] = [],
) {
  if (main === null || main === undefined) return null;
  return { values: [main, ...beats], alsoRead, tolerance: TOLERANCES.amplitudeMv, range };
}

function duration(wave: Wave | null, beats: number[], kind: "p" | "t"): Reading | null {
  if (wave === null) return null;
  return {
    values: [wave.offsetMs - wave.onsetMs, ...beats],
    tolerance: kind === "p" ? TOLERANCES.shortIntervalMs : TOLERANCES.longIntervalMs,
    range: kind === "p" ? [20, 240] : [60, 420],
  };
}

function stPoints(median: MedianBeat): number[] {
  return [median.stJMv, median.st20Mv, median.st40Mv, median.st60Mv, median.st80Mv].filter(
    (value) => value !== null,
  );
}

/** One measured number of one lead as a reading, or null where it was not found or has two meanings. */
export function leadReading(measurements: Measurements, lead: string, which: LeadNumber): Reading | null {
  const found: LeadMeasurements | undefined = measurements.leads[lead];
  const median = found?.median;
  if (found === undefined || median === null || median === undefined) return null;
  const { sequences, waves } = found;
  const p = measurements.global.atrial.organisedP === false ? null : median.p;
  const qrs = waves.map((beat) => beat.qrs);
  const single = median.rPrime === null && median.sPrime === null;
  // The one deflection of a QS complex is a Q to some and an S to others.
  const named = median.qrsForm !== "QS";
  const r = Math.abs(median.r?.amplitudeMv ?? 0);
  const s = Math.abs(median.s?.amplitudeMv ?? 0);
  const magnitudes = (values: readonly (number | null | undefined)[]) =>
    middle(values.map((value) => (value === null || value === undefined ? null : Math.abs(value))));
  const positive = (value: number) =>
    value >= 0 ? ([0.03, 4] as [number, number]) : ([-4, -0.03] as [number, number]);
  switch (which) {
    case "qrs":
      return amplitude(
        median.qrsPeakToPeakMv,
        magnitudes(sequences.qrsAmplitude),
        [0.1, 6],
        [r, s].filter((v) => v > 0),
      );
    case "r":
      return single && median.r ? amplitude(r, magnitudes(qrs.map((beat) => beat?.rMv)), [0.05, 4]) : null;
    case "s":
      return single && named && median.s
        ? amplitude(s, magnitudes(qrs.map((beat) => beat?.sMv)), [0.05, 4])
        : null;
    case "q":
      return median.q && named
        ? amplitude(Math.abs(median.q.amplitudeMv), magnitudes(qrs.map((beat) => beat?.qMv)), [0.05, 2])
        : null;
    case "p":
      return p ? amplitude(p.amplitudeMv, middle(sequences.pAmplitude), positive(p.amplitudeMv)) : null;
    case "t":
      return median.t
        ? amplitude(median.t.amplitudeMv, middle(sequences.tAmplitude), positive(median.t.amplitudeMv))
        : null;
    case "st": {
      const [j, ...rest] = stPoints(median);
      return median.st60Mv === null ? null : amplitude(j, rest, [-0.8, 0.8]);
    }
    case "stJ":
      return amplitude(median.stJMv, [], [-0.8, 0.8]);
    case "st60":
      return amplitude(median.st60Mv, [], [-0.8, 0.8]);
    case "st80":
      return amplitude(median.st80Mv, [], [-0.8, 0.8]);
    case "pDuration":
      return duration(p, middle(sequences.pDuration), "p");
    case "tDuration":
      return duration(median.t, middle(sequences.tDuration), "t");
  }
}

function stStates(median: MedianBeat, lead: string) {
  const points = median.st60Mv === null || median.stJMv === null ? [] : stPoints(median);
  const anteroseptal = lead === "V2" || lead === "V3";
  const elevated = above(points, { trueFrom: anteroseptal ? 0.3 : 0.15, falseTo: 0.05 });
  const depressed = below(points, { trueTo: -0.1, falseFrom: 0 });
  const raised = points.length > 0 && points.every((value) => value >= 0.15);
  const level = all(not(elevated), not(depressed));
  return {
    stElevated: elevated,
    stNotElevated: not(elevated),
    stDepressed: depressed,
    stNotDepressed: not(depressed),
    stIsoelectric: level === true ? true : raised || depressed === true ? false : (null as Ternary),
  };
}

function waveStates(median: MedianBeat, lead: string, hasP: boolean) {
  const { t } = median;
  const p = hasP ? median.p : null;
  const tMv = t === null ? [] : [t.amplitudeMv];
  const pMv = p === null ? [] : [p.amplitudeMv];
  const chest = lead.startsWith("V");
  const upright = (wave: Wave | null, from: number): Ternary => {
    if (wave === null) return null;
    if (wave.form === "+" && wave.amplitudeMv >= from) return true;
    return wave.form === "-" && wave.amplitudeMv <= -from ? false : null;
  };
  const tUpright = upright(t, 0.15);
  const pUpright = upright(p, 0.06);
  const tFlat: Ternary =
    tMv.length === 0 ? null : Math.abs(tMv[0]!) <= 0.05 ? true : Math.abs(tMv[0]!) >= 0.2 ? false : null;
  return {
    tUpright,
    tInverted: not(tUpright),
    tFlat,
    tNotFlat: not(tFlat),
    tTall: above(tMv, chest ? { trueFrom: 1.2, falseTo: 0.8 } : { trueFrom: 0.6, falseTo: 0.4 }),
    tBiphasic: onlyIfFalse(t !== null && t.form === "+" && t.amplitudeMv >= 0.2),
    pUpright,
    pInverted: not(pUpright),
    pTall: above(pMv, { trueFrom: 0.31, falseTo: 0.19 }),
  };
}

function qrsStates(median: MedianBeat, lead: string, adultNarrow: boolean) {
  const form = median.qrsForm;
  const depth = Math.abs(median.q?.amplitudeMv ?? 0);
  const wide = median.q?.durationMs ?? 0;
  const r = median.r?.amplitudeMv ?? 0;
  const s = Math.abs(median.s?.amplitudeMv ?? 0);
  const speaks = adultNarrow && !["aVR", "III", "V1"].includes(lead);
  const noQ = median.q === null && /^r/i.test(form);
  const bigQ = form === "QS" || (depth >= 0.2 && wide >= 52 && depth >= 0.33 * r);
  const single = median.rPrime === null;
  const clearShape = median.qrsPeakToPeakMv >= 0.4;
  // With a Q as well, "mostly positive" would depend on more than R and S.
  const balance = single && clearShape && r > 0 && depth <= 0.2 * r ? (s === 0 ? 99 : r / s) : null;
  return {
    pathologicalQ: !speaks ? null : bigQ && clearShape ? true : noQ ? false : (null as Ternary),
    noPathologicalQ: !speaks ? null : noQ ? true : bigQ && clearShape ? false : (null as Ternary),
    hasQ: !adultNarrow ? null : depth >= 0.12 && wide >= 20 ? true : noQ ? false : (null as Ternary),
    noQ: !adultNarrow ? null : noQ ? true : depth >= 0.12 && wide >= 20 ? false : (null as Ternary),
    qsComplex: !clearShape ? null : form === "QS" ? true : noQ && r >= 0.2 ? false : (null as Ternary),
    rsPattern:
      !single || !clearShape ? null : form === "rS" ? true : r >= 1.5 * s && noQ ? false : (null as Ternary),
    dominantR: balance === null ? null : above([balance], { trueFrom: 1.5, falseTo: 0.66 }),
    dominantS: balance === null ? null : below([balance], { trueTo: 0.66, falseFrom: 1.5 }),
    rsrPattern:
      /^r[sS][rR]'/.test(form) && (median.rPrime?.amplitudeMv ?? 0) >= 0.15
        ? true
        : single && clearShape
          ? false
          : (null as Ternary),
  };
}

/** Every state of one lead with true, false or null (not clear, or not to be judged in this record). */
export function leadStates(measurements: Measurements, lead: string) {
  const median = measurements.leads[lead]?.median;
  if (median === null || median === undefined) throw new RangeError(`lead ${lead} has no median beat`);
  const { patient, global } = measurements;
  const adult = patient.ageYears === null || patient.ageYears >= 18;
  const narrow = (global.qrsDurationMs ?? 999) <= 110 && global.dominantClass === "normal";
  return {
    ...stStates(median, lead),
    ...waveStates(median, lead, global.atrial.organisedP !== false),
    ...qrsStates(median, lead, adult && narrow),
  };
}
