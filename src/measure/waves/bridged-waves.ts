// Invalid samples are bridged by straight lines so that filters can run. A wave that lies on such a bridge was placed
// there by the other leads and the other beats: it was not measured, and goes.
import type { Recording } from "../../ecg/recording.ts";
import { fillGaps, isValid } from "../../signal/fill-gaps.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { WaveMarks } from "./wave-boundaries.ts";

/** A wave with a larger share of invalid samples is more bridge than wave. */
const LARGEST_SHARE = 0.2;

/** `recording` is what `waves` were measured on: the leads stand in the same order. */
export function withoutBridgedWaves(waves: MeasuredWaves, recording: Recording): MeasuredWaves {
  const leads = waves.leads.map((lead, index) => {
    const { samplesMv } = recording.leads[index]!;
    if (fillGaps(samplesMv).gaps.length === 0) return lead;
    const kept = (wave: WaveMarks | null): WaveMarks | null =>
      wave && invalidShare(samplesMv, wave, recording.samplingRateHz) <= LARGEST_SHARE ? wave : null;
    return {
      ...lead,
      beats: lead.beats.map(({ p, qrs, t }) => ({ p: kept(p), qrs: kept(qrs), t: kept(t) })),
    };
  });
  return { ...waves, leads };
}

function invalidShare(samplesMv: Float64Array, { onset, offset }: WaveMarks, samplingRateHz: number): number {
  const at = (mark: number): number =>
    Math.min(samplesMv.length - 1, Math.max(0, Math.round((mark * SAMPLE_MS * samplingRateHz) / 1000)));
  const [from, to] = [at(onset), at(offset)];
  let invalid = 0;
  for (let i = from; i <= to; i++) if (!isValid(samplesMv[i]!)) invalid++;
  return invalid / (to - from + 1);
}
