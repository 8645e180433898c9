// P, QRS and T of one beat group, delineated on its median beats: first where the leads together show a wave,
// then each lead's own onset, peak and end near there. Single beats take these marks, shifted (place-waves.ts).

import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { type Boundaries, jointSlope, qrsBoundaries, slopeMagnitude } from "./qrs-boundaries.ts";
import { samplesOf, strongestDeflection, type WaveMarks, waveEdge } from "./wave-boundaries.ts";

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

/** A lead shows a wave if it rises at least this far from the chord under it. */
const LEAST_P_MV = 0.012;
const LEAST_T_MV = 0.015;

/** Slow waves longer than this are two waves run together. */
const LONGEST_P_MS = 180;
const P_LIMITS = { leastMv: LEAST_P_MV, apartMs: 45, reachMs: 110 };
const T_LIMITS = { leastMv: LEAST_T_MV, apartMs: 75, reachMs: 230 };
/** P is looked for this far before the QRS; farther only when that P is cut off and T leaves room. */
const USUAL_P_REACH_MS = 300;
const FARTHEST_P_REACH_MS = 460;

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
  const previousTEnd =
    MEDIAN_BEFORE - samplesOf(rr.beforeMs) + ((t?.offset ?? qrs.offset + samplesOf(200)) - MEDIAN_BEFORE);
  const { p, pWindow } = findP(usable, qrs, previousTEnd);
  return {
    qrs,
    p,
    t,
    leads: leads.map((lead) => ({
      qrs: leadQrs(lead, qrs),
      p: p && leadWave({ beat: lead.smooth, window: pWindow, joint: p, limits: P_LIMITS, consensus: p }),
      t: t && leadWave({ beat: lead.smooth, window: tWindow, joint: t, limits: T_LIMITS, consensus: t }),
    })),
  };
}

/** P of median beats that are aligned at P itself (index MEDIAN_BEFORE), one result a lead. */
export function delineateP(beats: readonly Float64Array[]): (WaveMarks | null)[] {
  const leads = beats.map((smooth) => ({ name: "", usable: true, raw: smooth, smooth }));
  const window = { onset: MEDIAN_BEFORE - samplesOf(110), offset: MEDIAN_BEFORE + samplesOf(110) };
  const joint = jointWave(leads, window, P_LIMITS);
  return beats.map((beat) => joint && leadWave({ beat, window, joint, limits: P_LIMITS, consensus: joint }));
}

function findP(
  leads: readonly MedianLead[],
  qrs: Boundaries,
  previousTEnd: number,
): { p: WaveMarks | null; pWindow: Boundaries } {
  const windowFrom = (reachMs: number): Boundaries => ({
    onset: Math.max(0, qrs.onset - samplesOf(reachMs), previousTEnd),
    offset: qrs.onset,
  });
  const within = (pWindow: Boundaries): WaveMarks | null => {
    if (pWindow.offset - pWindow.onset <= samplesOf(60)) return null;
    const p = jointWave(leads, pWindow, P_LIMITS);
    return p !== null && p.offset - p.onset <= samplesOf(LONGEST_P_MS) ? p : null;
  };
  const pWindow = windowFrom(USUAL_P_REACH_MS);
  const p = within(pWindow);
  if (p !== null && !isCutOff(p, pWindow)) return { p, pWindow };
  const wider = windowFrom(FARTHEST_P_REACH_MS);
  const found = pWindow.onset > wider.onset ? within(wider) : null;
  if (found !== null && !isCutOff(found, wider)) return { p: found, pWindow: wider };
  return { p: p && { ...p, onsetUnknown: true }, pWindow };
}

function isCutOff(p: WaveMarks, window: Boundaries): boolean {
  return p.onset - window.onset < samplesOf(12);
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

interface WaveLimits {
  readonly leastMv: number;
  /** A lead's peak lies at most this far from the joint one. */
  readonly apartMs: number;
  /** The wave's ends lie at most this far from its outermost peak. */
  readonly reachMs: number;
}

/** The joint wave: peak of the root mean square over leads, ends by the median of the leads that show it. */
function jointWave(leads: readonly MedianLead[], window: Boundaries, limits: WaveLimits): WaveMarks | null {
  const length = window.offset - window.onset + 1;
  if (length < samplesOf(40)) return null;
  const power = new Float64Array(length);
  for (const { smooth } of leads) {
    const from = smooth[window.onset]!;
    const rise = (smooth[window.offset]! - from) / (length - 1);
    for (let i = 0; i < length; i++) power[i]! += (smooth[window.onset + i]! - from - rise * i) ** 2;
  }
  let best = -1;
  for (let i = 2; i < length - 2; i++) {
    const isPeak = power[i]! >= power[i - 1]! && power[i]! > power[i + 1]!;
    if (isPeak && (best < 0 || power[i]! > power[best]!)) best = i;
  }
  if (best < 0 || Math.sqrt(power[best]! / leads.length) < limits.leastMv * 0.6) return null;
  const peak = window.onset + best;
  const rough = { onset: window.onset, peak, offset: window.offset };
  const marks = leads
    .map((lead) => leadWave({ beat: lead.smooth, window, joint: rough, limits, consensus: null }))
    .filter((mark) => mark !== null);
  if (marks.length === 0) return null;
  return {
    onset: weightedMiddle(marks.map((m) => m.onset)),
    peak,
    offset: weightedMiddle(marks.map((m) => m.offset)),
  };
}

function leadWave(options: {
  beat: Float64Array;
  window: Boundaries;
  /** Where the leads together have the wave. */
  joint: WaveMarks;
  limits: WaveLimits;
  /** Edges to pull this lead's towards; null on the first pass, which makes them. */
  consensus: WaveMarks | null;
}): WaveMarks | null {
  const { beat, window, joint, limits, consensus } = options;
  const low = Math.max(window.onset, joint.peak - samplesOf(limits.reachMs));
  const high = Math.min(window.offset, joint.peak + samplesOf(limits.reachMs));
  const lobes = lobesOf(beat, { from: low, to: high, near: joint.peak, limits });
  const first = lobes[0];
  const last = lobes.at(-1);
  if (first === undefined || last === undefined) return null;
  const main = lobes.reduce((a, b) => (Math.abs(b.height) > Math.abs(a.height) ? b : a));
  const own = {
    onset: waveEdge(beat, first.at, Math.max(window.onset, first.at - samplesOf(limits.reachMs))),
    offset: waveEdge(beat, last.at, Math.min(window.offset, last.at + samplesOf(limits.reachMs))),
  };
  if (consensus === null) return { ...own, peak: main.at };
  const unknown = consensus.onsetUnknown === true ? { onsetUnknown: true } : {};
  const trust = Math.abs(main.height) / (Math.abs(main.height) + 8 * limits.leastMv);
  return {
    onset: Math.min(main.at - 4, pulled(own.onset, consensus.onset, trust, samplesOf(limits.apartMs))),
    peak: main.at,
    offset: Math.max(main.at + 4, pulled(own.offset, consensus.offset, trust, samplesOf(limits.apartMs))),
    ...unknown,
  };
}

/** A lead's own edge, pulled towards the joint one: the smaller its wave, the less its edge is worth. */
function pulled(own: number, joint: number, trust: number, farthest: number): number {
  const limit = 0.5 * farthest;
  const apart = Math.min(Math.max(own - joint, -limit), limit);
  return Math.round(joint + trust * apart);
}

export interface Lobe {
  readonly at: number;
  /** Signed height over the chord under the wave, mV. */
  readonly height: number;
}

/** The wave's one or two lobes (+, -, +-, -+), in time order; a second one counts from 30 % of the first. */
function lobesOf(
  beat: Float64Array,
  search: { from: number; to: number; near: number; limits: WaveLimits },
): Lobe[] {
  const { from, to, near, limits } = search;
  const apart = samplesOf(limits.apartMs);
  const chord = (i: number): number => beat[from]! + ((beat[to]! - beat[from]!) * (i - from)) / (to - from);
  let main: Lobe | null = null;
  for (let i = Math.max(from + 1, near - apart); i <= Math.min(to - 1, near + apart); i++) {
    const isTurn = (beat[i]! - beat[i - 1]!) * (beat[i + 1]! - beat[i]!) <= 0;
    const height = beat[i]! - chord(i);
    if (isTurn && (main === null || Math.abs(height) > Math.abs(main.height))) main = { at: i, height };
  }
  if (main === null || Math.abs(main.height) < limits.leastMv) return [];
  const sides = [strongestDeflection(beat, from, main.at), strongestDeflection(beat, main.at, to)];
  const lobes = [main];
  for (const side of sides) {
    const height = beat[side.at]! - chord(side.at);
    const opposite = Math.sign(height) === -Math.sign(main.height);
    const near = Math.abs(side.at - main.at) <= 2 * apart;
    if (opposite && near && Math.abs(height) >= Math.max(limits.leastMv, 0.3 * Math.abs(main.height))) {
      lobes.push({ at: side.at, height });
    }
  }
  return lobes.sort((a, b) => a.at - b.at);
}

function weightedMiddle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : Math.round((sorted[half - 1]! + sorted[half]!) / 2);
}

/** Milliseconds between two samples. */
export function spanMs(from: number, to: number): number {
  return (to - from) * SAMPLE_MS;
}
