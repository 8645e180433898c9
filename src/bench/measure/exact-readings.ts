// Amplitudes read with the true wave marks given, and with marks that are off by some milliseconds: what the reading of
// amplitudes itself does, apart from where the waves were found. Every beat is read singly, as it was sampled.
import type { Recording } from "../../ecg/recording.ts";
import { qrsForm } from "../../measure/morphology/qrs-form.ts";
import { stSegment } from "../../measure/morphology/st-segment.ts";
import { prepareSignals, SAMPLE_MS } from "../../measure/prepare-signals.ts";
import { removeBaseline } from "../../measure/waves/baseline.ts";
import { zeroOfSmooth } from "../../measure/waves/level-beside.ts";
import { waveShape } from "../../measure/waves/wave-form.ts";
import type { ExactEcg } from "../../simulate/exact-ecg.ts";
import type { ExactLead, ExactSpan } from "../../simulate/exact-truth.ts";
import { amplitudeTolerance } from "./exact-comparison.ts";
import type { NamedComparison } from "./exact-score.ts";

/** Marks before (negative) or after the true ones, ms; outwards: earlier onsets and later ends. */
export interface MarkErrors {
  readonly outwardsMs: number;
}

/** The third beat of each lead, all amplitudes. `recording`: the ECG's own, or the same with noise. */
export function readExactAmplitudes(
  ecg: ExactEcg,
  recording: Recording,
  { outwardsMs }: MarkErrors,
): NamedComparison[] {
  const onsets = ecg.qrsOnsetsMs.map((ms) => Math.round(ms / SAMPLE_MS));
  const beatMs = ecg.qrsOnsetsMs[2];
  if (beatMs === undefined) return [];
  const { leads } = prepareSignals(recording, () => true);
  return leads.flatMap(({ name, raw, smooth }) => {
    const truth = ecg.truth.leads[name as keyof typeof ecg.truth.leads];
    const signals = { raw: removeBaseline(raw, onsets), smooth: removeBaseline(smooth, onsets) };
    const marks = (span: ExactSpan) => ({
      onset: Math.round((beatMs + span.onsetMs - outwardsMs) / SAMPLE_MS),
      offset: Math.round((beatMs + span.offsetMs + outwardsMs) / SAMPLE_MS),
    });
    return readLead({ truth, signals, marks, qrs: ecg.truth.qrs! }).map((one) => ({
      ...one,
      unit: "mV" as const,
      where: name,
      from: ecg.name,
      tolerance: amplitudeTolerance(one.wanted ?? 0),
    }));
  });
}

interface Reading {
  readonly measure: string;
  readonly wanted: number | null;
  readonly got: number | null;
}

function readLead(options: {
  truth: ExactLead;
  signals: { raw: Float64Array; smooth: Float64Array };
  marks: (span: ExactSpan) => { onset: number; offset: number };
  qrs: ExactSpan;
}): Reading[] {
  const { truth, signals, marks, qrs } = options;
  const global = marks(qrs);
  const readings: Reading[] = [];
  if (truth.qrs && !truth.qrs.doubtful) {
    const form = qrsForm(signals.raw, global);
    const { q, r, s, rPrime } = truth.qrs.deflections;
    readings.push(
      { measure: "Q amplitude", wanted: q?.amplitudeMv ?? null, got: form.q?.amplitudeMv ?? null },
      { measure: "R amplitude", wanted: r?.amplitudeMv ?? null, got: form.r?.amplitudeMv ?? null },
      { measure: "S amplitude", wanted: s?.amplitudeMv ?? null, got: form.s?.amplitudeMv ?? null },
      { measure: "R' amplitude", wanted: rPrime?.amplitudeMv ?? null, got: form.rPrime?.amplitudeMv ?? null },
    );
  }
  const st = stSegment(signals.raw, global.offset, global.onset);
  readings.push(
    { measure: "ST at J", wanted: truth.stMv.j, got: st.jMv },
    { measure: "ST at J+40", wanted: truth.stMv.j40, got: st.j40Mv },
    { measure: "ST at J+80", wanted: truth.stMv.j80, got: st.j80Mv },
  );
  const zeroMv = zeroOfSmooth(signals.raw, signals.smooth, global.onset, global.onset - 10) ?? 0;
  const shape = (wave: ExactLead["p"], foot: "chord" | "zero"): number | null => {
    if (wave === null) return null;
    const { onset, offset } = marks(wave);
    return waveShape(signals.smooth, { onset, peak: onset, offset }, foot, zeroMv).amplitudeMv;
  };
  if (truth.p)
    readings.push({ measure: "P amplitude", wanted: truth.p.amplitudeMv, got: shape(truth.p, "chord") });
  if (truth.t)
    readings.push({ measure: "T amplitude", wanted: truth.t.amplitudeMv, got: shape(truth.t, "zero") });
  return readings;
}
