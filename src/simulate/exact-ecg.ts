// A recording of an exactly known signal at any sampling rate: each sample is the curve's own value at that moment, so
// beats fall between samples as they do in life, and no filter has touched them.
import type { Recording } from "../ecg/recording.ts";
import { UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { EXACT_LEADS, type ExactSignal, type LeadCurve, leadCurves } from "./exact-beat.ts";
import { type ExactTruth, exactTruth } from "./exact-truth.ts";

export interface ExactEcg {
  readonly name: string;
  readonly purpose: string;
  readonly recording: Recording;
  /** Of the signal, without what was added to it later. */
  readonly truth: ExactTruth;
  /** Global QRS onsets of the beats whose QRS lies wholly inside, ms from the start. */
  readonly qrsOnsetsMs: readonly number[];
}

export interface ExactEcgOptions {
  readonly samplingRateHz?: number;
  readonly durationMs?: number;
}

/** Room for a P before the first QRS. */
const FIRST_QRS_MS = 420;
/** Off the grid of every sampling rate there is. */
const OFF_GRID_MS = 0.739;

export function exactEcg(signal: ExactSignal, options: ExactEcgOptions = {}): ExactEcg {
  const { samplingRateHz = 500, durationMs = 10_000 } = options;
  const qrsOnsetsMs = onsets(signal, durationMs);
  const curves = leadCurves(signal);
  const count = Math.round((durationMs / 1000) * samplingRateHz);
  const leads = EXACT_LEADS.map((name) => {
    const samplesMv = new Float64Array(count);
    for (const onsetMs of qrsOnsetsMs)
      drawBeat(samplesMv, { curve: curves[name], signal, onsetMs, samplingRateHz });
    return { name, samplesMv };
  });
  return {
    name: signal.name,
    purpose: signal.purpose,
    recording: {
      name: signal.name,
      leads,
      samplingRateHz,
      patient: UNKNOWN_PATIENT,
      source: { format: "synthetic", sha256: "0".repeat(64), warnings: [] },
    },
    truth: exactTruth(signal),
    qrsOnsetsMs,
  };
}

/** Of the beats whose QRS ends inside. */
function onsets({ rateBpm, qrsMs, onGrid }: ExactSignal, durationMs: number): number[] {
  const rrMs = 60_000 / rateBpm;
  const first = FIRST_QRS_MS + (onGrid ? 0 : OFF_GRID_MS);
  const count = Math.max(0, Math.floor((durationMs - qrsMs - first) / rrMs) + 1);
  return Array.from({ length: count }, (_, beat) => first + beat * rrMs);
}

function drawBeat(
  samplesMv: Float64Array,
  beat: { curve: LeadCurve; signal: ExactSignal; onsetMs: number; samplingRateHz: number },
): void {
  const { curve, signal, onsetMs, samplingRateHz } = beat;
  const indexAt = (atMs: number): number => (atMs * samplingRateHz) / 1000;
  const from = Math.max(0, Math.floor(indexAt(onsetMs - signal.prMs)));
  const to = Math.min(samplesMv.length - 1, Math.ceil(indexAt(onsetMs + signal.qtMs)));
  for (let i = from; i <= to; i++) {
    const atMs = (i * 1000) / samplingRateHz - onsetMs;
    samplesMv[i]! += curve.p(atMs) + curve.qrst(atMs);
  }
}
