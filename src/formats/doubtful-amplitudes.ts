// A wrong gain or unit in a header reads as well as a right one, and every amplitude is then wrong with it. What no
// heart and no amplifier gives is said; it is not refused, since the file states its scale.
import type { Lead, Recording } from "../ecg/recording.ts";

/** Surface leads stay within 10 mV; electrodes that drift or come off, and pacing spikes, reach further. */
const MAX_SPREAD_MV = 40;
/** A living heart gives more than this in some lead. */
const MIN_PEAK_MV = 0.02;
/** A converter at its stops reaches some 300 mV. */
const LARGEST_SPIKE_RATIO = 25;
/** The step of usual converters: a lead that stays below it while others beat is off by a thousand, or off. */
const MIN_LEAD_PEAK_MV = 0.005;
/** Enough to meet some QRS complexes in ten seconds; reading a record must not wait for its statistics. */
const SAMPLES_LOOKED_AT = 400;
/** Of those, the share on either side that single spikes may take. */
const SPIKE_SHARE = 0.01;

interface LeadAmplitude {
  readonly name: string;
  /** Of the absolute values. */
  readonly peakMv: number;
  readonly spreadMv: number;
}

/** Warnings about the size of values; none where all is as an ECG is. */
export function doubtfulAmplitudes(leads: readonly Lead[]): string[] {
  return doubtsAbout(leads.map(({ name, samplesMv }) => ({ name, ...amplitude(samplesMv) })));
}

/** The same from what a pass over all samples found: single spikes count, so that only absurd spreads are told. */
export function doubtfulRanges(
  leads: readonly { readonly name: string; readonly minMv: number; readonly maxMv: number }[],
): string[] {
  const ranges = leads.map(({ name, minMv, maxMv }) => ({
    name,
    peakMv: Math.max(Math.abs(minMv), Math.abs(maxMv)),
    spreadMv: (maxMv - minMv) / LARGEST_SPIKE_RATIO,
  }));
  return doubtsAbout(ranges.filter(({ peakMv }) => Number.isFinite(peakMv)));
}

function doubtsAbout(facts: readonly LeadAmplitude[]): string[] {
  const alive = facts.filter(({ peakMv }) => peakMv > 0);
  if (alive.length === 0) return [];
  const peakMv = Math.max(...alive.map((lead) => lead.peakMv));
  if (peakMv < MIN_PEAK_MV) {
    return [`no value exceeds ${shown(peakMv)} mV: gain or unit may be wrong (volts taken for millivolts?)`];
  }
  const large = alive.filter(({ spreadMv }) => spreadMv > MAX_SPREAD_MV);
  const small = alive.filter((lead) => lead.peakMv < MIN_LEAD_PEAK_MV);
  const names = (some: readonly LeadAmplitude[]) => some.map(({ name }) => name).join(", ");
  const warnings: string[] = [];
  if (large.length > 0) {
    const spreadMv = Math.max(...large.map((lead) => lead.spreadMv));
    warnings.push(`${names(large)}: values spread over ${shown(spreadMv)} mV; gain or unit may be wrong`);
  }
  if (small.length > 0) {
    warnings.push(
      `${names(small)}: no value exceeds ${MIN_LEAD_PEAK_MV} mV, unlike in other leads; gain or unit may be wrong`,
    );
  }
  return warnings;
}

/** A warning about leads whose scale is negative, which is allowed and hardly ever meant; none where there are none. */
export function turnedOver(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `the scale of ${names.join(", ")} is negative: the values are turned upside down, as the file says`,
  ];
}

/** The same recording with those warnings, each once. */
export function withDoubts(recording: Recording): Recording {
  const { leads, source, otherSignals = [] } = recording;
  const ofOthers = otherSignals.flatMap((group) =>
    doubtfulAmplitudes(group.leads).map((warning) => `${group.label}: ${warning}`),
  );
  const warnings = [...doubtfulAmplitudes(leads), ...ofOthers].filter(
    (warning) => !source.warnings.includes(warning),
  );
  return warnings.length === 0
    ? recording
    : { ...recording, source: { ...source, warnings: [...source.warnings, ...warnings] } };
}

function amplitude(samplesMv: Float64Array): Omit<LeadAmplitude, "name"> {
  const stride = Math.max(1, Math.floor(samplesMv.length / SAMPLES_LOOKED_AT));
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < samplesMv.length; i += stride) {
    const value = samplesMv[i]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (most < least) return { peakMv: 0, spreadMv: 0 };
  const peakMv = Math.max(Math.abs(least), Math.abs(most));
  // sorting takes a hundred times as long, and hardly any lead needs it
  const spreadMv = most - least > MAX_SPREAD_MV ? spreadWithoutSpikes(samplesMv, stride) : most - least;
  return { peakMv, spreadMv };
}

function spreadWithoutSpikes(samplesMv: Float64Array, stride: number): number {
  const sorted = samplesMv.filter((value, i) => i % stride === 0 && !Number.isNaN(value)).sort();
  const left = Math.floor(SPIKE_SHARE * sorted.length);
  return sorted[sorted.length - 1 - left]! - sorted[left]!;
}

function shown(millivolts: number): number {
  return Number(millivolts.toPrecision(2));
}
