// The median beat of one lead as the contract's `median`: everything the rules read of a lead.
import type { Deflection, MedianBeat, Wave } from "../ecg/measurements.ts";
import type { GroupMarks, LeadMarks, MedianLead } from "./delineate-group.ts";
import type { FreePLead } from "./measure-waves.ts";
import { SAMPLE_MS } from "./prepare-signals.ts";
import { type QrsForm, qrsForm } from "./qrs-form.ts";
import { stSegment } from "./st-segment.ts";
import type { WaveMarks } from "./wave-boundaries.ts";
import { type WaveShape, waveShape } from "./wave-form.ts";

/** `withP` is false where the recording has no organised P: a chance bump is not summarised. */
export function summariseLead(options: {
  lead: MedianLead;
  marks: LeadMarks;
  group: GroupMarks;
  withP: boolean;
  /** The lead's P where it keeps no distance to the QRS; its PR is unknown then. */
  freeP: FreePLead | null;
  fiducialAt: number;
}): MedianBeat {
  const { lead, marks, group, withP, freeP, fiducialAt } = options;
  // deflections are read between the GLOBAL marks: an isoelectric start in this lead is part of its QRS
  // a lead at right angles to the heart's axis has no QRS of its own: it takes the global one, and zeros
  const own = marks.qrs ?? group.qrs;
  const qrs = qrsForm(lead.raw, group.qrs);
  const st = stSegment(lead.smooth, group.qrs.offset, group.qrs.onset);
  const p = freeP ? freeP.marks : withP ? marks.p : null;
  const t = marks.t;
  const pShape = p && waveShape(freeP ? freeP.beat : lead.smooth, p, "chord");
  const tShape = t && waveShape(lead.smooth, t, "zero");
  const ms = (sample: number): number => (sample - fiducialAt) * SAMPLE_MS;
  return {
    ...deflections(qrs),
    qrsForm: qrs.form,
    qrsPeakToPeakMv: round(qrs.peakToPeakMv),
    qrsAreaMvMs: round(qrs.areaMvMs),
    qrsDurationMs: (own.offset - own.onset) * SAMPLE_MS,
    rPeakTimeMs: qrs.rPeak === null ? null : (qrs.rPeak - group.qrs.onset) * SAMPLE_MS,
    notches: qrs.notches,
    slurredOnsetMs: qrs.slurredOnsetMs,
    jWaveMv: rounded(qrs.jWaveMv),
    stJMv: rounded(st.jMv),
    st20Mv: rounded(st.j20Mv),
    st40Mv: rounded(st.j40Mv),
    st60Mv: rounded(st.j60Mv),
    st80Mv: rounded(st.j80Mv),
    stForm: st.form,
    stCurve: st.curve,
    prMs: p && !freeP && !p.onsetUnknown ? (own.onset - p.onset) * SAMPLE_MS : null,
    prSegmentMv: p && !freeP ? rounded(segmentLevel(lead.smooth, p, group)) : null,
    p: p && pShape && toWave(p, pShape, ms),
    pInitialMv: rounded(pShape?.initialMv ?? null),
    pTerminalMv: rounded(pShape?.terminalMv ?? null),
    pTerminalForceMvMs: rounded(pShape?.terminalForceMvMs ?? null),
    pNotchMs: pShape?.notchMs ?? null,
    t: t && tShape && toWave(t, tShape, ms),
    tAreaMvMs: rounded(tShape?.areaMvMs ?? null),
    tAsymmetry: t && round((t.peak - t.onset) / Math.max(t.offset - t.peak, 1)),
    tPeakToEndMs: t && (t.offset - t.peak) * SAMPLE_MS,
    qtMs: t && (t.offset - own.onset) * SAMPLE_MS,
    uMv: t && rounded(uWave(lead.smooth, t)),
    samplesMv: Array.from(lead.raw, (value) => round(value)),
  };
}

function deflections(qrs: QrsForm): Record<"q" | "r" | "s" | "rPrime" | "sPrime", Deflection | null> {
  const tidy = (part: Deflection | null): Deflection | null =>
    part && { amplitudeMv: round(part.amplitudeMv), durationMs: part.durationMs };
  return {
    q: tidy(qrs.q),
    r: tidy(qrs.r),
    s: tidy(qrs.s),
    rPrime: tidy(qrs.rPrime),
    sPrime: tidy(qrs.sPrime),
  };
}

function toWave(marks: WaveMarks, shape: WaveShape, ms: (sample: number) => number): Wave {
  return {
    onsetMs: ms(marks.onset),
    peakMs: ms(marks.peak),
    offsetMs: ms(marks.offset),
    amplitudeMv: round(shape.amplitudeMv),
    form: shape.form,
  };
}

/** PR segment (last 16 ms before the QRS) against the level just before P. */
function segmentLevel(beat: Float64Array, p: WaveMarks, group: GroupMarks): number | null {
  const before = average(beat, p.onset - 8, p.onset);
  const segment = average(beat, Math.max(p.offset, group.qrs.onset - 10), group.qrs.onset - 2);
  return before === null || segment === null ? null : segment - before;
}

/** A second hump within 180 ms after the end of T, against the level around it; null where there is none. */
function uWave(beat: Float64Array, t: WaveMarks): number | null {
  const from = t.offset;
  const to = Math.min(beat.length - 5, t.offset + 90);
  let best: number | null = null;
  for (let i = from + 8; i < to - 8; i++) {
    const isTop = beat[i]! > beat[i - 6]! && beat[i]! > beat[i + 6]!;
    const height = beat[i]! - Math.max(beat[from]!, beat[to]!);
    if (isTop && height >= 0.03 && (best === null || height > best)) best = height;
  }
  return best;
}

function average(beat: Float64Array, from: number, to: number): number | null {
  if (from < 0 || to > beat.length || to - from < 2) return null;
  let sum = 0;
  for (let i = from; i < to; i++) sum += beat[i]!;
  return sum / (to - from);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}
