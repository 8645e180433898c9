// P, QRS and T of one beat group, delineated on its median beats: first where the leads together show a wave,
// then each lead's own onset, peak and end near there. Single beats take these marks, shifted (place-waves.ts).

import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { delineatePBefore } from "./find-p.ts";
import { jointWave, leadWave } from "./joint-wave.ts";
import { type Boundaries, jointSlope, qrsBoundaries, slopeMagnitude } from "./qrs-boundaries.ts";
import { samplesOf, type WaveMarks } from "./wave-boundaries.ts";

/** One lead's median beat, millivolts above the isoelectric line; index MEDIAN_BEFORE is the fiducial. */
export interface MedianLead {
  readonly name: string;
  readonly usable: boolean;
  /** Full bandwidth: QRS. */
  readonly raw: Float64Array;
  /** Low-passed at 40 Hz: P, ST and T. */
  readonly smooth: Float64Array;
}

export interface LeadMarks {
  readonly qrs: Boundaries | null;
  readonly p: WaveMarks | null;
  readonly t: WaveMarks | null;
}

export interface GroupMarks {
  /** Global QRS of the group. */
  readonly qrs: Boundaries;
  /** Where the leads together have their P and T peaks, and the joint (median over leads) ends. */
  readonly p: WaveMarks | null;
  readonly t: WaveMarks | null;
  readonly leads: readonly LeadMarks[];
}

const T_LIMITS = { leastMv: 0.015, apartMs: 75, reachMs: 230 };
/** `rr` are the group's typical intervals to the beat before and to the beat after. */
export function delineateGroup(
  leads: readonly MedianLead[],
  rr: { readonly beforeMs: number; readonly afterMs: number },
): GroupMarks | null {
  const usable = leads.filter((lead) => lead.usable);
  if (usable.length === 0) return null;
  const qrs = qrsBoundaries(jointSlope(usable.map((lead) => lead.raw)), MEDIAN_BEFORE);
  if (qrs === null) return null;
  const tWindow = windowOfT(usable, qrs, rr.afterMs);
  const t = jointWave(usable, tWindow, T_LIMITS);
  const previousTEnd = (t?.offset ?? qrs.offset + samplesOf(200)) - samplesOf(rr.beforeMs);
  const { p, leads: ps } = delineatePBefore(leads, qrs, previousTEnd);
  return {
    qrs,
    p,
    t,
    leads: leads.map((lead, index) => ({
      qrs: leadQrs(lead, qrs),
      p: ps[index]!,
      t: t && leadWave({ beat: lead.smooth, window: tWindow, joint: t, limits: T_LIMITS, consensus: t }),
    })),
  };
}

/**
 * T ends before 1.5 times the usual QT (Bazett with QTc 390) and before the next beat. In fast rhythms the
 * next P stands in that window too: there T ends at the valley between the two.
 */
function windowOfT(leads: readonly MedianLead[], qrs: Boundaries, rrMs: number): Boundaries {
  const onset = qrs.offset + samplesOf(20);
  const longest = qrs.onset + samplesOf(Math.min(1.5 * 390 * Math.sqrt(rrMs / 1000), rrMs - 70));
  const offset = Math.min(MEDIAN_LENGTH - 4, Math.max(longest, qrs.offset + samplesOf(120)));
  if (rrMs > FAST_RR_MS) return { onset, offset };
  const nextQrs = Math.min(MEDIAN_LENGTH - 4, qrs.onset + samplesOf(rrMs) - samplesOf(20));
  const valley = valleyBetweenTwoPeaks(leads, onset + samplesOf(40), nextQrs);
  return { onset, offset: valley === null ? offset : Math.min(offset, valley) };
}

/** Under this RR (over about 90 a minute) P comes soon after T. */
const FAST_RR_MS = 660;
const VALLEY_SHARE = 0.6;
const LEAST_PEAK_SHARE = 0.25;

/** The lowest point of the joint amplitude between its two highest separate peaks, if they are separate. */
function valleyBetweenTwoPeaks(leads: readonly MedianLead[], from: number, to: number): number | null {
  const power = new Float64Array(Math.max(0, to - from));
  for (const { smooth } of leads) for (let i = 0; i < power.length; i++) power[i]! += smooth[from + i]! ** 2;
  const peaks: number[] = [];
  for (let i = 2; i < power.length - 2; i++) {
    if (power[i]! > power[i - 2]! && power[i]! >= power[i + 2]!) peaks.push(i);
  }
  const highest = Math.max(0, ...peaks.map((peak) => power[peak]!));
  let best: { valley: number; lower: number } | null = null;
  for (const left of peaks) {
    for (const right of peaks) {
      if (right - left < samplesOf(60)) continue;
      let valley = left;
      for (let i = left; i <= right; i++) if (power[i]! < power[valley]!) valley = i;
      const lower = Math.min(power[left]!, power[right]!);
      // ripples are no waves: the lower of the two still has a quarter of the highest amplitude
      if (lower < LEAST_PEAK_SHARE ** 2 * highest) continue;
      const deep = Math.sqrt(power[valley]!) < VALLEY_SHARE * Math.sqrt(lower);
      if (deep && (best === null || lower > best.lower)) best = { valley, lower };
    }
  }
  return best && from + best.valley;
}

function leadQrs(lead: MedianLead, global: Boundaries): Boundaries | null {
  return qrsBoundaries(slopeMagnitude(lead.raw), MEDIAN_BEFORE, {
    onset: Math.max(0, global.onset - samplesOf(4)),
    offset: Math.min(MEDIAN_LENGTH - 1, global.offset + samplesOf(4)),
  });
}
