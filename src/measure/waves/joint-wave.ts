// A slow wave (P or T) on median beats: where the leads together have it, and each lead's own onset, peak and end near there.
import type { MedianLead } from "./delineate-group.ts";
import type { Boundaries } from "./qrs-boundaries.ts";
import { samplesOf, strongestDeflection, type WaveMarks, waveEdge } from "./wave-boundaries.ts";

export interface WaveLimits {
  /** A lead shows a wave if it rises at least this far from the chord under it. */
  readonly leastMv: number;
  /** A lead's peak lies at most this far from the joint one. */
  readonly apartMs: number;
  /** The wave's ends lie at most this far from its outermost peak. */
  readonly reachMs: number;
}

/** The joint wave: peak of the root mean square over leads, ends by the median of the leads that show it. */
export function jointWave(
  leads: readonly MedianLead[],
  window: Boundaries,
  limits: WaveLimits,
): WaveMarks | null {
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

export function leadWave(options: {
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

interface Lobe {
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
