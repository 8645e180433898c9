// The median beat of one lead as the contract's `median`: everything the rules read of a lead.
import type { Deflection, MedianBeat, Wave } from "../../ecg/measurements.ts";
import { leadConfidence } from "../confidence/lead-confidence.ts";
import type { FreePLead } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { GroupMarks, LeadMarks, MedianLead } from "../waves/delineate-group.ts";
import { zeroOfSmooth } from "../waves/level-beside.ts";
import type { WaveMarks } from "../waves/wave-boundaries.ts";
import { type WaveShape, waveShape } from "../waves/wave-form.ts";
import type { LeadSpread } from "./lead-spread.ts";
import { downward, upright } from "./precordial.ts";
import { type QrsForm, qrsForm } from "./qrs-form.ts";
import { stSegment } from "./st-segment.ts";
import { uWave } from "./u-wave.ts";

/** `withP` is false where the recording has no organised P: a chance bump is not summarised. */
export function summariseLead(options: {
  lead: MedianLead;
  marks: LeadMarks;
  group: GroupMarks;
  withP: boolean;
  /** The lead's P where it keeps no distance to the QRS; its PR is unknown then. */
  freeP: FreePLead | null;
  fiducialAt: number;
  /** How the single beats scatter about this one. */
  spread: LeadSpread;
  /** Probability that the recording's P waves are some. */
  pPresence: number;
  /** Typical interval to the next beat, null for a single one. */
  rrAfterMs: number | null;
}): MedianBeat {
  const { lead, marks, group, withP, freeP, fiducialAt, spread, pPresence, rrAfterMs } = options;
  // deflections are read between the GLOBAL marks: an isoelectric start in this lead is part of its QRS
  // a lead at right angles to the heart's axis has no QRS of its own: it takes the global one, and zeros
  const own = marks.qrs ?? group.qrs;
  const qrs = qrsForm(lead.raw, group.qrs, spread.rawMedianNoiseMv);
  const st = stSegment(lead.raw, group.qrs.offset, group.qrs.onset, marks.t?.onset ?? null);
  const pMarks = freeP ? freeP.marks : withP ? marks.p : null;
  const pShape = withHeight(
    pMarks &&
      (freeP
        ? waveShape(freeP.beat, pMarks, "chord")
        : waveShape(lead.smooth, whole(pMarks, group.p), "chord")),
  );
  const tShape = withHeight(
    marks.t && waveShape(lead.smooth, marks.t, "zero", zeroBefore(lead, group.qrs.onset)),
  );
  const p = pShape && pMarks;
  const t = tShape && marks.t;
  const u =
    t &&
    uWave({
      beat: lead.smooth,
      t,
      tAmplitudeMv: tShape?.amplitudeMv ?? null,
      before: nextBeginning(group, rrAfterMs, lead.smooth.length),
      noiseMv: spread.medianNoiseMv,
      fiducialAt,
    });
  const ms = (sample: number): number => (sample - fiducialAt) * SAMPLE_MS;
  const median: Omit<MedianBeat, "confidence"> = {
    ...deflections(qrs),
    areasMvMs: {
      q: rounded(qrs.areasMvMs.q),
      r: rounded(qrs.areasMvMs.r),
      s: rounded(qrs.areasMvMs.s),
      rPrime: rounded(qrs.areasMvMs.rPrime),
      sPrime: rounded(qrs.areasMvMs.sPrime),
    },
    rOverS: ratioOfRToS(qrs),
    qrsForm: qrs.form,
    qrsPeakToPeakMv: round(qrs.peakToPeakMv),
    qrsAreaMvMs: round(qrs.areaMvMs),
    qrsDurationMs: (own.offset - own.onset) * SAMPLE_MS,
    rPeakTimeMs: qrs.rPeak === null ? null : (qrs.rPeak - group.qrs.onset) * SAMPLE_MS,
    notches: qrs.notches,
    slurredOnsetMs: qrs.slurredOnsetMs,
    slurredOnsetMv: rounded(qrs.slurredOnsetMv),
    jWaveMv: rounded(qrs.jWave?.heightMv ?? null),
    jWaveForm: qrs.jWave?.form ?? null,
    jWaveTimeMs: qrs.jWave && (qrs.jWave.at - group.qrs.onset) * SAMPLE_MS,
    stJMv: rounded(st.jMv),
    st20Mv: rounded(st.j20Mv),
    st40Mv: rounded(st.j40Mv),
    st60Mv: rounded(st.j60Mv),
    st80Mv: rounded(st.j80Mv),
    stMidMv: rounded(st.midMv),
    stSlopeMvPerS: rounded(st.slopeMvPerS),
    stBulgeMv: rounded(st.bulgeMv),
    stForm: st.form,
    stCurve: st.curve,
    prMs: p && !freeP && !p.onsetUnknown ? (own.onset - p.onset) * SAMPLE_MS : null,
    prSegmentMv: p && !freeP ? rounded(segmentLevel(lead.smooth, p, group)) : null,
    p: p && pShape && toWave(p, pShape, ms),
    pDurationMs: p && !p.onsetUnknown ? (p.offset - p.onset) * SAMPLE_MS : null,
    pAreaMvMs: rounded(pShape?.areaMvMs ?? null),
    pInitialMv: rounded(pShape?.initialMv ?? null),
    pTerminalMv: rounded(pShape?.terminalMv ?? null),
    pTerminalForceMvMs: rounded(pShape?.terminalForceMvMs ?? null),
    pNotchMs: pShape?.notchMs ?? null,
    t: t && tShape && toWave(t, tShape, ms),
    tDurationMs: t && (t.offset - t.onset) * SAMPLE_MS,
    tAreaMvMs: rounded(tShape?.areaMvMs ?? null),
    tAsymmetry: t && round((t.peak - t.onset) / Math.max(t.offset - t.peak, 1)),
    tPeakToEndMs: t && (t.offset - t.peak) * SAMPLE_MS,
    qtMs: t && (t.offset - own.onset) * SAMPLE_MS,
    uMv: u && u.amplitudeMv > 0 ? u.amplitudeMv : null,
    u,
    noiseMv: rounded(spread.noiseMv),
    samplesMv: roundedSamples(lead.raw),
  };
  return { ...median, confidence: leadConfidence(median, spread, pPresence) };
}

/** Sample at which the next beat's P, or its QRS where there is no P, begins. */
function nextBeginning(group: GroupMarks, rrAfterMs: number | null, none: number): number {
  return rrAfterMs === null ? none : (group.p ?? group.qrs).onset + Math.round(rrAfterMs / SAMPLE_MS);
}

function ratioOfRToS(qrs: QrsForm): number | null {
  const deepest = downward(qrs);
  return deepest > 0 ? round(upright(qrs) / deepest) : null;
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

/** A wave without any height was placed by the other leads, and is not in this one. */
function withHeight(shape: WaveShape | null): WaveShape | null {
  return shape === null || round(shape.amplitudeMv) === 0 ? null : shape;
}

/** A lead's P is read over the whole P of the leads together: its second lobe may be too flat to be marked. */
function whole(p: WaveMarks, joint: WaveMarks | null): WaveMarks {
  if (joint === null) return p;
  return { ...p, onset: Math.min(p.onset, joint.onset), offset: Math.max(p.offset, joint.offset) };
}

/** QRS, ST and T stand on the level just before the QRS, wherever the marks have come to lie since the baseline went. */
function zeroBefore(lead: MedianLead, onset: number): number {
  return zeroOfSmooth(lead.raw, lead.smooth, onset, onset - 10) ?? 0;
}

/** PR segment (last 16 ms before the QRS) against the level just before P. */
function segmentLevel(beat: Float64Array, p: WaveMarks, group: GroupMarks): number | null {
  const before = average(beat, p.onset - 8, p.onset);
  const segment = average(beat, Math.max(p.offset, group.qrs.onset - 10), group.qrs.onset - 2);
  return before === null || segment === null ? null : segment - before;
}

function average(beat: Float64Array, from: number, to: number): number | null {
  if (from < 0 || to > beat.length || to - from < 2) return null;
  let sum = 0;
  for (let i = from; i < to; i++) sum += beat[i]!;
  return sum / (to - from);
}

/** `Array.from` takes five times as long, and there are thousands. */
function roundedSamples(samples: Float64Array): number[] {
  const result: number[] = [];
  for (let i = 0; i < samples.length; i++) result.push(round(samples[i]!));
  return result;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}
