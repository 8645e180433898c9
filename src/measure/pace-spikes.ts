// Pacemaker spikes: excursions that leave and come back within 4 ms, in several leads at once, far steeper
// than anything else in the recording. A 150 Hz, 500 Hz file may not show them: none found excludes nothing.
import type { Recording } from "../ecg/recording.ts";
import { fillGaps } from "../signal/fill-gaps.ts";
import { quantile } from "../signal/statistics.ts";

const WIDTH_MS = 4;
const LEAST_SPIKE_MV = 0.18;
const LEAST_LEADS = 2;
/** A spike stands this far above the recording's own sharpest waves (99.5 % of samples). */
const OUTLIER_FACTOR = 4;

/** Times in ms from the start; empty where the sampling rate (under 250 Hz) cannot show a spike. */
export function findPaceSpikes(recording: Recording, usable: (lead: string) => boolean): number[] {
  const rate = recording.samplingRateHz;
  if (rate < 250) return [];
  const width = Math.max(1, Math.round((WIDTH_MS * rate) / 1000));
  const leads = recording.leads.filter((lead) => usable(lead.name));
  const count = leads[0]?.samplesMv.length ?? 0;
  const votes = new Uint8Array(count);
  const strength = new Float64Array(count);
  for (const lead of leads) {
    const sharp = sharpness(fillGaps(lead.samplesMv).filled, width);
    const limit = Math.max(LEAST_SPIKE_MV, OUTLIER_FACTOR * (quantile(sharp, 0.995) ?? 0));
    for (let i = 0; i < count; i++) {
      if (sharp[i]! < limit) continue;
      // the leads' samples of one spike may differ by one
      for (let k = Math.max(0, i - 1); k <= Math.min(count - 1, i + 1); k++) votes[k]! += k === i ? 1 : 0;
      strength[i]! += sharp[i]!;
    }
  }
  const spikes: number[] = [];
  for (let i = 1; i < count - 1; i++) {
    const leadsHere = votes[i - 1]! + votes[i]! + votes[i + 1]!;
    const isTop = strength[i]! > 0 && strength[i]! >= strength[i - 1]! && strength[i]! > strength[i + 1]!;
    if (isTop && leadsHere >= LEAST_LEADS) spikes.push((i * 1000) / rate);
  }
  // electrode pops come alone: a pacemaker shows its spike again
  return spikes.length >= 3 ? spikes : [];
}

/** How far a sample stands out from both its neighbours `width` away, to the same side. */
function sharpness(samples: Float64Array, width: number): Float64Array {
  const result = new Float64Array(samples.length);
  for (let i = width; i < samples.length - width; i++) {
    const before = samples[i]! - samples[i - width]!;
    const after = samples[i]! - samples[i + width]!;
    if (before * after > 0) result[i] = Math.min(Math.abs(before), Math.abs(after));
  }
  return result;
}
