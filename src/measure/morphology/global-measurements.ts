// The values of the whole recording, from the dominant group's median beat and the beats' timing. JTc is QTc less
// the QRS; dispersion is over the leads in which the wave is clear.
import type { Beat, GlobalMeasurements, MedianBeat } from "../../ecg/measurements.ts";
import { mean, median, standardDeviation } from "../../signal/statistics.ts";
import { atrialActivity } from "../atria/atrial-activity.ts";
import { pMorphology } from "../atria/p-morphology.ts";
import { ectopyOf } from "../beats/ectopy.ts";
import { MEDIAN_BEFORE_MS } from "../beats/median-beat.ts";
import { rrStatistics } from "../beats/rr-statistics.ts";
import { globalConfidence } from "../confidence/global-confidence.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { hidesBetween, type Stretch } from "../waves/unseen-stretches.ts";
import { angleBetween, frontalAxes } from "./axes.ts";
import { deltaWave } from "./delta-wave.ts";
import { fragmentation } from "./fragmentation.ts";
import { CLEAR_P_MV, CLEAR_T_MV, globalQtMs, pIntervals } from "./global-intervals.ts";
import type { LeadSpread } from "./lead-spread.ts";
import { rProgression, transitionLead, transitionPosition } from "./precordial.ts";
import { romhiltEstes } from "./romhilt-estes.ts";
import { spatialAngles } from "./spatial-angle.ts";
import { voltages } from "./voltages.ts";

export function globalMeasurements(options: {
  waves: MeasuredWaves;
  beats: readonly Beat[];
  medians: ReadonlyMap<string, MedianBeat>;
  spreads: ReadonlyMap<string, LeadSpread>;
  spikesMs: readonly number[];
  nonConductedPMs: readonly number[];
  durationMs: number;
  unseen: readonly Stretch[];
}): GlobalMeasurements {
  const { waves, beats, medians, spreads, spikesMs, durationMs, unseen } = options;
  const group = waves.groups[0] ?? null;
  const qrsDurationMs = group && (group.marks.qrs.offset - group.marks.qrs.onset) * SAMPLE_MS;
  const intervals = beats.slice(1).map((beat, i) => {
    const previousMs = beats[i]!.rPeakMs;
    return hidesBetween(unseen, previousMs, beat.rPeakMs) ? null : beat.rPeakMs - previousMs;
  });
  const rr = intervals.filter((interval) => interval !== null);
  const rrMs = rr.length > 0 ? Math.round(mean(rr)!) : null;
  const qtMs = group && globalQtMs(group);
  const qtcMs = corrected(qtMs, rrMs);
  const p = pIntervals(waves);
  const axisDeg = frontalAxes(medians);
  const spatial = group && spatialAngles(group.leads, group.marks);
  const tPeakToEndMs = rounded(median(known(medians, (m) => (clearT(m) ? m.tPeakToEndMs : null))));
  const qts = known(medians, (m) => (clearT(m) ? m.qtMs : null));
  const pDurations = known(medians, (m) => (clearP(m) ? m.pDurationMs : null));
  const values: Omit<GlobalMeasurements, "confidence"> = {
    heartRateBpm: rrMs === null ? null : Math.round(60_000 / rrMs),
    rrMs,
    ...p,
    qrsDurationMs,
    qtMs,
    qtcMs,
    jtMs: qtMs !== null && qrsDurationMs !== null ? qtMs - qrsDurationMs : null,
    jtcMs: withoutQrs(qtcMs, qrsDurationMs),
    tPeakToEndMs,
    tPeakToEndOverQt: tPeakToEndMs === null || qtMs === null ? null : thousandths(tPeakToEndMs / qtMs),
    qtDispersionMs: spread(qts),
    qtDispersionSdMs: rounded(standardDeviation(qts)),
    pDispersionMs: spread(pDurations),
    pDispersionSdMs: rounded(standardDeviation(pDurations)),
    axisDeg,
    qrsTAngleDeg: angleBetween(axisDeg.qrs, axisDeg.t),
    spatialQrsTAngleDeg: spatial?.meanDeg ?? null,
    spatialPeakQrsTAngleDeg: spatial?.peakDeg ?? null,
    transitionLead: transitionLead(medians),
    transitionPosition: transitionPosition(medians),
    rProgression: rProgression(medians),
    fragmentation: fragmentation(medians),
    deltaWave: deltaWave(medians, p.prMs),
    voltages: voltages(medians, qrsDurationMs),
    romhiltEstes: romhiltEstes({ medians, qrsDurationMs, qrsAxisDeg: axisDeg.qrs }),
    rhythm: rrStatistics(beats, intervals, durationMs, unseen),
    ectopy: { pvc: ectopyOf(beats, "pvc", intervals), pac: ectopyOf(beats, "pac", intervals) },
    atrial: atrialActivity(waves, options.nonConductedPMs),
    pMorphology: pMorphology(medians),
    pacing: pacing(waves, beats, spikesMs),
    dominantClass: dominantClass(waves, beats),
    medianWindowStartMs: group ? MEDIAN_BEFORE_MS : null,
  };
  return { ...values, confidence: globalConfidence({ values, medians, spreads, group, rr, spatial }) };
}

/** Bazett, Fridericia, Framingham (Sagie 1992) and Hodges; RR in seconds, QT in ms. */
export function corrected(qtMs: number | null, rrMs: number | null): GlobalMeasurements["qtcMs"] {
  if (qtMs === null || rrMs === null)
    return { bazett: null, fridericia: null, framingham: null, hodges: null };
  const rr = rrMs / 1000;
  return {
    bazett: Math.round(qtMs / Math.sqrt(rr)),
    fridericia: Math.round(qtMs / Math.cbrt(rr)),
    framingham: Math.round(qtMs + 154 * (1 - rr)),
    hodges: Math.round(qtMs + 1.75 * (60 / rr - 60)),
  };
}

function withoutQrs(
  qtcMs: GlobalMeasurements["qtcMs"],
  qrsDurationMs: number | null,
): GlobalMeasurements["jtcMs"] {
  const less = (value: number | null): number | null =>
    value === null || qrsDurationMs === null ? null : value - qrsDurationMs;
  return {
    bazett: less(qtcMs.bazett),
    fridericia: less(qtcMs.fridericia),
    framingham: less(qtcMs.framingham),
    hodges: less(qtcMs.hodges),
  };
}

function pacing(
  waves: MeasuredWaves,
  beats: readonly Beat[],
  spikesMs: readonly number[],
): GlobalMeasurements["pacing"] {
  const pacedBeats = beats.filter((beat) => beat.class === "paced").length;
  const beforeP = beats.filter((beat) =>
    spikesMs.some(
      (spike) => beat.qrsOnsetMs !== null && spike < beat.qrsOnsetMs - 80 && spike > beat.qrsOnsetMs - 320,
    ),
  ).length;
  const ventricular = pacedBeats >= 2;
  const atrial = beforeP >= Math.max(2, beats.length / 2);
  let mode: GlobalMeasurements["pacing"]["mode"] = null;
  if (ventricular) mode = atrial ? "dual" : "ventricular";
  else if (atrial && waves.groups.length > 0) mode = "atrial";
  return { spikesMs: [...spikesMs], pacedBeats, mode };
}

function dominantClass(waves: MeasuredWaves, beats: readonly Beat[]): Beat["class"] | null {
  const counts = new Map<Beat["class"], number>();
  for (const index of waves.groups[0]?.beats ?? []) {
    const kind = beats[index]?.class;
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function clearT(lead: MedianBeat): boolean {
  return lead.t !== null && Math.abs(lead.t.amplitudeMv) >= CLEAR_T_MV;
}

function clearP(lead: MedianBeat): boolean {
  return lead.p !== null && Math.abs(lead.p.amplitudeMv) >= CLEAR_P_MV;
}

function known(medians: ReadonlyMap<string, MedianBeat>, pick: (m: MedianBeat) => number | null): number[] {
  return [...medians.values()].map(pick).filter((value) => value !== null);
}

function spread(values: readonly number[]): number | null {
  return values.length >= 2 ? Math.max(...values) - Math.min(...values) : null;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
