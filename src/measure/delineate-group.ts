// P, QRS and T of one beat group, delineated on its median beats: first where the leads together show a wave,
// then each lead's own onset, peak and end near there. Single beats take these marks, shifted (place-waves.ts).

import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "./median-beat.ts";
import { SAMPLE_MS } from "./prepare-signals.ts";
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

export function delineateGroup(leads: readonly MedianLead[], rrMs: number): GroupMarks | null {
  const usable = leads.filter((lead) => lead.usable);
  if (usable.length === 0) return null;
  const qrs = qrsBoundaries(jointSlope(usable.map((lead) => lead.raw)), MEDIAN_BEFORE);
  if (qrs === null) return null;
  const tWindow = windowOfT(qrs, rrMs);
  const t = jointWave(usable, tWindow, { leastMv: LEAST_T_MV, apartMs: 75, reachMs: 230 });
  const previousTEnd = t ? t.offset - samplesOf(rrMs) : MEDIAN_BEFORE - samplesOf(rrMs) + samplesOf(250);
  const pWindow = {
    onset: Math.max(0, qrs.onset - samplesOf(300), previousTEnd),
    offset: qrs.onset,
  };
  const p =
    pWindow.offset - pWindow.onset > samplesOf(60)
      ? jointWave(usable, pWindow, { leastMv: LEAST_P_MV, apartMs: 45, reachMs: 110 })
      : null;
  return {
    qrs,
    p,
    t,
    leads: leads.map((lead) => ({
      qrs: leadQrs(lead, qrs),
      p: p && leadWave(lead.smooth, pWindow, p, { leastMv: LEAST_P_MV, apartMs: 45, reachMs: 110 }, p),
      t: t && leadWave(lead.smooth, tWindow, t, { leastMv: LEAST_T_MV, apartMs: 75, reachMs: 230 }, t),
    })),
  };
}

/** T ends before 1.5 times the usual QT (Bazett with QTc 390) and before the next beat's P. */
function windowOfT(qrs: Boundaries, rrMs: number): Boundaries {
  const longestMs = Math.min(1.5 * 390 * Math.sqrt(rrMs / 1000), rrMs - 70);
  return {
    onset: qrs.offset + samplesOf(20),
    offset: Math.min(
      MEDIAN_LENGTH - 4,
      Math.max(qrs.onset + samplesOf(longestMs), qrs.offset + samplesOf(120)),
    ),
  };
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
    .map((lead) => leadWave(lead.smooth, window, rough, limits))
    .filter((mark) => mark !== null);
  if (marks.length === 0) return null;
  return {
    onset: weightedMiddle(marks.map((m) => m.onset)),
    peak,
    offset: weightedMiddle(marks.map((m) => m.offset)),
  };
}

function leadWave(
  beat: Float64Array,
  window: Boundaries,
  joint: WaveMarks,
  limits: WaveLimits,
  consensus: WaveMarks | null = null,
): WaveMarks | null {
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
  const trust = Math.abs(main.height) / (Math.abs(main.height) + 8 * limits.leastMv);
  return {
    onset: Math.min(main.at - 4, pulled(own.onset, consensus.onset, trust, samplesOf(limits.apartMs))),
    peak: main.at,
    offset: Math.max(main.at + 4, pulled(own.offset, consensus.offset, trust, samplesOf(limits.apartMs))),
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
