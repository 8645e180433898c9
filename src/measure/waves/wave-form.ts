// Sign pattern, amplitude and area of a P or T wave between its marks, against the line through its feet (P)
// or the isoelectric line (T).
import type { Wave } from "../../ecg/measurements.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { levelBeside } from "./level-beside.ts";
import type { WaveMarks } from "./wave-boundaries.ts";

export interface WaveShape {
  readonly form: Wave["form"];
  /** Of the larger lobe, signed. */
  readonly amplitudeMv: number;
  readonly initialMv: number;
  readonly terminalMv: number;
  /** Depth times duration of the terminal lobe where it is negative, mV*ms; else 0. */
  readonly terminalForceMvMs: number;
  /** Distance between the two peaks of a notched wave. */
  readonly notchMs: number | null;
  readonly areaMvMs: number;
}

/** A lobe counts from 30 uV and from a quarter of the larger one. */
const LEAST_LOBE_MV = 0.03;
const LEAST_LOBE_SHARE = 0.25;
/** How far outside its marks the foot of a wave is looked for. */
const FOOT_SAMPLES = 8;
const LEAST_NOTCH_MV = 0.015;

/** `foot`: "chord" measures from the line between onset and end (P), "zero" from the isoelectric line (T) at `zeroMv`. */
export function waveShape(
  beat: Float64Array,
  marks: WaveMarks,
  foot: "chord" | "zero",
  zeroMv = 0,
): WaveShape {
  const { onset, offset } = marks;
  const length = offset - onset + 1;
  const heights = new Float64Array(length);
  // a mark inside the wave would put its foot on the flank: the level is read just outside
  const levelAt = (edge: number, farthest: number): number =>
    foot === "chord" ? (levelBeside(beat, edge, farthest) ?? beat[edge]!) : zeroMv;
  const before = levelAt(onset, onset - FOOT_SAMPLES);
  const after = levelAt(offset, offset + FOOT_SAMPLES);
  let area = 0;
  for (let i = 0; i < length; i++) {
    heights[i] = beat[onset + i]! - (before + ((after - before) * i) / Math.max(length - 1, 1));
    area += heights[i]! * SAMPLE_MS;
  }
  const { top, bottom } = outermostTurns(heights);
  const positive = top === null ? 0 : heights[top]!;
  const negative = bottom === null ? 0 : heights[bottom]!;
  const larger = Math.max(Math.abs(positive), Math.abs(negative));
  const counts = (height: number): boolean => height >= Math.max(LEAST_LOBE_MV, LEAST_LOBE_SHARE * larger);
  const both = counts(positive) && counts(-negative);
  // a shoulder has no turning point: its height is that at its mark
  const shoulder = top === null && bottom === null ? (heights[marks.peak - onset] ?? 0) : null;
  const amplitudeMv = shoulder ?? (Math.abs(positive) >= Math.abs(negative) ? positive : negative);
  const positiveFirst = (top ?? 0) < (bottom ?? 0);
  const notchMs = both ? null : notchDistanceMs(heights, Math.sign(amplitudeMv));
  let form: Wave["form"] = amplitudeMv >= 0 ? "+" : "-";
  if (both) form = positiveFirst ? "+-" : "-+";
  else if (notchMs !== null && amplitudeMv > 0) form = "notched";
  const terminal = both ? (positiveFirst ? negative : positive) : amplitudeMv;
  return {
    form,
    amplitudeMv,
    initialMv: both ? (positiveFirst ? positive : negative) : amplitudeMv,
    terminalMv: terminal,
    terminalForceMvMs: terminal < 0 ? -terminal * terminalDurationMs(heights) : 0,
    notchMs,
    areaMvMs: area,
  };
}

/**
 * The farthest upper and lower turning point from the line between the wave's own ends. The ends are no lobes:
 * after a depressed ST an upright T begins far below the isoelectric line. Nor is the corner where a raised or
 * depressed ST bends into T, when the mark is a little early: it hardly leaves that line.
 */
function outermostTurns(heights: Float64Array): { top: number | null; bottom: number | null } {
  const last = heights.length - 1;
  const apart = (i: number): number =>
    heights[i]! - heights[0]! - ((heights[last]! - heights[0]!) * i) / Math.max(last, 1);
  let top: number | null = null;
  let bottom: number | null = null;
  for (let i = 1; i < last; i++) {
    const before = heights[i]! - heights[i - 1]!;
    const after = heights[i + 1]! - heights[i]!;
    if (before >= 0 && after < 0 && apart(i) > 0 && (top === null || apart(i) > apart(top))) top = i;
    if (before <= 0 && after > 0 && apart(i) < 0 && (bottom === null || apart(i) < apart(bottom))) bottom = i;
  }
  if (top === null || bottom === null) return { top, bottom };
  const least = LEAST_LOBE_SHARE * Math.max(apart(top), -apart(bottom));
  return { top: apart(top) >= least ? top : null, bottom: -apart(bottom) >= least ? bottom : null };
}

/** Length of the last run below the foot line. */
function terminalDurationMs(heights: Float64Array): number {
  let end = heights.length - 1;
  while (end > 0 && heights[end]! > -0.005) end--;
  let start = end;
  while (start > 0 && heights[start - 1]! < 0) start--;
  return (end - start + 1) * SAMPLE_MS;
}

function notchDistanceMs(heights: Float64Array, sign: number): number | null {
  const peaks: number[] = [];
  for (let i = 1; i < heights.length - 1; i++) {
    if (sign * heights[i]! >= sign * heights[i - 1]! && sign * heights[i]! > sign * heights[i + 1]!)
      peaks.push(i);
  }
  for (let a = 0; a < peaks.length; a++) {
    for (let b = peaks.length - 1; b > a; b--) {
      let valley = Number.POSITIVE_INFINITY;
      for (let i = peaks[a]!; i <= peaks[b]!; i++) valley = Math.min(valley, sign * heights[i]!);
      const lower = Math.min(sign * heights[peaks[a]!]!, sign * heights[peaks[b]!]!);
      if (lower > LEAST_LOBE_MV && lower - valley >= LEAST_NOTCH_MV)
        return (peaks[b]! - peaks[a]!) * SAMPLE_MS;
    }
  }
  return null;
}
