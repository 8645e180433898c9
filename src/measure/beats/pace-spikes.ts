// Pacemaker spikes: excursions that leave and come back within 4 ms, in several leads at once, far steeper
// than anything else in the recording. An R of 20 ms turns as sharply at its top, but its flanks go on: a spike has
// left the level that it comes back to only just before. A 150 Hz, 500 Hz file may not show them: none found excludes
// nothing.
import type { Recording } from "../../ecg/recording.ts";
import { fillGaps } from "../../signal/fill-gaps.ts";
import { quantile } from "../../signal/statistics.ts";

const WIDTH_MS = 4;
const LEAST_SPIKE_MV = 0.28;
const LEAST_LEADS = 3;
/** On the side of rest a spike is all there is within this, where the flank of an R is still falling. */
const BESIDE_MS = 12;
const ALL_OF_IT_SHARE = 0.8;
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
    const samples = fillGaps(lead.samplesMv).filled;
    const steep: number[] = [];
    for (let i = width; i < count - width; i++) {
      // hardly any sample gets past this
      if (Math.abs(samples[i]! - samples[i - width]!) < LEAST_SPIKE_MV) continue;
      if (sharpness(samples, i, width) >= LEAST_SPIKE_MV) steep.push(i);
    }
    if (steep.length === 0) continue;
    const all = new Float64Array(samples.length);
    for (let i = width; i < count - width; i++) all[i] = sharpness(samples, i, width);
    const limit = OUTLIER_FACTOR * (quantile(all, BACKGROUND_SHARE) ?? 0);
    for (const i of steep) {
      if (all[i]! < limit || !standsAlone(samples, i, rate)) continue;
      votes[i]!++;
      strength[i]! += all[i]!;
    }
  }
  const spikes: number[] = [];
  for (let i = 1; i < count - 1; i++) {
    // the leads' samples of one spike may differ by one
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

/** How far sample `i` stands out from both its neighbours `width` away, to the same side. */
function sharpness(samples: Float64Array, i: number, width: number): number {
  if (i < width || i >= samples.length - width) return 0;
  const before = samples[i]! - samples[i - width]!;
  const after = samples[i]! - samples[i + width]!;
  return before * after > 0 ? Math.min(Math.abs(before), Math.abs(after)) : 0;
}

/**
 * Whether on one side at least the samples up to 12 ms away lie hardly lower than those 4 ms away. One side is enough:
 * the paced complex may begin at once.
 */
function standsAlone(samples: Float64Array, i: number, rate: number): boolean {
  const near = Math.max(1, Math.round((WIDTH_MS * rate) / 1000));
  const far = Math.max(near, Math.round((BESIDE_MS * rate) / 1000));
  const sign = Math.sign(samples[i]! - samples[i - near]!);
  return [-1, 1].some((side) => {
    let lowest = Number.POSITIVE_INFINITY;
    for (let k = near; k <= far; k++) {
      const at = Math.min(samples.length - 1, Math.max(0, i + side * k));
      lowest = Math.min(lowest, sign * samples[at]!);
    }
    const height = sign * samples[i]!;
    return height - sign * samples[i + side * near]! >= ALL_OF_IT_SHARE * (height - lowest);
  });
}
