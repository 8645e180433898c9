// The joint detector's beats, held against the QRS complexes that the network found: a step of the baseline beside
// a QRS can be larger than it and take its place. Where the network sees nothing anywhere near (ventricular
// fibrillation, heavy noise), the detector's word stands.
import { median } from "../../signal/statistics.ts";
import type { PreparedSignals } from "../prepare-signals.ts";
import type { FoundWave, FoundWaves } from "../wave-network/found-waves.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";
import { largestDeflection } from "./detect-qrs.ts";

/** A complex is one that half of the usable leads show, with middles this close. */
const LEAST_LEAD_SHARE = 0.5;
const TOGETHER_MS = 60;
/** A beat and a complex this close are the same. */
const SAME_MS = 100;
/** No second QRS follows within this time. */
const REFRACTORY_MS = 200;
/** A beat without a complex of its own, so near to a beat that has one, is an artefact or a T wave. */
const DOUBTFUL_MS = 360;
/** At 300 a minute the next beat itself is nearer than that. */
const DOUBTFUL_RR_SHARE = 0.75;
/** The network takes some T waves for complexes, as of small QRS; at 5 to 30 Hz they are small even beside those. */
const LEAST_MISSED_SHARE = 0.4;
/** Nor is a P or T that half of the leads name a beat, unless it is half as high there: at 300 a minute they err. */
const LEAST_OTHER_SHARE = 0.5;

/** Samples of the QRS complexes, sorted; `found` has one entry for each lead of `signals`. */
export function confirmedBeats(
  detected: readonly number[],
  signals: PreparedSignals,
  found: readonly FoundWaves[],
): number[] {
  // the network sees complexes in a sine, too: where the detector finds nothing sharp, there is no QRS
  if (detected.length === 0) return [];
  const voters = found.filter((_, lead) => signals.leads[lead]!.usable);
  const complexes = jointComplexes(voters);
  const isComplex = (sample: number): boolean =>
    complexes.some((complex) => Math.abs(complex - sample) <= samplesOf(SAME_MS));
  const confirmed = detected.filter(isComplex);
  const usable = signals.leads.filter((lead) => lead.usable).map((lead) => lead.detection);
  const height = (sample: number): number => Math.hypot(...usable.map((lead) => lead[sample] ?? 0));
  const usualHeight = median(confirmed.map(height)) ?? 0;
  const missed = complexes
    .filter((complex) => confirmed.every((beat) => Math.abs(beat - complex) > samplesOf(REFRACTORY_MS)))
    .map((complex) => largestDeflection(usable, Math.round(complex)))
    .filter((sample) => height(sample) >= LEAST_MISSED_SHARE * usualHeight);
  const sure = [...confirmed, ...missed];
  const doubtful = Math.min(samplesOf(DOUBTFUL_MS), DOUBTFUL_RR_SHARE * typicalRr(detected));
  const isOther = (sample: number): boolean =>
    height(sample) < LEAST_OTHER_SHARE * usualHeight &&
    voters.filter(({ p, t }) => [...p, ...t].some((wave) => holds(wave, sample))).length >=
      LEAST_LEAD_SHARE * voters.length;
  const unsure = detected.filter(
    (sample) =>
      !isComplex(sample) && sure.every((beat) => Math.abs(beat - sample) > doubtful) && !isOther(sample),
  );
  return [...sure, ...unsure].sort((a, b) => a - b);
}

function holds({ onset, offset }: FoundWave, sample: number): boolean {
  return onset <= sample && sample <= offset;
}

function typicalRr(beats: readonly number[]): number {
  return median(beats.slice(1).map((sample, i) => sample - beats[i]!)) ?? Number.POSITIVE_INFINITY;
}

/** Middles of the complexes that enough leads show together, sorted. */
function jointComplexes(leads: readonly FoundWaves[]): number[] {
  const middles = leads
    .flatMap(({ qrs }) => qrs.map(({ onset, offset }) => (onset + offset) / 2))
    .sort((a, b) => a - b);
  const joint: number[] = [];
  for (let start = 0; start < middles.length; ) {
    let end = start + 1;
    while (end < middles.length && middles[end]! - middles[end - 1]! <= samplesOf(TOGETHER_MS)) end++;
    if (end - start >= LEAST_LEAD_SHARE * leads.length) joint.push(median(middles.slice(start, end))!);
    start = end;
  }
  return joint;
}
