// The waves of every beat in one lead, and GEM's 14 feature sequences made of them. A wave that was not found
// is null in all its entries.
import type {
  BeatWaves,
  LeadMeasurements,
  QrsWave,
  Sequences,
  StForm,
  Wave,
} from "../../ecg/measurements.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { qrsDeflections } from "../morphology/qrs-deflections.ts";
import { stForm } from "../morphology/st-segment.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { Boundaries } from "./qrs-boundaries.ts";
import { hidesBetween, type Stretch } from "./unseen-stretches.ts";
import { samplesOf, type WaveMarks } from "./wave-boundaries.ts";
import { waveShape } from "./wave-form.ts";

type MeasuredLead = MeasuredWaves["leads"][number];

interface Unseen {
  /** No interval is taken across these. */
  readonly unseen?: readonly Stretch[];
}

/** RR comes from the fiducials, zero level and QRS form from each beat's global QRS, times from the lead's own marks. */
export function beatWaves(
  lead: MeasuredLead,
  { fiducials, qrsOfBeat, unseen }: Pick<MeasuredWaves, "fiducials" | "qrsOfBeat"> & Unseen,
): Pick<LeadMeasurements, "waves" | "sequences"> {
  const waves = lead.beats.map((marks, beat): BeatWaves => {
    const global = qrsOfBeat[beat] ?? null;
    const whole =
      global !== null && global.onset >= 0 && global.offset < lead.raw.length ? global : marks.qrs;
    return {
      beat,
      p: marks.p && seen(toWave(lead.smooth, marks.p, "chord")),
      qrs: marks.qrs && whole && seen(toQrs(lead.raw, marks.qrs, whole)),
      t: marks.t && whole && seen(toT(lead.smooth, marks.t, whole.onset)),
    };
  });
  return { waves, sequences: sequencesOf({ lead, waves, fiducials, qrsOfBeat, unseen }) };
}

/** A wave without any height was placed by the other leads, and is not in this one. */
function seen<W extends { readonly amplitudeMv: number }>(wave: W): W | null {
  return wave.amplitudeMv === 0 ? null : wave;
}

function toWave(samples: Float64Array, marks: WaveMarks, foot: "chord" | "zero"): Wave {
  const shape = waveShape(samples, marks, foot);
  return { ...times(marks), amplitudeMv: millivolts(shape.amplitudeMv), form: shape.form };
}

/** T of one beat stands on that beat's own PR level. */
function toT(samples: Float64Array, t: WaveMarks, qrsOnset: number): Wave {
  const level = levelBefore(samples, qrsOnset);
  const segment = samples.slice(t.onset, t.offset + 1);
  for (let i = 0; i < segment.length; i++) segment[i]! -= level;
  const shape = waveShape(segment, { onset: 0, peak: t.peak - t.onset, offset: t.offset - t.onset }, "zero");
  return { ...times(t), amplitudeMv: millivolts(shape.amplitudeMv), form: shape.form };
}

function toQrs(samples: Float64Array, marks: WaveMarks, global: Boundaries): QrsWave {
  const qrs = qrsDeflections(samples, global);
  return {
    ...times(marks),
    amplitudeMv: millivolts(qrs.peakToPeakMv),
    form: qrs.form,
    qMv: qrs.q && millivolts(qrs.q.amplitudeMv),
    rMv: qrs.r && millivolts(qrs.r.amplitudeMv),
    sMv: qrs.s && millivolts(qrs.s.amplitudeMv),
    rPrimeMv: qrs.rPrime && millivolts(qrs.rPrime.amplitudeMv),
  };
}

function sequencesOf(options: {
  lead: MeasuredLead;
  waves: readonly BeatWaves[];
  fiducials: readonly number[];
  qrsOfBeat: readonly (Boundaries | null)[];
  unseen: readonly Stretch[] | undefined;
}): Sequences {
  const { lead, waves, fiducials, qrsOfBeat, unseen = [] } = options;
  const rr = (from: number, to: number): number | null => {
    const [first, second] = [fiducials[from], fiducials[to]];
    if (first === undefined || second === undefined) return null;
    if (hidesBetween(unseen, first * SAMPLE_MS, second * SAMPLE_MS)) return null;
    return Math.round((second - first) * SAMPLE_MS);
  };
  const knows = (beat: number): boolean => lead.beats[beat]?.p?.onsetUnknown !== true;
  const before = waves.map((_, beat) => rr(beat - 1, beat));
  const after = waves.map((_, beat) => rr(beat, beat + 1));
  const qt = waves.map(({ qrs, t }) => (qrs && t ? Math.round(t.offsetMs - qrs.onsetMs) : null));
  return {
    heartRate: before.map((rrMs, beat) => {
      const interval = rrMs ?? after[beat] ?? null;
      return interval === null ? null : Math.round(60_000 / interval);
    }),
    rrInterval1: before,
    rrInterval2: after,
    pAmplitude: waves.map(({ p }) => p?.amplitudeMv ?? null),
    pDuration: waves.map(({ p }, beat) => (p && knows(beat) ? Math.round(p.offsetMs - p.onsetMs) : null)),
    prInterval: waves.map(({ p, qrs }, beat) =>
      p && qrs && knows(beat) ? Math.round(qrs.onsetMs - p.onsetMs) : null,
    ),
    qrsAmplitude: waves.map(({ qrs }) => qrs?.amplitudeMv ?? null),
    qrsDuration: waves.map(({ qrs }) => qrs && Math.round(qrs.offsetMs - qrs.onsetMs)),
    tAmplitude: waves.map(({ t }) => t?.amplitudeMv ?? null),
    tDuration: waves.map(({ t }) => t && Math.round(t.offsetMs - t.onsetMs)),
    stDuration: waves.map(({ qrs, t }) =>
      qrs && t ? Math.max(0, Math.round(t.onsetMs - qrs.offsetMs)) : null,
    ),
    stForm: qrsOfBeat.map((qrs, beat) => (qrs && waves[beat]?.qrs ? beatStForm(lead.smooth, qrs) : null)),
    qtInterval: qt,
    qtcInterval: qt.map((qtMs, beat) => {
      const interval = before[beat] ?? after[beat] ?? null;
      return qtMs === null || interval === null ? null : Math.round(qtMs / Math.sqrt(interval / 1000));
    }),
  };
}

function beatStForm(samples: Float64Array, qrs: Boundaries): StForm | null {
  if (qrs.onset < 0 || qrs.offset + samplesOf(64) >= samples.length) return null;
  const level = levelBefore(samples, qrs.onset);
  const at = (sample: number): number =>
    (samples[sample - 1]! + samples[sample]! + samples[sample + 1]!) / 3 - level;
  return stForm(at(qrs.offset), at(qrs.offset + samplesOf(60)));
}

function levelBefore(samples: Float64Array, onset: number): number {
  const from = Math.max(0, onset - samplesOf(16));
  let sum = 0;
  for (let i = from; i <= onset; i++) sum += samples[i]!;
  return sum / (onset - from + 1);
}

function times(marks: WaveMarks): { onsetMs: number; peakMs: number; offsetMs: number } {
  return {
    onsetMs: marks.onset * SAMPLE_MS,
    peakMs: marks.peak * SAMPLE_MS,
    offsetMs: marks.offset * SAMPLE_MS,
  };
}

function millivolts(value: number): number {
  return Math.round(value * 1000) / 1000;
}
