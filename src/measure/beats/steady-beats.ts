// One beat's T may be lost in fibrillation or noise where the other beats of its shape show theirs plainly: a
// mark strays only so far from the middle of its group's. P keeps its freedom, it moves for reasons of its own.
import type { BeatMarks, MeasuredGroup } from "../measure-waves.ts";
import { medianMarks } from "../waves/median-marks.ts";
import { samplesOf, type WaveMarks } from "../waves/wave-boundaries.ts";
import { MEDIAN_BEFORE } from "./median-beat.ts";

/** The beat-to-beat variation of T that rate and breathing explain, and of the QRS, that they hardly change. */
const LARGEST_T_ONSET_MS = 40;
const LARGEST_T_END_MS = 30;
const LARGEST_QRS_MS = 16;
/** Of two beats neither can say what is usual. */
const FEWEST_BEATS = 3;

/** One lead's marks of all beats, each kept near its group's. */
export function steadyBeats(options: {
  beats: readonly BeatMarks[];
  groups: readonly (MeasuredGroup | null)[];
  fiducials: readonly number[];
}): BeatMarks[] {
  const { beats, groups, fiducials } = options;
  const steady = [...beats];
  for (const group of groups) {
    if (group === null || group.beats.length < FEWEST_BEATS) continue;
    const origins = group.beats.map((beat) => fiducials[beat]! - MEDIAN_BEFORE);
    const usual = (kind: "qrs" | "t"): WaveMarks | null =>
      medianMarks(group.beats.map((beat, i) => ({ marks: beats[beat]![kind], origin: origins[i]! })));
    const [qrs, t] = [usual("qrs"), usual("t")];
    group.beats.forEach((beat, i) => {
      const own = beats[beat]!;
      const origin = origins[i]!;
      steady[beat] = {
        p: own.p,
        qrs: near(own.qrs, qrs, { origin, onsetMs: LARGEST_QRS_MS, offsetMs: LARGEST_QRS_MS }),
        t: near(own.t, t, { origin, onsetMs: LARGEST_T_ONSET_MS, offsetMs: LARGEST_T_END_MS }),
      };
    });
  }
  return steady;
}

function near(
  own: WaveMarks | null,
  usual: WaveMarks | null,
  { origin, onsetMs, offsetMs }: { origin: number; onsetMs: number; offsetMs: number },
): WaveMarks | null {
  if (own === null || usual === null) return own;
  const onset = within(own.onset, usual.onset + origin, samplesOf(onsetMs));
  const offset = within(own.offset, usual.offset + origin, samplesOf(offsetMs));
  return { ...own, onset, offset, peak: Math.min(Math.max(own.peak, onset), offset) };
}

function within(value: number, middle: number, reach: number): number {
  return Math.min(Math.max(value, middle - reach), middle + reach);
}
