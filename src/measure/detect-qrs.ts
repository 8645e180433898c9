// Joint QRS detection: one envelope from all usable leads, because leads with a small QRS fail singly
// (single-lead detectors stop at 99.0-99.8 % on LUDB where joint ones reach 100). Adaptive threshold, search
// back, and a slope veto for tall T waves after Pan and Tompkins (1985), on the joint envelope.
import { movingAverage, slope } from "../signal/smoothing.ts";
import { median, quantile } from "../signal/statistics.ts";
import { type PreparedSignals, WORKING_RATE_HZ } from "./prepare-signals.ts";

const REFRACTORY_SAMPLES = 0.2 * WORKING_RATE_HZ;
const T_WAVE_SAMPLES = 0.36 * WORKING_RATE_HZ;
/** Envelope under this (about 30 uV in one lead) is noise whatever its rhythm: asystole, blank pages. */
const LEAST_ENVELOPE_MV = 0.03;

/** Samples (500 Hz) of the QRS complexes: the largest 12-lead deflection of each. Sorted. */
export function detectQrs(signals: PreparedSignals): number[] {
  const usable = signals.leads.filter((lead) => lead.usable);
  if (usable.length === 0 || signals.sampleCount < WORKING_RATE_HZ) return [];
  const envelope = jointEnvelope(usable.map((lead) => lead.detection));
  const steepness = jointEnvelope(usable.map((lead) => slope(lead.detection, 3, WORKING_RATE_HZ)));
  const candidates = localMaxima(envelope, REFRACTORY_SAMPLES);
  const accepted = acceptBeats(candidates, envelope, steepness);
  return accepted.map((sample) =>
    largestDeflection(
      usable.map((lead) => lead.detection),
      sample,
    ),
  );
}

/** Root of the summed squares over leads, averaged over 60 ms. */
function jointEnvelope(signals: readonly Float64Array[]): Float64Array {
  const count = signals[0]!.length;
  const power = new Float64Array(count);
  for (const signal of signals) {
    for (let i = 0; i < count; i++) power[i]! += signal[i]! * signal[i]!;
  }
  for (let i = 0; i < count; i++) power[i] = Math.sqrt(power[i]!);
  return movingAverage(power, 31);
}

/** Local maxima at least `distance` apart, larger ones first claim their neighbourhood. */
function localMaxima(envelope: Float64Array, distance: number): number[] {
  const peaks: number[] = [];
  for (let i = 1; i < envelope.length - 1; i++) {
    if (envelope[i]! >= envelope[i - 1]! && envelope[i]! > envelope[i + 1]!) peaks.push(i);
  }
  peaks.sort((a, b) => envelope[b]! - envelope[a]!);
  const taken = new Uint8Array(envelope.length);
  const kept: number[] = [];
  for (const peak of peaks) {
    if (taken[peak]) continue;
    kept.push(peak);
    taken.fill(1, Math.max(0, peak - distance), Math.min(envelope.length, peak + distance));
  }
  return kept.sort((a, b) => a - b);
}

function acceptBeats(
  candidates: readonly number[],
  envelope: Float64Array,
  steepness: Float64Array,
): number[] {
  const level = typicalQrsLevel(envelope);
  if (level === null || level < LEAST_ENVELOPE_MV) return [];
  const floor = Math.max(LEAST_ENVELOPE_MV, 3 * (median(envelope) ?? 0) * 0.5);
  let recent = level;
  let accepted: number[] = [];
  for (const candidate of candidates) {
    const height = envelope[candidate]!;
    const threshold = Math.max(0.32 * Math.min(recent, 1.5 * level), floor);
    if (height < threshold) continue;
    const previous = accepted.at(-1);
    if (previous !== undefined && candidate - previous < T_WAVE_SAMPLES) {
      const gentler = maximumAround(steepness, candidate) < 0.45 * maximumAround(steepness, previous);
      if (gentler && height < 0.75 * envelope[previous]!) continue;
    }
    accepted.push(candidate);
    recent = 0.8 * recent + 0.2 * height;
  }
  accepted = searchBack(accepted, candidates, { envelope, level, floor, steepness });
  return accepted;
}

/** Median over 1.5 s windows of the highest envelope: half the windows may hold artefacts or pauses. */
function typicalQrsLevel(envelope: Float64Array): number | null {
  const window = Math.min(envelope.length, 1.5 * WORKING_RATE_HZ);
  const tops: number[] = [];
  for (let start = 0; start + window <= envelope.length; start += window / 2) {
    let top = 0;
    for (let i = start; i < start + window; i++) top = Math.max(top, envelope[i]!);
    tops.push(top);
  }
  return quantile(tops, 0.4);
}

/** In gaps of more than 1.66 typical RR the best candidate at half the threshold is taken. */
function searchBack(
  accepted: readonly number[],
  candidates: readonly number[],
  context: { envelope: Float64Array; level: number; floor: number; steepness: Float64Array },
): number[] {
  const intervals = accepted.slice(1).map((sample, i) => sample - accepted[i]!);
  const typical = median(intervals);
  if (typical === null) return [...accepted];
  const result: number[] = [];
  accepted.forEach((sample, i) => {
    const previous = accepted[i - 1];
    if (previous !== undefined && sample - previous > 1.66 * typical) {
      const between = candidates.filter(
        (c) => c > previous + T_WAVE_SAMPLES && c < sample - REFRACTORY_SAMPLES,
      );
      const best = between.sort((a, b) => context.envelope[b]! - context.envelope[a]!)[0];
      if (
        best !== undefined &&
        context.envelope[best]! > Math.max(0.2 * context.level, context.floor) &&
        maximumAround(context.steepness, best) > 0.3 * maximumAround(context.steepness, previous)
      ) {
        result.push(best);
      }
    }
    result.push(sample);
  });
  return result;
}

function maximumAround(signal: Float64Array, centre: number): number {
  const half = 0.05 * WORKING_RATE_HZ;
  let top = 0;
  for (let i = Math.max(0, centre - half); i < Math.min(signal.length, centre + half); i++) {
    top = Math.max(top, signal[i]!);
  }
  return top;
}

/** The envelope's maximum is smeared by averaging: move to the largest instantaneous 12-lead deflection. */
function largestDeflection(signals: readonly Float64Array[], centre: number): number {
  const half = 0.05 * WORKING_RATE_HZ;
  let best = centre;
  let top = -1;
  for (let i = Math.max(0, centre - half); i < Math.min(signals[0]!.length, centre + half); i++) {
    let power = 0;
    for (const signal of signals) power += signal[i]! * signal[i]!;
    if (power > top) {
      top = power;
      best = i;
    }
  }
  return best;
}
