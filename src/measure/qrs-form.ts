// What is inside one QRS: its deflections Q, R, S, R', S' between crossings of the isoelectric line, its form
// in letters, notches, the slow start of a delta wave and the notch or slur of a J wave. The minimum-wave rule
// follows IEC 60601-2-51 annex GG (at least 30 uV, at least 6 ms from side to side here).
import type { Deflection, MedianBeat } from "../ecg/measurements.ts";
import { slope } from "../signal/smoothing.ts";
import { levelBeside } from "./level-beside.ts";
import { SAMPLE_MS, WORKING_RATE_HZ } from "./prepare-signals.ts";
import type { Boundaries } from "./qrs-boundaries.ts";

const LEAST_DEFLECTION_MV = 0.03;
const LEAST_DEFLECTION_SAMPLES = 3;
/** How far before the onset the zero level is looked for. */
const LEVEL_REACH_SAMPLES = 10;
/** Under 20 uV for over 6 ms is isoelectric: experts saw no wave there (CSE; IEC 60601-2-25 FF.5). */
const ISOELECTRIC_MV = 0.02;
const ISOELECTRIC_SAMPLES = 3;
/** A deflection stands out of the noise by this factor. */
const NOISE_FACTOR = 3;
/** Lower case letters stand for waves under this. */
const CAPITAL_FROM_MV = 0.5;

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

interface Part extends Deflection {
  readonly peak: number;
  readonly areaMvMs: number;
}

/**
 * `beat` in mV above the isoelectric line; `qrs` in samples of it. `noiseMv`: RMS of the noise that is known to be in
 * it; what the beat itself shows before its QRS counts where it is more.
 */
export function qrsForm(beat: Float64Array, qrs: Boundaries, noiseMv: number | null = null): QrsForm {
  const parts = deflections(beat, qrs, noiseMv ?? 0);
  const named = nameDeflections(parts);
  const heights = parts.map((part) => part.amplitudeMv);
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
    peakToPeakMv: Math.max(0, ...heights) - Math.min(0, ...heights),
    areaMvMs: netArea(beat, qrs),
    rPeak: upright?.peak ?? null,
    notches: countNotches(beat, qrs, parts.length),
    ...slurredOnset(beat, qrs),
    jWave: upright ? jWave(beat, qrs, upright) : null,
  };
}

function deflection(part: Part | null): Deflection | null {
  return part && { amplitudeMv: part.amplitudeMv, durationMs: part.durationMs };
}

/** Runs of one sign between onset and end, measured from the level at the onset. */
function deflections(beat: Float64Array, { onset, offset }: Boundaries, noiseMv: number): Part[] {
  const level = zeroLevel(beat, onset);
  const leastMv = Math.max(LEAST_DEFLECTION_MV, NOISE_FACTOR * Math.max(noiseMv, noiseBefore(beat, onset)));
  const parts: Part[] = [];
  let start = onset;
  for (let i = onset + 1; i <= offset + 1; i++) {
    const ended = i > offset || beat[i]! - level > 0 !== beat[start]! - level > 0;
    if (!ended) continue;
    let peak = start;
    for (let k = start; k < i; k++) if (Math.abs(beat[k]! - level) > Math.abs(beat[peak]! - level)) peak = k;
    const amplitudeMv = beat[peak]! - level;
    let areaMvMs = 0;
    for (let k = start; k < i; k++) areaMvMs += (beat[k]! - level) * SAMPLE_MS;
    if (Math.abs(amplitudeMv) >= leastMv && i - start >= LEAST_DEFLECTION_SAMPLES) {
      const durationMs = durationOf(beat, { level, onset, offset, start, last: i - 1, peak });
      const previous = parts.at(-1);
      if (previous && Math.sign(previous.amplitudeMv) === Math.sign(amplitudeMv)) {
        // only a ripple lay between: one deflection
        const larger = Math.abs(amplitudeMv) > Math.abs(previous.amplitudeMv);
        parts[parts.length - 1] = {
          amplitudeMv: larger ? amplitudeMv : previous.amplitudeMv,
          peak: larger ? peak : previous.peak,
          durationMs: previous.durationMs + durationMs,
          areaMvMs: previous.areaMvMs + areaMvMs,
        };
      } else parts.push({ amplitudeMv, durationMs, peak, areaMvMs });
    }
    start = i;
  }
  const last = parts.at(-1);
  // an elevated or depressed ST begins on the last flank: without a way back there is no deflection
  const returns = last && Math.abs(beat[last.peak]! - beat[offset]!) >= LEAST_DEFLECTION_MV;
  return returns === false ? parts.slice(0, -1) : parts;
}

/**
 * From crossing to crossing, between samples. The isoelectric stretches that one lead may have inside the global QRS,
 * before its own beginning and after its own end, belong to no deflection.
 */
function durationOf(
  beat: Float64Array,
  run: { level: number; onset: number; offset: number; start: number; last: number; peak: number },
): number {
  const { level, onset, offset, start, last, peak } = run;
  const height = (i: number): number => Math.abs(beat[i]! - level);
  let [from, to] = [start, last];
  while (from < peak && height(from) <= ISOELECTRIC_MV) from++;
  while (to > peak && height(to) <= ISOELECTRIC_MV) to--;
  // heights on both sides of a crossing share the sample between them
  const beforeStart = start > onset ? height(start) / (height(start) + height(start - 1)) : 0;
  const afterLast = last < offset ? height(last) / (height(last) + height(last + 1)) : 0;
  const begin = from - start > ISOELECTRIC_SAMPLES ? from : start - beforeStart;
  const end = last - to > ISOELECTRIC_SAMPLES ? to : last + afterLast;
  return Math.round((end - begin) * SAMPLE_MS * 10) / 10;
}

/** Mean of 10 ms before the onset, or earlier where that lies on a flank; at the very start of the beat the sample there. */
function zeroLevel(beat: Float64Array, onset: number): number {
  return levelBeside(beat, onset, onset - LEVEL_REACH_SAMPLES) ?? beat[onset]!;
}

/** RMS of the noise in the 40 ms before the onset, from first differences, which do not see slopes. */
function noiseBefore(beat: Float64Array, onset: number): number {
  const from = Math.max(1, onset - 20);
  let sum = 0;
  for (let i = from; i < onset; i++) sum += (beat[i]! - beat[i - 1]!) ** 2;
  return onset > from ? Math.sqrt(sum / (onset - from) / 2) : 0;
}

interface NamedParts {
  q: Part | null;
  r: Part | null;
  s: Part | null;
  rPrime: Part | null;
  sPrime: Part | null;
  form: string;
}

function nameDeflections(parts: readonly Part[]): NamedParts {
  const named: NamedParts = { q: null, r: null, s: null, rPrime: null, sPrime: null, form: "" };
  const letter = (part: Part, lower: string): string =>
    Math.abs(part.amplitudeMv) >= CAPITAL_FROM_MV ? lower.toUpperCase() : lower;
  for (const part of parts) {
    const up = part.amplitudeMv > 0;
    if (up && named.r === null) {
      named.r = part;
      named.form += letter(part, "r");
    } else if (up && named.rPrime === null) {
      named.rPrime = part;
      named.form += `${letter(part, "r")}'`;
    } else if (!up && named.r === null) {
      named.q = part;
      named.form += letter(part, "q");
    } else if (!up && named.rPrime === null && named.s === null) {
      named.s = part;
      named.form += letter(part, "s");
    } else if (!up && named.rPrime !== null && named.sPrime === null) {
      named.sPrime = part;
      named.form += `${letter(part, "s")}'`;
    }
  }
  // a single negative wave with nothing upright is a QS complex
  if (named.q && named.r === null) named.form = "QS";
  return named;
}

function netArea(beat: Float64Array, { onset, offset }: Boundaries): number {
  const level = zeroLevel(beat, onset);
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
): { slurredOnsetMs: number | null; slurredOnsetMv: number | null } {
  const steep = slope(beat.subarray(Math.max(0, onset - 3), offset + 4), 3, WORKING_RATE_HZ).map(Math.abs);
  let top = 0;
  for (const value of steep) top = Math.max(top, value);
  if (top === 0) return { slurredOnsetMs: null, slurredOnsetMv: null };
  const first = steep.findIndex((value) => value > top / 2);
  const samples = Math.max(0, first - Math.min(3, onset));
  const knee = farthestFromChord(beat, onset, onset + samples);
  return { slurredOnsetMs: samples * SAMPLE_MS, slurredOnsetMv: beat[knee]! - zeroLevel(beat, onset) };
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
function jWave(beat: Float64Array, { onset, offset }: Boundaries, r: Part): JWave | null {
  const level = zeroLevel(beat, onset);
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
