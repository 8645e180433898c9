// The class of every beat: shape (its group and its correlation with the dominant one), width and timing.
// Premature: RR at most 0.85 of the median of the three preceding regular ones; ventricular: another shape
// (correlation < 0.8) and wide (>= 120 ms), or clearly wider than the dominant beat. The rhythm that a beat can be early
// in is that of the atria: a pause around a P that was not conducted is two of its intervals.
import type { BeatClass } from "../../ecg/measurements.ts";
import { median } from "../../signal/statistics.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { MEDIAN_BEFORE } from "./median-beat.ts";

const PREMATURE_SHARE = 0.85;
/** A ventricular beat late in diastole is early by less; one on time is an escape or a change of conduction. */
const EARLY_SHARE = 0.95;
/** Sinus arrhythmia shortens RR too, but keeps its P: an ectopic P looks otherwise, or hides in the T. */
const OTHER_P_BELOW = 0.75;
const VERY_PREMATURE_SHARE = 0.7;
const DIFFERENT_BELOW = 0.8;
const WIDE_FROM_MS = 120;
const WIDER_BY_MS = 20;
/** A ventricular spike stands at most this long before the QRS onset. */
const SPIKE_BEFORE_QRS_MS = 60;

/** `nonConductedPMs`: P waves that no QRS follows. */
export function classifyBeats(
  waves: MeasuredWaves,
  { spikesMs, nonConductedPMs }: { spikesMs: readonly number[]; nonConductedPMs: readonly number[] },
): BeatClass[] {
  const { fiducials } = waves;
  const blocked = nonConductedPMs.map((ms) => ms / SAMPLE_MS);
  const cycles = (from: number, to: number): number =>
    to - from + blocked.filter((at) => at > fiducials[from]! && at < fiducials[to]!).length;
  const classes: BeatClass[] = [];
  const dominantWidth = widthMs(waves, 0);
  const regularRr: number[] = [];
  fiducials.forEach((fiducial, beat) => {
    const group = waves.groupOfBeat[beat]!;
    const previous = fiducials[beat - 1];
    const rr = previous === undefined ? null : (fiducial - previous) * SAMPLE_MS;
    const expected = median(regularRr.slice(-3)) ?? expectedWithoutHistory(fiducials, beat, cycles);
    const premature = rr !== null && expected !== null && rr <= PREMATURE_SHARE * expected;
    const kind = classOf({
      paced: followsSpike(waves, beat, spikesMs),
      sameShape: group === 0,
      correlation: waves.correlationWithDominant[beat]!,
      width: widthMs(waves, group),
      dominantWidth,
      premature,
      otherP: waves.organisedP.present === true && hasOtherP(waves, beat, rr, expected),
      early: rr !== null && expected !== null && rr <= EARLY_SHARE * expected,
    });
    classes.push(kind);
    const isRegular = kind === "normal" && classes.at(-2) === "normal" && !premature;
    if (rr !== null && isRegular && cycles(beat - 1, beat) === 1) regularRr.push(rr);
  });
  return classes;
}

function classOf(beat: {
  paced: boolean;
  sameShape: boolean;
  correlation: number;
  width: number | null;
  dominantWidth: number | null;
  premature: boolean;
  otherP: boolean;
  early: boolean;
}): BeatClass {
  if (beat.paced) return "paced";
  if (beat.sameShape) return beat.premature && beat.otherP ? "pac" : "normal";
  const { width, dominantWidth } = beat;
  const wide = width !== null && width >= WIDE_FROM_MS;
  const wider = width !== null && dominantWidth !== null && width >= dominantWidth + WIDER_BY_MS;
  if (beat.correlation < DIFFERENT_BELOW && (wide || wider)) return beat.early ? "pvc" : "other";
  if (beat.premature && beat.correlation >= DIFFERENT_BELOW && beat.otherP) return "pac";
  if (wider && beat.correlation >= DIFFERENT_BELOW) return "fusion";
  return beat.correlation >= DIFFERENT_BELOW ? "normal" : "other";
}

/**
 * At the start, and in a bigeminy, no regular interval precedes: half of the two intervals around an
 * extrasystole with a compensatory pause is the basic one; at the very first beat nothing is known.
 */
function expectedWithoutHistory(
  fiducials: readonly number[],
  beat: number,
  cycles: (from: number, to: number) => number,
): number | null {
  const cycleAround = (middle: number): number | null => {
    const [before, after] = [fiducials[middle - 1], fiducials[middle + 1]];
    if (before === undefined || after === undefined) return null;
    return (after - before) / cycles(middle - 1, middle + 1);
  };
  // the last beat has nothing after it: the pair before stands in
  const cycle = cycleAround(beat) ?? cycleAround(beat - 2);
  return cycle === null ? null : cycle * SAMPLE_MS;
}

function hasOtherP(waves: MeasuredWaves, beat: number, rr: number | null, expected: number | null): boolean {
  const likeness = waves.pCorrelations[beat] ?? null;
  const veryEarly = rr !== null && expected !== null && rr <= VERY_PREMATURE_SHARE * expected;
  return veryEarly || (likeness !== null && likeness < OTHER_P_BELOW);
}

function widthMs(waves: MeasuredWaves, group: number): number | null {
  const marks = waves.groups[group]?.marks.qrs;
  return marks ? (marks.offset - marks.onset) * SAMPLE_MS : null;
}

function followsSpike(waves: MeasuredWaves, beat: number, spikesMs: readonly number[]): boolean {
  const group = waves.groups[waves.groupOfBeat[beat]!];
  if (!group) return false;
  const onsetMs = (waves.fiducials[beat]! - MEDIAN_BEFORE + group.marks.qrs.onset) * SAMPLE_MS;
  return spikesMs.some((spike) => spike > onsetMs - SPIKE_BEFORE_QRS_MS && spike < onsetMs + 30);
}
