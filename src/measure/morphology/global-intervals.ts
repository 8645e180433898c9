// PR, P and QT over all leads of one group of beats, from the earliest onset to the latest end over the leads (AHA
// 2007 part I), taken as inner quantiles so that one noisy lead does not stretch them.
import { median, quantile, standardDeviation } from "../../signal/statistics.ts";
import type { MeasuredGroup, MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";

/** Leads whose T or P is lower than this do not decide its end. */
export const CLEAR_T_MV = 0.1;
export const CLEAR_P_MV = 0.04;
const EARLY = 0.15;
const LATE = 0.8;
/** A PR that varies more than this from beat to beat (AV block) has no single value. */
const LARGEST_PR_DEVIATION_MS = 60;

export interface PIntervals {
  readonly prMs: number | null;
  readonly pDurationMs: number | null;
}

const NONE: PIntervals = { prMs: null, pDurationMs: null };

export function pIntervals(waves: MeasuredWaves): PIntervals {
  if (waves.freeP !== null) return freePIntervals(waves, waves.freeP);
  const group = waves.groups[0];
  return group && waves.organisedP.present !== false ? pIntervalsOf(group) : NONE;
}

export function pIntervalsOf(group: MeasuredGroup): PIntervals {
  const clear = group.leads.flatMap((lead, index) => {
    const p = group.marks.leads[index]!.p;
    return lead.usable && p && Math.abs(lead.smooth[p.peak]! - lead.smooth[p.onset]!) >= CLEAR_P_MV
      ? [p]
      : [];
  });
  const { onset, offset } = ends(clear);
  if (onset === null || offset === null || group.marks.p?.onsetUnknown) return NONE;
  return {
    prMs: Math.round((group.marks.qrs.onset - onset) * SAMPLE_MS),
    pDurationMs: Math.round((offset - onset) * SAMPLE_MS),
  };
}

function freePIntervals(waves: MeasuredWaves, freeP: NonNullable<MeasuredWaves["freeP"]>): PIntervals {
  const { onset, offset } = ends(freeP.leads.flatMap((lead) => (lead.marks ? [lead.marks] : [])));
  if (onset === null || offset === null) return NONE;
  const shown = waves.leads[freeP.leads.findIndex((lead) => lead.marks !== null)]!;
  const intervals = shown.beats.flatMap((beat, index) => {
    const qrs = waves.qrsOfBeat[index];
    return beat.p && qrs ? [(qrs.onset - beat.p.onset) * SAMPLE_MS] : [];
  });
  const steady = (standardDeviation(intervals) ?? 0) <= LARGEST_PR_DEVIATION_MS;
  const prMs = steady ? median(intervals) : null;
  return {
    prMs: prMs === null ? null : Math.round(prMs),
    pDurationMs: Math.round((offset - onset) * SAMPLE_MS),
  };
}

function ends(marks: readonly { onset: number; offset: number }[]): {
  onset: number | null;
  offset: number | null;
} {
  return {
    onset: quantile(
      marks.map((p) => p.onset),
      EARLY,
    ),
    offset: quantile(
      marks.map((p) => p.offset),
      1 - EARLY,
    ),
  };
}

export function globalQtMs(group: MeasuredGroup): number | null {
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
