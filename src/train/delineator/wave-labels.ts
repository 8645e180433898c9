// Manual marks as one class a sample, the form the delineation network learns from. What nobody marked is
// unknown, not "no wave": LUDB's annotators left out most first and last beats.
import type { LeadWaveMarks } from "../../datasets/ludb-annotations.ts";

export const NO_WAVE = 0;
export const P_WAVE = 1;
export const QRS_COMPLEX = 2;
export const T_WAVE = 3;
/** No P here; anything else may be: a recording in atrial fibrillation that nobody marked. */
export const NOT_P = 254;
export const UNKNOWN = 255;

/** Around a wave of which only the peak is known nothing is learnt: 120 ms on both sides. */
const PARTIAL_WAVE_SAMPLES = 60;

/** Classes of one lead's samples (marks in the same samples); unknown before its first mark and after its last. */
export function waveLabels(marks: LeadWaveMarks, sampleCount: number): Uint8Array {
  const labels = new Uint8Array(sampleCount).fill(UNKNOWN);
  const kinds = [
    { waves: marks.p, label: P_WAVE },
    { waves: marks.t, label: T_WAVE },
    { waves: marks.qrs, label: QRS_COMPLEX },
  ];
  const points = kinds.flatMap(({ waves }) => waves.flat()).filter((point) => point !== null);
  if (points.length === 0) return labels;
  labels.fill(NO_WAVE, Math.min(...points), Math.max(...points) + 1);
  for (const { waves, label } of kinds) {
    for (const [onset, peak, offset] of waves) {
      if (onset !== null && offset !== null) labels.fill(label, onset, offset + 1);
      else if (peak !== null) {
        labels.fill(UNKNOWN, Math.max(0, peak - PARTIAL_WAVE_SAMPLES), peak + PARTIAL_WAVE_SAMPLES);
      }
    }
  }
  return labels;
}
