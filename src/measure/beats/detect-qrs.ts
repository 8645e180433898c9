// Joint QRS detection: one envelope from all usable leads, because leads with a small QRS fail singly
// (single-lead detectors stop at 99.0-99.8 % on LUDB where joint ones reach 100). Adaptive threshold, search
// back, and a slope veto for tall T waves after Pan and Tompkins (1985), on the joint envelope.
import { movingAverage, slope } from "../../signal/smoothing.ts";
import { median, quantile } from "../../signal/statistics.ts";
import { type PreparedSignals, WORKING_RATE_HZ } from "../prepare-signals.ts";

const REFRACTORY_SAMPLES = 0.2 * WORKING_RATE_HZ;
/** At 300 a minute beats come as fast as that; where a third of the intervals is this short, less is asked. */
const FAST_RR_SAMPLES = 0.26 * WORKING_RATE_HZ;
const FAST_SHARE = 1 / 3;
const FAST_REFRACTORY_SAMPLES = 0.15 * WORKING_RATE_HZ;
const LEVEL_WINDOW_SAMPLES = 1.5 * WORKING_RATE_HZ;
/** Holds a beat at 14 a minute. */
const SLOW_WINDOW_SAMPLES = 4.5 * WORKING_RATE_HZ;
const SLOW_LEVEL_FACTOR = 1.8;
const T_WAVE_SAMPLES = 0.36 * WORKING_RATE_HZ;
/** Envelope under this (about 30 uV in one lead) is noise whatever its rhythm: asystole, blank pages. */
const LEAST_ENVELOPE_MV = 0.03;

/** Samples (500 Hz) of the QRS complexes: the largest 12-lead deflection of each. Sorted. */
export function detectQrs(signals: PreparedSignals): number[] {
  const usable = signals.leads.filter((lead) => lead.usable);
  if (usable.length === 0 || signals.sampleCount < WORKING_RATE_HZ) return [];
  const detection = usable.map((lead) => lead.detection);
  const envelope = jointEnvelope(detection);
  const memory = new Float64Array(signals.sampleCount);
  const steepness = jointEnvelope(detection, (lead) => slope(lead, 3, WORKING_RATE_HZ, memory));
  const apartBy = (refractory: number): number[] =>
    acceptBeats(localMaxima(envelope, refractory), envelope, steepness);
  const found = apartBy(REFRACTORY_SAMPLES);
  const accepted = isVeryFast(found) ? apartBy(FAST_REFRACTORY_SAMPLES) : found;
  return accepted.map((sample) => largestDeflection(detection, sample));
}

function isVeryFast(beats: readonly number[]): boolean {
  const short = beats.slice(1).filter((sample, i) => sample - beats[i]! < FAST_RR_SAMPLES).length;
  return beats.length > 1 && short / (beats.length - 1) >= FAST_SHARE;
}

/** Root of the squares summed over leads, averaged over 60 ms; of the leads themselves, or of what `read` makes of them. */
function jointEnvelope(
  leads: readonly Float64Array[],
  read = (lead: Float64Array): Float64Array => lead,
): Float64Array {
  const count = leads[0]!.length;
  const power = new Float64Array(count);
  for (const lead of leads) {
    const signal = read(lead);
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
  const level = typicalQrsLevel(envelope, LEVEL_WINDOW_SAMPLES);
  if (level === null || level < LEAST_ENVELOPE_MV) return [];
  const accepted = beatsAbove(level, { candidates, envelope, steepness });
  const slowLevel = typicalQrsLevel(envelope, SLOW_WINDOW_SAMPLES) ?? 0;
  if (slowLevel < SLOW_LEVEL_FACTOR * level) return accepted;
  const tall = beatsAbove(slowLevel, { candidates, envelope, steepness });
  return isRestGentle(accepted, tall, { envelope, steepness }) ? tall : accepted;
}

/**
 * Under 20 beats a minute most level windows hold no QRS, and P and T pass for beats. They are gentle beside the few
 * tall ones, and those are alike; artefacts are not, nor are normal beats gentle beside ventricular ones.
 */
function isRestGentle(
  accepted: readonly number[],
  tall: readonly number[],
  { envelope, steepness }: { envelope: Float64Array; steepness: Float64Array },
): boolean {
  const heights = tall.map((beat) => envelope[beat]!);
  if (tall.length < 2 || Math.min(...heights) < 0.5 * Math.max(...heights)) return false;
  const typical = median(tall.map((beat) => maximumAround(steepness, beat)))!;
  const rest = accepted.filter((beat) => !tall.includes(beat));
  const gentle = rest.filter((beat) => maximumAround(steepness, beat) < 0.45 * typical);
  return gentle.length >= 0.9 * rest.length;
}

function beatsAbove(
  level: number,
  signals: { candidates: readonly number[]; envelope: Float64Array; steepness: Float64Array },
): number[] {
  const { candidates, envelope, steepness } = signals;
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

/** Near the median over windows of the highest envelope: half the windows may hold artefacts or pauses. */
function typicalQrsLevel(envelope: Float64Array, windowSamples: number): number | null {
  const window = Math.min(envelope.length, windowSamples);
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
export function largestDeflection(signals: readonly Float64Array[], centre: number): number {
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
