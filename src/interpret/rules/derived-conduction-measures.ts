// Measures of how P waves and QRS complexes go together. The P of a beat is taken from the lead in which
// most beats have one; P waves without QRS come from the measuring code.
import type { Measurements } from "../../ecg/measurements.ts";
import { intervals, median } from "./derived-rhythm-measures.ts";
import type { Place, Quantity, Reading, RecordMeasure } from "./measure.ts";

/** Half width of the span shown for a P wave known by its peak only. */
const P_HALF_MS = 50;
/** Share of the intervals that must hold one blocked P before conduction is called 2:1. */
const TWO_TO_ONE_SHARE = 0.8;

export const derivedConductionMeasures = {
  "derived.nonConductedPCount": measure("P waves without QRS", "", "count", ({ global }) => {
    const times = global.atrial.nonConductedPMs;
    return { value: times.length, places: times.map(pPlace) };
  }),
  "derived.longestNonConductedPRun": measure("P waves without QRS in succession", "", "count", (m) => ({
    value: Math.max(0, ...blockedBetweenBeats(m)),
  })),
  "derived.twoToOneConduction": measure("every second P conducted", "", "category", (m) => {
    const blocked = blockedBetweenBeats(m);
    const single = blocked.filter((count) => count === 1).length;
    return { value: blocked.length >= 3 && single >= TWO_TO_ONE_SHARE * blocked.length };
  }),
  "derived.prDropAfterPauseMs": measure("PR before less PR after the pause", "ms", "deflection", (m) => {
    const drops = prDrops(m);
    return drops.length === 0 ? { value: 0, absent: true } : { value: median(drops) };
  }),
  "derived.prRangeMs": measure("range of PR over beats", "ms", "interval", (m) => {
    const pr = conductedP(m).map((p) => p.prMs);
    return pr.length < 2 ? { value: null } : { value: Math.max(...pr) - Math.min(...pr) };
  }),
  "derived.ppVariationShare": measure("PP variation (SD over mean)", "", "irregularity", (m) => {
    const pp = ppIntervals(m);
    if (pp.length < 3) return { value: null };
    const mean = pp.reduce((a, b) => a + b) / pp.length;
    return { value: Math.sqrt(pp.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pp.length) / mean };
  }),
  "derived.atrialRateBpm": measure("atrial rate", "bpm", "rate", (m) => {
    const pp = ppIntervals(m);
    return pp.length < 2 ? { value: null } : { value: 60_000 / median(pp) };
  }),
  "derived.atrialToVentricularRate": measure("atrial over ventricular rate", "", "ratio", (m) => {
    const pp = ppIntervals(m);
    const rr = intervals(m.beats);
    return pp.length < 2 || rr.length < 2 ? { value: null } : { value: median(rr) / median(pp) };
  }),
} as const satisfies Record<string, RecordMeasure>;

interface ConductedP {
  readonly peakMs: number;
  readonly qrsMs: number;
  readonly prMs: number;
}

function conductedP(measurements: Measurements): ConductedP[] {
  const byLead = Object.entries(measurements.leads)
    .filter(([lead]) => measurements.quality.leads[lead]?.usable !== false)
    .map(([, { waves }]) => waves.filter((wave) => wave.p !== null));
  const most = byLead.reduce((best, waves) => (waves.length > best.length ? waves : best), []);
  return most.flatMap(({ p, beat: index }) => {
    const beat = measurements.beats.find((candidate) => candidate.index === index);
    const qrsMs = beat?.qrsOnsetMs ?? null;
    return p === null || qrsMs === null ? [] : [{ peakMs: p.peakMs, qrsMs, prMs: qrsMs - p.onsetMs }];
  });
}

function ppIntervals(measurements: Measurements): number[] {
  const times = [
    ...conductedP(measurements).map((p) => p.peakMs),
    ...measurements.global.atrial.nonConductedPMs,
  ];
  times.sort((a, b) => a - b);
  return times.slice(1).map((time, i) => time - times[i]!);
}

/** Number of blocked P waves in each interval between two QRS complexes. */
function blockedBetweenBeats({ beats, global }: Measurements): number[] {
  return beats.slice(1).map((beat, i) => {
    const from = beats[i]!.rPeakMs;
    return global.atrial.nonConductedPMs.filter((time) => time > from && time < beat.rPeakMs).length;
  });
}

/** For every blocked P: PR of the last beat before it less PR of the first after it. */
function prDrops(measurements: Measurements): number[] {
  const conducted = conductedP(measurements);
  return measurements.global.atrial.nonConductedPMs.flatMap((time) => {
    const before = conducted.filter((p) => p.qrsMs < time).at(-1);
    const after = conducted.find((p) => p.qrsMs > time);
    return before === undefined || after === undefined ? [] : [before.prMs - after.prMs];
  });
}

function pPlace(peakMs: number): Place {
  return { lead: null, beat: null, startMs: peakMs - P_HALF_MS, endMs: peakMs + P_HALF_MS };
}

function measure(
  label: string,
  unit: string,
  quantity: Quantity,
  read: (measurements: Measurements) => Reading,
): RecordMeasure {
  return { scope: "record", label, unit, quantity, part: "record", read };
}
