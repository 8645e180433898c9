// Pacemaker spikes: excursions that leave and come back within 4 ms, in several leads at once, far steeper
// than anything else in the recording. A 150 Hz, 500 Hz file may not show them: none found excludes nothing.
import type { Recording } from "../ecg/recording.ts";
import { fillGaps } from "../signal/fill-gaps.ts";
import { quantile } from "../signal/statistics.ts";

const WIDTH_MS = 4;
const LEAST_SPIKE_MV = 0.28;
const LEAST_LEADS = 3;
/** A spike stands this far above what is sharp in the recording otherwise (97 % of samples hold no spike). */
const OUTLIER_FACTOR = 8;
const BACKGROUND_SHARE = 0.97;
/** Half-width of what a spike covers, with the ringing of the recorder's filter. */
const SPIKE_REACH_MS = 4;

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
    const limit = Math.max(LEAST_SPIKE_MV, OUTLIER_FACTOR * (quantile(sharp, BACKGROUND_SHARE) ?? 0));
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

/** The recording with straight lines in place of the spikes, so that no filter smears them into P or QRS. */
export function withoutSpikes(recording: Recording, spikesMs: readonly number[]): Recording {
  if (spikesMs.length === 0) return recording;
  const rate = recording.samplingRateHz;
  const reach = Math.ceil((SPIKE_REACH_MS * rate) / 1000);
  const leads = recording.leads.map((lead) => {
    const samplesMv = lead.samplesMv.slice();
    for (const spike of spikesMs) {
      const centre = Math.round((spike * rate) / 1000);
      const from = Math.max(0, centre - reach);
      const to = Math.min(samplesMv.length - 1, centre + reach);
      const [before, after] = [samplesMv[from]!, samplesMv[to]!];
      for (let i = from + 1; i < to; i++)
        samplesMv[i] = before + ((after - before) * (i - from)) / (to - from);
    }
    return { ...lead, samplesMv };
  });
  return { ...recording, leads };
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
