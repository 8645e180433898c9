// The deflections of an exactly known QRS and their names; the rule is in exact-truth.ts.

import { areaUnder } from "./exact-curve.ts";

export type DeflectionName = "q" | "r" | "s" | "rPrime" | "sPrime";

export interface ExactDeflection {
  readonly amplitudeMv: number;
  /** Between its crossings of the line, isoelectric stretches at the ends of the QRS left out. */
  readonly durationMs: number;
  readonly peakMs: number;
}

export interface ExactQrs {
  /** QS counts as q. */
  readonly deflections: Readonly<Record<DeflectionName, ExactDeflection | null>>;
  /** A run of one sign is so near the least wave that its name, and with it the others', is open. */
  readonly doubtful: boolean;
  readonly peakToPeakMv: number;
  readonly areaMvMs: number;
}

const LEAST_MV = 0.03;
const LEAST_MS = 6;
/** Within this factor of the limits readers differ. */
const DOUBT = 1.5;
/** Isoelectric: at most this far from the line... */
const ISOELECTRIC_MV = 0.02;
/** ...for longer than this. */
const ISOELECTRIC_MS = 6;
const ROUNDING_MV = 1e-9;

interface Run {
  from: number;
  to: number;
  peak: number;
}

/** `times` from the global onset to the global end of the QRS. */
export function exactDeflections(curve: (atMs: number) => number, times: readonly number[]): ExactQrs {
  const values = times.map((atMs) => {
    const value = curve(atMs);
    return Math.abs(value) < ROUNDING_MV ? 0 : value;
  });
  const runs = runsOfOneSign(values);
  const judged = runs.map((run) => ({ run, kind: judge(run, times, values) }));
  const waves = judged
    .filter(({ kind }) => kind === "wave")
    .map(({ run }) => ({
      amplitudeMv: values[run.peak]!,
      durationMs: durationOf(run, times, values),
      peakMs: times[run.peak]!,
    }));
  const heights = waves.map((wave) => wave.amplitudeMv);
  return {
    deflections: named(waves),
    doubtful: judged.some(({ kind }) => kind === "doubtful") || alikeNeighbours(heights),
    peakToPeakMv: Math.max(0, ...heights) - Math.min(0, ...heights),
    areaMvMs: areaUnder(times, values),
  };
}

function runsOfOneSign(values: readonly number[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let i = 1; i <= values.length; i++) {
    if (i < values.length && Math.sign(values[i]!) === Math.sign(values[from]!)) continue;
    if (values[from] !== 0) {
      let peak = from;
      for (let k = from; k < i; k++) if (Math.abs(values[k]!) > Math.abs(values[peak]!)) peak = k;
      runs.push({ from, to: i - 1, peak });
    }
    from = i;
  }
  return runs;
}

/** Height over the line, width of what is over it, and the way back: at the end of the QRS it may have none. */
function judge(run: Run, times: readonly number[], values: readonly number[]): "wave" | "doubtful" | "none" {
  const height = Math.abs(values[run.peak]!);
  const back = Math.abs(values[run.peak]! - values[Math.min(run.to + 1, values.length - 1)]!);
  const turned = run.to === values.length - 1 ? back : height;
  const widthMs = times[run.to]! - times[run.from]!;
  const shareOfLeast = Math.min(height / LEAST_MV, turned / LEAST_MV, widthMs / LEAST_MS);
  if (shareOfLeast >= DOUBT) return "wave";
  return shareOfLeast > 1 / DOUBT ? "doubtful" : "none";
}

/** Two neighbours of one sign with only a ripple between: one wave or two? */
function alikeNeighbours(heights: readonly number[]): boolean {
  return heights.some((height, i) => i > 0 && Math.sign(height) === Math.sign(heights[i - 1]!));
}

/** Isoelectric ends (I and K waves) belong to no wave. */
function durationOf(run: Run, times: readonly number[], values: readonly number[]): number {
  const seen = (i: number): boolean => Math.abs(values[i]!) > ISOELECTRIC_MV;
  let [from, to] = [run.from, run.to];
  while (from < run.peak && !seen(from)) from++;
  while (to > run.peak && !seen(to)) to--;
  const lead = times[from]! - times[run.from]!;
  const tail = times[run.to]! - times[to]!;
  return (
    times[run.to]! -
    times[run.from]! -
    (lead > ISOELECTRIC_MS ? lead : 0) -
    (tail > ISOELECTRIC_MS ? tail : 0)
  );
}

/** The first upright wave is R, hanging ones before it Q, after it S; a second pair R' and S'. */
function named(waves: readonly ExactDeflection[]): ExactQrs["deflections"] {
  const found: Record<DeflectionName, ExactDeflection | null> = {
    q: null,
    r: null,
    s: null,
    rPrime: null,
    sPrime: null,
  };
  for (const wave of waves) {
    const upright = wave.amplitudeMv > 0;
    const name: DeflectionName = upright
      ? found.r === null
        ? "r"
        : "rPrime"
      : found.r === null
        ? "q"
        : found.rPrime === null
          ? "s"
          : "sPrime";
    found[name] ??= wave;
  }
  return found;
}
