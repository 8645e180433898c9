// Measures of the succession of beats: intervals between like beats, ectopic beats and their patterns.
// Beat classes come from the measuring code; here they are only counted.
import type { Beat, BeatClass, Measurements } from "../../ecg/measurements.ts";
import type { Place, Quantity, Reading, RecordMeasure } from "./measure.ts";

/** RR lengths that differ by less than this share of their mean count as the same in a repeating pattern. */
const SAME_RR_SHARE = 0.08;
const LONGEST_PATTERN = 4;
/** Half width of the span shown for a beat whose QRS was not delineated. */
const QRS_HALF_MS = 50;
const LEAST_RR_TO_JUDGE = 3;

export const derivedRhythmMeasures = {
  "derived.beatCount": measure("beats", "", "count", (m) => ({ value: m.beats.length })),
  /** null under two: whether beats come irregularly cannot be said of one interval, so nothing is denied. */
  "derived.rrCount": measure("RR intervals", "", "count", (m) => {
    const count = Math.max(0, m.beats.length - 1);
    return { value: count < LEAST_RR_TO_JUDGE ? null : count };
  }),
  "derived.normalRrRangeMs": measure("range of RR between normal beats", "ms", "time", (m) => {
    const rr = normalRr(m);
    return rr.length < 2 ? { value: null } : { value: Math.max(...rr) - Math.min(...rr) };
  }),
  "derived.normalRrRangeShare": measure(
    "range of RR between normal beats over its mean",
    "",
    "irregularity",
    (m) => {
      const rr = normalRr(m);
      const meanRr = rr.reduce((sum, interval) => sum + interval, 0) / rr.length;
      return rr.length < 2 ? { value: null } : { value: (Math.max(...rr) - Math.min(...rr)) / meanRr };
    },
  ),
  "derived.longestToMedianRr": measure("longest over median RR", "", "ratio", (m) => {
    const rr = normalRr(m);
    return rr.length < 3 ? { value: null } : { value: Math.max(...rr) / median(rr) };
  }),
  "derived.rrVariationShare": measure("RR variation (SD over mean)", "", "irregularity", ({ global }) => {
    const { rrMs, rhythm } = global;
    return { value: rrMs === null || rhythm.rrSdMs === null ? null : rhythm.rrSdMs / rrMs };
  }),
  "derived.rrPatternRepeats": measure("repeating RR pattern", "", "category", (m) => ({
    value: m.beats.length < 2 ? null : repeats(intervals(m.beats)),
  })),
  "derived.longestGapWithoutQrsMs": measure("longest time without QRS", "ms", "time", (m) => {
    const times = [0, ...m.beats.map((beat) => beat.rPeakMs), m.record.durationMs];
    const gaps = times.slice(1).map((time, i) => ({ startMs: times[i] ?? 0, endMs: time }));
    const longest = gaps.reduce((a, b) => (b.endMs - b.startMs > a.endMs - a.startMs ? b : a));
    return { value: longest.endMs - longest.startMs, places: [{ lead: null, beat: null, ...longest }] };
  }),
  "derived.pvcCount": measure("ventricular premature beats", "", "count", (m) => counted(m, ["pvc"])),
  "derived.pacCount": measure("atrial premature beats", "", "count", (m) => counted(m, ["pac"])),
  "derived.fusionCount": measure("fusion beats", "", "count", (m) => counted(m, ["fusion"])),
  "derived.ventricularCouplets": measure("ventricular couplets", "", "count", (m) => {
    const couplets = runs(m.beats, ["pvc"]).filter((run) => run.length === 2);
    return { value: couplets.length, places: couplets.flat().map(place) };
  }),
  "derived.longestVentricularRun": measure("longest run of ventricular beats", "", "count", (m) => {
    const run = longestRun(m);
    return { value: run.length, places: run.map(place) };
  }),
  "derived.ventricularRunRateBpm": measure("rate of that run", "bpm", "rate", (m) => {
    const rr = intervals(longestRun(m));
    return rr.length === 0 ? { value: 0, absent: true } : { value: 60_000 / median(rr) };
  }),
  "derived.bigeminyCycles": measure("cycles of one beat and one ectopic", "", "count", (m) => cycles(m, 1)),
  "derived.trigeminyCycles": measure("cycles of two beats and one ectopic", "", "count", (m) => cycles(m, 2)),
} as const satisfies Record<string, RecordMeasure>;

/** RR intervals between consecutive beats of the dominant class. */
export function normalRr(measurements: Measurements): number[] {
  const { beats, global } = measurements;
  const normal = global.dominantClass ?? "normal";
  return intervals(beats).filter((_, i) => beats[i]?.class === normal && beats[i + 1]?.class === normal);
}

export function intervals(beats: readonly Beat[]): number[] {
  return beats.slice(1).map((beat, i) => beat.rPeakMs - beats[i]!.rPeakMs);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The span of a beat's QRS over all leads. */
export function place(beat: Beat): Place {
  return {
    lead: null,
    beat: beat.index,
    startMs: beat.qrsOnsetMs ?? beat.rPeakMs - QRS_HALF_MS,
    endMs: beat.qrsOffsetMs ?? beat.rPeakMs + QRS_HALF_MS,
  };
}

/** Does RR repeat in groups of two to four (bigeminy, group beating) while not being simply regular? */
function repeats(rr: readonly number[]): boolean {
  const same = (lag: number) =>
    rr.slice(lag).every((value, i) => Math.abs(value - rr[i]!) <= (SAME_RR_SHARE * (value + rr[i]!)) / 2);
  for (let lag = 2; lag <= LONGEST_PATTERN; lag++) {
    if (rr.length >= 2 * lag && same(lag)) return !same(1);
  }
  return false;
}

function counted({ beats }: Measurements, classes: readonly BeatClass[]): Reading {
  const found = beats.filter((beat) => classes.includes(beat.class));
  return { value: found.length, places: found.map(place) };
}

function runs(beats: readonly Beat[], classes: readonly BeatClass[]): Beat[][] {
  const found: Beat[][] = [];
  let open: Beat[] = [];
  for (const beat of beats) {
    if (classes.includes(beat.class)) {
      if (open.length === 0) found.push(open);
      open.push(beat);
    } else open = [];
  }
  return found;
}

function longestRun({ beats }: Measurements): Beat[] {
  return runs(beats, ["pvc"]).reduce<Beat[]>((best, run) => (run.length > best.length ? run : best), []);
}

/** Longest succession of `normals` beats followed by one ectopic, counted in cycles. */
function cycles({ beats }: Measurements, normals: number): Reading {
  const ectopic = (beat: Beat | undefined) => beat?.class === "pvc" || beat?.class === "pac";
  const cycle = (start: number) =>
    ectopic(beats[start + normals]) && beats.slice(start, start + normals).every((beat) => !ectopic(beat));
  let best: Beat[] = [];
  for (let start = 0; start < beats.length; start++) {
    const found: Beat[] = [];
    for (let at = start; cycle(at); at += normals + 1) found.push(beats[at + normals]!);
    if (found.length > best.length) best = found;
  }
  return { value: best.length, places: best.map(place) };
}

function measure(
  label: string,
  unit: string,
  quantity: Quantity,
  read: (measurements: Measurements) => Reading,
): RecordMeasure {
  return { scope: "record", label, unit, quantity, part: "record", read };
}
