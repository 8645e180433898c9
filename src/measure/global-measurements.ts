// The values of the whole recording, from the dominant group's median beat and the beats' timing. Global
// intervals run from the earliest onset to the latest end over the leads (AHA 2007 part I), taken as inner
// quantiles so that one noisy lead does not stretch them.
import type { Beat, GlobalMeasurements, MedianBeat } from "../ecg/measurements.ts";
import { mean, median, quantile, standardDeviation } from "../signal/statistics.ts";
import { atrialActivity } from "./atrial-activity.ts";
import { angleBetween, frontalAxes } from "./axes.ts";
import type { MeasuredWaves } from "./measure-waves.ts";
import { MEDIAN_BEFORE_MS } from "./median-beat.ts";
import { SAMPLE_MS } from "./prepare-signals.ts";
import { transitionLead, voltages } from "./voltages.ts";

/** Leads whose T or P is lower than this do not decide its end. */
const CLEAR_T_MV = 0.1;
const CLEAR_P_MV = 0.04;
const EARLY = 0.15;
const LATE = 0.8;

export function globalMeasurements(options: {
  waves: MeasuredWaves;
  beats: readonly Beat[];
  medians: ReadonlyMap<string, MedianBeat>;
  spikesMs: readonly number[];
  durationMs: number;
}): GlobalMeasurements {
  const { waves, beats, medians, spikesMs, durationMs } = options;
  const qrs = waves.groups[0]?.marks.qrs ?? null;
  const qrsDurationMs = qrs && (qrs.offset - qrs.onset) * SAMPLE_MS;
  const rr = beats.slice(1).map((beat, i) => beat.rPeakMs - beats[i]!.rPeakMs);
  const rrMs = rr.length > 0 ? Math.round(mean(rr)!) : null;
  const qtMs = qrs && globalQtMs(waves);
  const axisDeg = frontalAxes(medians);
  return {
    heartRateBpm: rrMs === null ? null : Math.round(60_000 / rrMs),
    rrMs,
    ...pIntervals(waves),
    qrsDurationMs,
    qtMs,
    qtcMs: corrected(qtMs, rrMs),
    jtMs: qtMs !== null && qrsDurationMs !== null ? qtMs - qrsDurationMs : null,
    tPeakToEndMs: rounded(median(known(medians, (m) => (clearT(m) ? m.tPeakToEndMs : null)))),
    qtDispersionMs: spread(known(medians, (m) => (clearT(m) ? m.qtMs : null))),
    axisDeg,
    qrsTAngleDeg: angleBetween(axisDeg.qrs, axisDeg.t),
    transitionLead: transitionLead(medians),
    voltages: voltages(medians, qrsDurationMs),
    rhythm: ventricularRhythm(beats, rr, durationMs),
    atrial: atrialActivity(waves),
    pacing: pacing(waves, beats, spikesMs),
    dominantClass: dominantClass(waves, beats),
    medianWindowStartMs: waves.groups[0] ? MEDIAN_BEFORE_MS : null,
  };
}

/** A PR that varies more than this from beat to beat (AV block) has no single value. */
const LARGEST_PR_DEVIATION_MS = 60;

function pIntervals(waves: MeasuredWaves): { prMs: number | null; pDurationMs: number | null } {
  if (waves.freeP !== null) return freePIntervals(waves, waves.freeP);
  const group = waves.groups[0];
  if (!group || waves.organisedP.present === false) return { prMs: null, pDurationMs: null };
  const clear = group.leads.flatMap((lead, index) => {
    const p = group.marks.leads[index]!.p;
    return lead.usable && p && Math.abs(lead.smooth[p.peak]! - lead.smooth[p.onset]!) >= CLEAR_P_MV
      ? [p]
      : [];
  });
  const onset = quantile(
    clear.map((p) => p.onset),
    EARLY,
  );
  const offset = quantile(
    clear.map((p) => p.offset),
    1 - EARLY,
  );
  if (onset === null || offset === null || group.marks.p?.onsetUnknown)
    return { prMs: null, pDurationMs: null };
  return {
    prMs: Math.round((group.marks.qrs.onset - onset) * SAMPLE_MS),
    pDurationMs: Math.round((offset - onset) * SAMPLE_MS),
  };
}

function freePIntervals(
  waves: MeasuredWaves,
  freeP: NonNullable<MeasuredWaves["freeP"]>,
): { prMs: number | null; pDurationMs: number | null } {
  const marks = freeP.leads.flatMap((lead) => (lead.marks ? [lead.marks] : []));
  const onset = quantile(
    marks.map((p) => p.onset),
    EARLY,
  );
  const offset = quantile(
    marks.map((p) => p.offset),
    1 - EARLY,
  );
  if (onset === null || offset === null) return { prMs: null, pDurationMs: null };
  const shown = waves.leads[freeP.leads.findIndex((lead) => lead.marks !== null)]!;
  const intervals = shown.beats.flatMap((beat, index) => {
    const qrs = waves.qrsOfBeat[index];
    return beat.p && qrs ? [(qrs.onset - beat.p.onset) * SAMPLE_MS] : [];
  });
  const steady = (standardDeviation(intervals) ?? 0) <= LARGEST_PR_DEVIATION_MS;
  return {
    prMs: steady ? rounded(median(intervals)) : null,
    pDurationMs: Math.round((offset - onset) * SAMPLE_MS),
  };
}

function globalQtMs(waves: MeasuredWaves): number | null {
  const group = waves.groups[0]!;
  const marks = group.leads.flatMap((lead, index) => {
    const t = group.marks.leads[index]!.t;
    return lead.usable && t ? [{ end: t.offset, heightMv: Math.abs(lead.smooth[t.peak]!) }] : [];
  });
  const clear = marks.filter((mark) => mark.heightMv >= CLEAR_T_MV);
  const end = quantile(
    (clear.length >= 3 ? clear : marks).map((mark) => mark.end),
    LATE,
  );
  return end === null ? null : Math.round((end - group.marks.qrs.onset) * SAMPLE_MS);
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

function ventricularRhythm(
  beats: readonly Beat[],
  rr: readonly number[],
  durationMs: number,
): GlobalMeasurements["rhythm"] {
  const ectopic = (beat: Beat | undefined): boolean => beat?.class === "pvc" || beat?.class === "pac";
  // the intervals on both sides of an ectopic beat belong to it
  const regular = rr.map((interval, i) => (ectopic(beats[i]) || ectopic(beats[i + 1]) ? null : interval));
  const differences = regular
    .slice(1)
    .flatMap((interval, i) => (interval === null || regular[i] === null ? [] : [interval - regular[i]!]));
  const rmssd = differences.length > 0 ? Math.sqrt(mean(differences.map((d) => d * d))!) : null;
  const kept = regular.filter((interval) => interval !== null);
  const meanRr = mean(kept);
  const first = beats[0]?.rPeakMs ?? 0;
  const last = beats.at(-1)?.rPeakMs ?? 0;
  return {
    rrSdMs: rounded(standardDeviation(kept)),
    rmssdMs: rounded(rmssd),
    normalisedRmssd: rmssd === null || meanRr === null ? null : Math.round((rmssd / meanRr) * 1000) / 1000,
    minRrMs: rr.length > 0 ? Math.min(...rr) : null,
    maxRrMs: rr.length > 0 ? Math.max(...rr) : null,
    longestPauseMs: rr.length > 0 ? Math.max(...rr, first, durationMs - last) : null,
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

function known(medians: ReadonlyMap<string, MedianBeat>, pick: (m: MedianBeat) => number | null): number[] {
  return [...medians.values()].map(pick).filter((value) => value !== null);
}

function spread(values: readonly number[]): number | null {
  return values.length >= 2 ? Math.max(...values) - Math.min(...values) : null;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
