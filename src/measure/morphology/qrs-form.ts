// What is inside one QRS: its deflections by name, its form in letters, areas, notches, the slow start of a delta wave
// and the notch or slur of a J wave.
import type { Deflection, MedianBeat } from "../../ecg/measurements.ts";
import { slope } from "../../signal/smoothing.ts";
import { SAMPLE_MS, WORKING_RATE_HZ } from "../prepare-signals.ts";
import type { Boundaries } from "../waves/qrs-boundaries.ts";
import { LEAST_DEFLECTION_MV, type Part, qrsDeflections } from "./qrs-deflections.ts";

export interface QrsForm {
  readonly form: string;
  readonly q: Deflection | null;
  readonly r: Deflection | null;
  readonly s: Deflection | null;
  readonly rPrime: Deflection | null;
  readonly sPrime: Deflection | null;
  /** Signed, of the deflections by their names. */
  readonly areasMvMs: MedianBeat["areasMvMs"];
  readonly peakToPeakMv: number;
  readonly areaMvMs: number;
  /** Sample of the last positive peak (R' before R), or null. */
  readonly rPeak: number | null;
  readonly notches: number;
  readonly slurredOnsetMs: number | null;
  /** Signed height at the knee between that slow part and the steep one. */
  readonly slurredOnsetMv: number | null;
  readonly jWave: JWave | null;
}

export interface JWave {
  readonly heightMv: number;
  /** A notch rises again, a slur only slows down. */
  readonly form: "notch" | "slur";
  /** Sample of the notch's peak, or of the slur's start. */
  readonly at: number;
}

/**
 * `beat` in mV above the isoelectric line; `qrs` in samples of it. `noiseMv`: RMS of the noise that is known to be in
 * it; what the beat itself shows before its QRS counts where it is more.
 */
export function qrsForm(beat: Float64Array, qrs: Boundaries, noiseMv: number | null = null): QrsForm {
  const named = qrsDeflections(beat, qrs, noiseMv);
  const { count, level } = named;
  const upright = named.rPrime ?? named.r;
  return {
    form: named.form,
    q: deflection(named.q),
    r: deflection(named.r),
    s: deflection(named.s),
    rPrime: deflection(named.rPrime),
    sPrime: deflection(named.sPrime),
    areasMvMs: {
      q: named.q?.areaMvMs ?? null,
      r: named.r?.areaMvMs ?? null,
      s: named.s?.areaMvMs ?? null,
      rPrime: named.rPrime?.areaMvMs ?? null,
      sPrime: named.sPrime?.areaMvMs ?? null,
    },
    peakToPeakMv: named.peakToPeakMv,
    areaMvMs: netArea(beat, qrs, level),
    rPeak: upright?.peak ?? null,
    notches: countNotches(beat, qrs, count),
    ...slurredOnset(beat, qrs, level),
    jWave: upright ? jWave(beat, qrs, { r: upright, level }) : null,
  };
}

function deflection(part: Part | null): Deflection | null {
  return part && { amplitudeMv: part.amplitudeMv, durationMs: part.durationMs };
}

function netArea(beat: Float64Array, { onset, offset }: Boundaries, level: number): number {
  let area = 0;
  for (let i = onset; i <= offset; i++) area += (beat[i]! - level) * SAMPLE_MS;
  return area;
}

/** Turning points at least 30 uV from their neighbours, beyond those that the named deflections need. */
function countNotches(beat: Float64Array, { onset, offset }: Boundaries, deflectionCount: number): number {
  let turns = 0;
  let direction = 0;
  let extreme = beat[onset]!;
  for (let i = onset + 1; i <= offset; i++) {
    const value = beat[i]!;
    if (direction >= 0 && value < extreme - LEAST_DEFLECTION_MV) {
      if (direction > 0) turns++;
      direction = -1;
      extreme = value;
    } else if (direction <= 0 && value > extreme + LEAST_DEFLECTION_MV) {
      if (direction < 0) turns++;
      direction = 1;
      extreme = value;
    } else if (direction > 0 ? value > extreme : direction < 0 && value < extreme) extreme = value;
  }
  return Math.max(0, turns - deflectionCount);
}

/** From the onset until the slope first passes half of its maximum: 10-20 ms normally, more in a delta wave. */
function slurredOnset(
  beat: Float64Array,
  { onset, offset }: Boundaries,
  level: number,
): { slurredOnsetMs: number | null; slurredOnsetMv: number | null } {
  const steep = slope(beat.subarray(Math.max(0, onset - 3), offset + 4), 3, WORKING_RATE_HZ).map(Math.abs);
  let top = 0;
  for (const value of steep) top = Math.max(top, value);
  if (top === 0) return { slurredOnsetMs: null, slurredOnsetMv: null };
  const first = steep.findIndex((value) => value > top / 2);
  const samples = Math.max(0, first - Math.min(3, onset));
  const knee = farthestFromChord(beat, onset, onset + samples);
  return { slurredOnsetMs: samples * SAMPLE_MS, slurredOnsetMv: beat[knee]! - level };
}

/** Where a slow beginning turns into the steep stroke. */
function farthestFromChord(beat: Float64Array, from: number, to: number): number {
  let farthest = from;
  let largest = 0;
  for (let i = from; i <= to; i++) {
    const chord = beat[from]! + ((beat[to]! - beat[from]!) * (i - from)) / Math.max(to - from, 1);
    const apart = Math.abs(beat[i]! - chord);
    if (apart > largest) {
      largest = apart;
      farthest = i;
    }
  }
  return farthest;
}

/** Height of a notch, or of the start of a slur, on the last downslope of R (Macfarlane et al. 2015). */
function jWave(
  beat: Float64Array,
  { offset }: Boundaries,
  { r, level }: { r: Part; level: number },
): JWave | null {
  const steepAt = (i: number): number => (beat[i + 2] ?? beat[i]!) - (beat[i - 2] ?? beat[i]!);
  let steepest = r.peak;
  for (let i = r.peak; i <= offset; i++) if (steepAt(i) < steepAt(steepest)) steepest = i;
  for (let i = steepest + 1; i <= offset; i++) {
    const height = beat[i]! - level;
    if (height < 0.05 || height > 0.5 * r.amplitudeMv) continue;
    if (steepAt(i) > 0.2 * steepAt(steepest)) {
      // the descent has nearly stopped while still above the line: top of the notch, or level of the slur
      let top = i;
      for (let k = i; k <= Math.min(offset + 10, i + 15); k++) if (beat[k]! > beat[top]!) top = k;
      let trough = i;
      for (let k = i; k <= top; k++) if (beat[k]! < beat[trough]!) trough = k;
      const rises = beat[top]! - beat[trough]! >= LEAST_DEFLECTION_MV;
      return { heightMv: beat[top]! - level, form: rises ? "notch" : "slur", at: rises ? top : i };
    }
  }
  return null;
}
